import { AppError, SignIn, SignUp } from '@tributary/contracts'
import { readMe } from '@tributary/use-cases/accounts/read-me'
import { signIn, signOut } from '@tributary/use-cases/accounts/sign-in'
import { signUp } from '@tributary/use-cases/accounts/sign-up'
import type { z } from 'zod'
import type { Door } from '../build-server.ts'
import { refuseForeignPages } from './same-origin.ts'
import { openVisit } from './visitor.ts'

const read = <T>(schema: z.ZodType<T>, body: unknown): T => {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AppError('VALIDATION_ERROR', issue?.message ?? 'The input is not valid.', {
    field: issue?.path.join('.'),
  })
}

/** The way in for scripts: the same use-cases as the pages, under plain addresses. */
export const authDoor: Door = async (server, { product }) => {
  const publicOrigin = new URL(product.config.publicUrl).origin
  await server.register(
    async (scope) => {
      scope.addHook('onRequest', async (request) => refuseForeignPages(request, publicOrigin))
      scope.post('/register', async (request, reply) =>
        signUp(await openVisit(product, request, reply), read(SignUp, request.body)),
      )
      scope.post('/login', async (request, reply) =>
        signIn(await openVisit(product, request, reply), read(SignIn, request.body)),
      )
      scope.post('/logout', async (request, reply) => signOut(await openVisit(product, request, reply)))
      scope.get('/me', async (request, reply) => {
        const me = await readMe(await openVisit(product, request, reply))
        if (!me) throw new AppError('UNAUTHENTICATED', 'Sign in to go on.')
        return me
      })
    },
    { prefix: '/api/auth' },
  )
}
