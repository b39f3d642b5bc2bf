import { AppError, PageView, type TouchAccepted } from '@tributary/contracts'
import { recordPageView } from '@tributary/use-cases/touches/record-page-view'
import type { Door } from '../build-server.ts'
import { openPublicApi, preflight } from './public-api.ts'
import { readJson } from './read-json.ts'

const LARGEST_VIEW = 32 * 1024

/** @throws AppError `VALIDATION_ERROR` with the first field at fault. */
const readPageView = (body: unknown): PageView => {
  const read = PageView.safeParse(body)
  if (read.success) return read.data
  const issue = read.error.issues[0]!
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0]?.toWellFormed().slice(0, 100) : undefined
  const field = unknown ?? (issue.path.join('.') || 'body')
  throw new AppError(
    'VALIDATION_ERROR',
    unknown === undefined ? `The field ${field} is not valid.` : `There is no field ${field} here.`,
    { field },
  )
}

/** `POST /v1/api/touches`: a page of a campaign was seen. */
export const touchesDoor: Door = async (server, { product }) => {
  await openPublicApi(server, product, (scope) => {
    // Plain text needs no preflight, which a page that is being left could not wait for.
    scope.addContentTypeParser(
      'text/plain',
      { parseAs: 'buffer', bodyLimit: LARGEST_VIEW },
      (_, body, done) => {
        try {
          done(null, readJson(body as Buffer))
        } catch (error) {
          done(error as Error)
        }
      },
    )
    const route = { config: { quiet: true }, helmet: false } as const
    scope.options('/v1/api/touches', route, preflight('POST'))
    scope.post('/v1/api/touches', { ...route, bodyLimit: LARGEST_VIEW }, async (request, reply) => {
      const view = readPageView(request.body)
      const token = request.headers['x-campaign-token']
      await recordPageView(product, {
        view,
        origin: request.headers.origin || null,
        token: (typeof token === 'string' ? token : view.campaign_token) || null,
        ip: request.ip,
      })
      return reply.code(202).send({ success: true } satisfies TouchAccepted)
    })
  })
}
