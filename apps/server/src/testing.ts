import { openTestProduct, type TestOptions, type TestProduct } from '@tributary/use-cases/testing'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { buildServer, type ServerOptions } from './build-server.ts'
import { appRouter } from './router.ts'

/** A procedure is asked by GET when it reads and by POST when it changes. */
const kindOf = (path: string): 'query' | 'mutation' | 'subscription' => {
  const procedure = (appRouter._def.procedures as unknown as Record<string, { _def: { type: 'query' } }>)[
    path
  ]
  if (!procedure) throw new Error(`There is no procedure ${path}`)
  return procedure._def.type
}

export type Answer = {
  readonly status: number
  /** The procedure's output. */
  readonly data: unknown
  readonly error:
    | { message: string; data: { code: string; field?: string; retryAfter?: number; requestId: string } }
    | undefined
  /** What to send as `Cookie` from now on; absent when the answer sets none. */
  readonly cookie: string | undefined
  readonly headers: Readonly<Record<string, unknown>>
}

export type TestServer = TestProduct & {
  readonly server: FastifyInstance
  call(
    path: string,
    input?: unknown,
    options?: { cookie?: string; ip?: string; headers?: Record<string, string> },
  ): Promise<Answer>
}

/** The real server on a database of the test file's own; `call` asks a procedure as a browser would. */
export const openTestServer = async (
  options: TestOptions & Pick<ServerOptions, 'trustProxy' | 'webFolder' | 'onRoute'> = {},
): Promise<TestServer> => {
  const test = await openTestProduct(options)
  const server = await buildServer({ ...options, product: test.product })
  await server.ready()
  return {
    ...test,
    server,
    call: async (path, input, { cookie, ip = '127.0.0.1', headers = {} } = {}) => {
      const request: InjectOptions = {
        remoteAddress: ip,
        headers: { ...(cookie ? { cookie } : {}), ...headers },
      }
      const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
      const answer = await server.inject(
        kindOf(path) === 'query'
          ? { ...request, method: 'GET', url: `/api/trpc/${path}${query}` }
          : {
              ...request,
              method: 'POST',
              url: `/api/trpc/${path}`,
              payload: input === undefined ? {} : (input as object),
            },
      )
      const body = answer.json() as { result?: { data: unknown }; error?: Answer['error'] }
      const set = answer.headers['set-cookie']
      const first = Array.isArray(set) ? set[0] : set
      return {
        status: answer.statusCode,
        data: body.result?.data,
        error: body.error,
        cookie: first?.split(';')[0],
        headers: answer.headers,
      }
    },
    close: async () => {
      await server.close()
      await test.close()
    },
  }
}
