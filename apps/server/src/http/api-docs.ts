import { openApiDocument } from '@tributary/contracts'
import type { Door } from '../build-server.ts'
import { apiPage } from './api-page.ts'

/** `/v1/openapi.json` for programs and `/docs/api` for people, both from the schemas that check the requests. */
export const apiDocsRoutes: Door = async (server, { product }) => {
  const document = openApiDocument(product.config.publicUrl)
  const page = apiPage(document)
  server.get('/v1/openapi.json', async (_request, reply) =>
    reply
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=300')
      .send(document),
  )
  server.get('/docs/api', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'public, max-age=300').send(page),
  )
}
