import { type Case, imports, types } from './case.ts'

/** What an app may not do, done on purpose. */
export const refusedInApps: readonly Case[] = [
  {
    rule: 'a router knows no infra',
    file: 'apps/server/src/routers/case.ts',
    source: types('@tributary/db'),
  },
  {
    rule: 'a router knows no domain',
    file: 'apps/server/src/routers/case.ts',
    source: imports('@tributary/scoring'),
  },
  {
    rule: 'a router knows no ORM',
    file: 'apps/server/src/routers/case.ts',
    source: imports('@mikro-orm/core'),
  },
  { rule: 'a router knows no package', file: 'apps/server/src/routers/case.ts', source: imports('fastify') },
  {
    rule: 'a router knows nothing of its app but trpc.ts',
    file: 'apps/server/src/routers/case.ts',
    source: imports('../config.ts'),
  },
  {
    rule: 'only main.ts builds infra in the server',
    file: 'apps/server/src/http/case.ts',
    source: imports('@tributary/db'),
  },
  {
    rule: 'the server knows no other app',
    file: 'apps/server/src/main.ts',
    source: imports('@tributary/worker'),
  },
  {
    rule: 'a main.ts calls no domain room',
    file: 'apps/server/src/main.ts',
    source: imports('@tributary/scoring'),
  },
  {
    rule: 'the server stays in its folder',
    file: 'apps/server/src/main.ts',
    source: imports('../../worker/src/main.ts'),
  },
  {
    rule: 'a handler knows no rules',
    file: 'apps/worker/src/handlers/case.ts',
    source: imports('@tributary/routing'),
  },
  {
    rule: 'a handler knows no database',
    file: 'apps/worker/src/handlers/case.ts',
    source: types('@tributary/db'),
  },
  {
    rule: 'a handler knows jobs only as a type',
    file: 'apps/worker/src/handlers/case.ts',
    source: imports('@tributary/jobs'),
  },
  {
    rule: 'a handler knows nothing of its app',
    file: 'apps/worker/src/handlers/case.ts',
    source: imports('../config.ts'),
  },
  {
    rule: 'only main.ts builds infra in the worker',
    file: 'apps/worker/src/case.ts',
    source: imports('@tributary/jobs'),
  },
  {
    rule: 'the worker knows no other app',
    file: 'apps/worker/src/main.ts',
    source: types('@tributary/server'),
  },
  { rule: 'the web app knows no infra', file: 'apps/web/src/pages/case.tsx', source: types('@tributary/db') },
  {
    rule: 'the web app knows no use-cases',
    file: 'apps/web/src/pages/case.tsx',
    source: types('@tributary/use-cases'),
  },
  {
    rule: 'the web app runs no server code',
    file: 'apps/web/src/api/case.ts',
    source: imports('@tributary/server'),
  },
  {
    rule: 'only api/ knows the router type',
    file: 'apps/web/src/pages/case.tsx',
    source: types('@tributary/server'),
  },
  {
    rule: 'only api/ knows the wire: tRPC',
    file: 'apps/web/src/pages/case.tsx',
    source: imports('@trpc/client'),
  },
  {
    rule: 'only api/ knows the wire: fetch',
    file: 'apps/web/src/pages/case.tsx',
    source: `export const page = fetch('/')`,
  },
  {
    rule: 'the web app scores nothing',
    file: 'apps/web/src/pages/case.tsx',
    source: imports('@tributary/scoring'),
  },
  { rule: 'the cli knows no database', file: 'apps/cli/src/case.ts', source: imports('@tributary/db') },
  {
    rule: 'the cli knows no use-cases',
    file: 'apps/cli/src/case.ts',
    source: imports('@tributary/use-cases'),
  },
  { rule: 'launch knows no bench', file: 'apps/launch/src/case.ts', source: imports('@tributary/bench') },
  { rule: 'launch knows no server', file: 'apps/launch/src/case.ts', source: imports('@tributary/server') },
  { rule: 'bench knows no launch', file: 'apps/bench/src/case.ts', source: imports('@tributary/launch') },
  {
    rule: 'browser tests stay out of the database',
    file: 'apps/e2e/src/case.e2e.test.ts',
    source: imports('@tributary/db'),
  },
  {
    rule: 'browser tests stay out of the driver',
    file: 'apps/e2e/src/case.e2e.test.ts',
    source: imports('pg'),
  },
  {
    rule: 'a folder without a row is refused',
    file: 'apps/stranger/src/case.ts',
    source: 'export const one = 1',
  },
  {
    rule: 'the environment is read in config.ts only: process.env',
    file: 'apps/server/src/main.ts',
    source: 'export const port = process.env.PORT',
  },
  {
    rule: 'the environment is read in config.ts only: the bundler',
    file: 'apps/web/src/pages/case.tsx',
    source: 'export const mode = import.meta.env.MODE',
  },
  {
    rule: 'a picture says what it shows',
    file: 'apps/web/src/pages/case.tsx',
    source: 'export const Logo = () => <img src="/logo.svg" />',
  },
]
