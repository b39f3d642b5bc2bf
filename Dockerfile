# One image for server, worker and migrations. It keeps the workspace layout: the sources run as they are.
FROM node:26-slim AS build
WORKDIR /app
ENV CI=true
COPY . .
RUN --mount=type=cache,target=/root/.local/share/pnpm/store npx --yes pnpm@12 install --frozen-lockfile
RUN npx --yes pnpm@12 --filter @tributary/web exec vite build
RUN --mount=type=cache,target=/root/.local/share/pnpm/store npx --yes pnpm@12 install --prod --frozen-lockfile

FROM node:26-slim
WORKDIR /app
ENV NODE_ENV=production
# The sources belong to root: the running process can read and not change them.
COPY --from=build /app /app
RUN mkdir -p /data && chown node:node /data
USER node
EXPOSE 3000
CMD ["node", "--max-old-space-size=320", "--heap-growing-percent=100", "apps/server/src/main.ts"]
