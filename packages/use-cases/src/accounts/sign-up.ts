import { AppError, type Done, type SignUp, type Welcome } from '@tributary/contracts'
import type { Em } from '@tributary/db'
import { kyselyOf } from '@tributary/db'
import { APIError } from 'better-auth/api'
import { sql } from 'kysely'
import { demoStands } from '../demo/demo-stands.ts'
import { type AuthDb, asAuthDb, authDb } from '../entrance/auth-tables.ts'
import { mailOf } from '../mail/open-mail.ts'
import { createOrganizationIn } from '../organizations/create-organization.ts'
import type { Product } from '../product.ts'
import { authOn } from './auth.ts'
import { askToConfirm } from './confirm-email.ts'
import { settleSession } from './open-session.ts'
import { countedNetwork, countTry } from './throttle.ts'
import type { Visitor } from './visitor.ts'

/** One lock for the instance: two first users at the same moment would each be first. */
const FIRST_USER_LOCK = 7_215_001

const signUpPolicy = async (product: Product, db: AuthDb): Promise<Welcome['signUp']> => {
  if (product.config.openSignUp) return 'open'
  const real = await db
    .selectFrom('auth_organization')
    .select('id')
    .where('is_demo', '=', false)
    .limit(1)
    .executeTakeFirst()
  return real ? 'invitation' : 'first'
}

export const readWelcome = async ({ product }: Visitor): Promise<Welcome> => ({
  signUp: await signUpPolicy(product, authDb(product)),
  mailbox: mailOf(product).mailbox !== undefined,
  demo: await demoStands(product),
})

/** Makes an account and its organization in one transaction, and signs in. */
export const signUp = async (visitor: Visitor, input: SignUp): Promise<Done> => {
  const { product } = visitor
  await countTry(product, countedNetwork(visitor.ip))
  const made = await product.orm.em.fork().transactional(async (em) => {
    const db = asAuthDb(kyselyOf(em as Em))
    await sql`select pg_advisory_xact_lock(${FIRST_USER_LOCK})`.execute(db)
    if ((await signUpPolicy(product, db)) === 'invitation')
      throw new AppError('FORBIDDEN', 'People join by invitation here. Ask an admin of your organization.')
    const account = await makeAccount(product, db, input)
    const owner = { userId: account.userId, name: input.name, email: input.email }
    const created = await createOrganizationIn(em as Em, product, { ...input.organization, owner })
    return { ...account, organizationId: created.organizationId }
  })
  await settleSession(visitor, made, made.organizationId)
  await askToConfirm(product, made.userId, input.email)
  return { done: true }
}

/** The account and a first session, on the transaction it is given. */
export const makeAccount = async (
  product: Product,
  db: AuthDb,
  { name, email, password }: { readonly name: string; readonly email: string; readonly password: string },
): Promise<{ userId: string; token: string | null; headers: Headers }> => {
  try {
    const { response, headers } = await authOn(product, db).api.signUpEmail({
      body: { name, email, password },
      returnHeaders: true,
    })
    return { userId: response.user.id, token: response.token, headers }
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500)
      throw new AppError('CONFLICT', 'This e-mail address has an account. Sign in instead.', {
        field: 'email',
      })
    throw error
  }
}
