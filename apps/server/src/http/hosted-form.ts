import { AppError } from '@tributary/contracts'
import { ownOriginsOf } from '@tributary/use-cases/capture/own-origins'
import { findHostedForm, type HostedFormPage } from '@tributary/use-cases/hosted-form/read-hosted-form'
import { renderToken } from '@tributary/use-cases/hosted-form/render-token'
import { type PostedForm, submitHostedForm } from '@tributary/use-cases/hosted-form/submit-hosted-form'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Door } from '../build-server.ts'
import { type Fault, inputOf } from '../hosted-form/fields.ts'
import { closedPage, formPage, sentPage, troublePage, unknownPage } from '../hosted-form/page.ts'
import { STYLES_HASH } from '../hosted-form/styles.ts'
import { describe } from './errors.ts'

const LARGEST_FORM = 256 * 1024

type Asked = { Params: { slug: string }; Querystring: { embed?: string; sent?: string } }

const isEmbedded = (request: FastifyRequest<Asked>): boolean => request.query.embed === '1'

/** The page runs its own script and its own sheet and nothing else; frames only where the campaign allows them. */
const policyOf = (embedders: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src '${STYLES_HASH}'`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${embedders.length > 0 ? embedders.join(' ') : "'none'"}`,
  ].join('; ')

const sendPage = (
  reply: FastifyReply,
  status: number,
  page: string,
  embedders: readonly string[] = [],
): FastifyReply => {
  if (embedders.length > 0) reply.removeHeader('x-frame-options')
  return reply
    .code(status)
    .header('content-security-policy', policyOf(embedders))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page)
}

const readPosted = (body: unknown): PostedForm => {
  const posted: Record<string, string> = {}
  if (body instanceof URLSearchParams)
    // Browsers write line ends as CRLF; the capture door knows them as people typed them.
    for (const [name, value] of body) posted[name] ??= value.replaceAll('\r\n', '\n')
  return posted
}

const STALE: Fault = {
  name: null,
  message: 'This page was not up to date any more. Your entries are still here: please send them again.',
}

/** A person who sends the same page a second time has read it: the age of a fresh page must not make them a robot. */
const READ_ALREADY = 10_000

/** `/f/{slug}`: the form of a campaign for those without a website of their own. */
export const hostedFormDoor: Door = async (server, { product }) => {
  const own = ownOriginsOf(product.config.publicUrl)

  const showForm = (
    request: FastifyRequest<Asked>,
    reply: FastifyReply,
    page: HostedFormPage,
    { status = 200, posted = {} as PostedForm, fault = null as Fault | null } = {},
  ): FastifyReply => {
    const embedded = isEmbedded(request)
    const kept = fault && fault !== STALE ? posted['shown'] : undefined
    const shown = kept ?? renderToken(product, page.slug, product.clock() - (fault ? READ_ALREADY : 0))
    return sendPage(
      reply,
      status,
      formPage(page, { embedded, shown, posted, fault }),
      embedded ? page.origins : [],
    )
  }

  const find = async (request: FastifyRequest<Asked>, reply: FastifyReply) => {
    const page = await findHostedForm(product, request.params.slug)
    if (page && page.closedBecause === null) return page
    const embedded = isEmbedded(request)
    if (page) sendPage(reply, 404, closedPage(page, embedded), embedded ? page.origins : [])
    else sendPage(reply, 404, unknownPage())
    return null
  }

  await server.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LARGEST_FORM },
      (_, body, done) => done(null, new URLSearchParams(body as string)),
    )

    // People stand at this door: they are told in a page, not in JSON.
    scope.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      if (error instanceof AppError) {
        reply.header('retry-after', String(error.details.retryAfter ?? 5))
        return sendPage(reply, error.status, troublePage(error.message))
      }
      const status = error.statusCode ?? 500
      if (status < 500) return sendPage(reply, status, troublePage('What was sent cannot be read.'))
      product.log.error({ requestId: request.id, error: describe(error) }, 'a request failed')
      return sendPage(
        reply,
        500,
        troublePage(`Something went wrong on our side. Mention ${request.id} when you report it.`),
      )
    })

    scope.get<Asked>('/f/:slug', async (request, reply) => {
      const page = await find(request, reply)
      if (!page) return reply
      const embedded = isEmbedded(request)
      if (request.query.sent !== undefined)
        return sendPage(reply, 200, sentPage(page, embedded), embedded ? page.origins : [])
      return showForm(request, reply, page)
    })

    scope.post<Asked>('/f/:slug', async (request, reply) => {
      const page = await find(request, reply)
      if (!page) return reply
      const posted = readPosted(request.body)
      const { origin } = request.headers
      try {
        if (origin !== undefined && !own.has(origin))
          throw new AppError('ORIGIN_NOT_ALLOWED', 'Please send this form from its own page.')
        const outcome = await submitHostedForm(product, page, posted, {
          ip: request.ip,
          userAgent: request.headers['user-agent'] ?? null,
        })
        if (outcome === 'unreadable_token')
          return showForm(request, reply, page, { status: 400, posted, fault: STALE })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        const { field, retryAfter } = error.details
        if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
        const fault = { name: inputOf(field), message: error.message }
        return showForm(request, reply, page, { status: error.status, posted, fault })
      }
      // A reload of the thanks sends nothing.
      const where = `/f/${encodeURIComponent(page.slug)}?sent${isEmbedded(request) ? '&embed=1' : ''}`
      return reply.redirect(where, 303)
    })
  })
}
