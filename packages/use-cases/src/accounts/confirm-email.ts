import { createHash, randomBytes } from 'node:crypto'
import { verifyEmailMail } from '@tributary/connectors'
import { AppError, type ChangeEmail, type ConfirmToken, type Done } from '@tributary/contracts'
import { authDb } from '../entrance/auth-tables.ts'
import type { Session } from '../entrance/read-session.ts'
import { inOrganization } from '../in-organization.ts'
import type { Context, Product } from '../product.ts'
import { sendAccountMail } from './account-mail.ts'
import { checkPassword } from './check-password.ts'
import { countedMail, countTry } from './throttle.ts'
import type { Visitor } from './visitor.ts'

const CONFIRM_HOURS = 24
const HOUR = 3_600_000
const identifierOf = (token: string): string =>
  `confirm-email:${createHash('sha256').update(token).digest('base64url')}`

/** Sends the link that proves an address; opening it makes the address the account's own. */
export const askToConfirm = async (product: Product, userId: string, email: string): Promise<void> => {
  const token = randomBytes(24).toString('base64url')
  const now = new Date(product.clock())
  await authDb(product)
    .insertInto('auth_verification')
    .values({
      id: randomBytes(16).toString('hex'),
      identifier: identifierOf(token),
      value: JSON.stringify({ userId, email }),
      expires_at: new Date(now.getTime() + CONFIRM_HOURS * HOUR),
      created_at: now,
      updated_at: now,
    })
    .execute()
  const url = `${product.config.publicUrl}/confirm-email?token=${token}`
  sendAccountMail(product, email, verifyEmailMail({ url, validHours: CONFIRM_HOURS }))
}

/** The answer is the same whether somebody else has that address or not; the old one stays until the new one is proved. */
export const changeEmail = async (ctx: Context & { session: Session }, input: ChangeEmail): Promise<Done> => {
  const { product, session } = ctx
  await checkPassword(product, session.userId, input.password, 'password')
  await countTry(product, countedMail(input.email))
  const taken = await authDb(product)
    .selectFrom('auth_user')
    .select('id')
    .where('email', '=', input.email)
    .where('id', '!=', session.userId)
    .executeTakeFirst()
  if (!taken) await askToConfirm(product, session.userId, input.email)
  return { done: true }
}

export const confirmEmail = async (visitor: Visitor, { token }: ConfirmToken): Promise<Done> => {
  const { product } = visitor
  const db = authDb(product)
  const row = await db
    .deleteFrom('auth_verification')
    .where('identifier', '=', identifierOf(token))
    .returning(['value', 'expires_at'])
    .executeTakeFirst()
  if (!row || row.expires_at.getTime() <= product.clock())
    throw new AppError(
      'NOT_FOUND',
      'This link has been used or is too old. Ask for a new one in your profile.',
    )
  const { userId, email } = JSON.parse(row.value) as { userId: string; email: string }
  const before = await db.selectFrom('auth_user').select('email').where('id', '=', userId).executeTakeFirst()
  if (!before) throw new AppError('NOT_FOUND', 'This account does not exist any more.')
  await db
    .updateTable('auth_user')
    .set({ email, email_verified: true, updated_at: new Date(product.clock()) })
    .where('id', '=', userId)
    .execute()
    .catch((error: unknown) => {
      if ((error as { code?: string }).code === '23505')
        throw new AppError('CONFLICT', 'Another account has this address by now.')
      throw error
    })
  if (before.email !== email) await moveTo(visitor, userId, before.email, email)
  return { done: true }
}

/** The new address stands in every organization, and whoever was signed in under the old one signs in again. */
const moveTo = async (
  { product, session }: Visitor,
  userId: string,
  before: string,
  after: string,
): Promise<void> => {
  const db = authDb(product)
  const members = await db.selectFrom('auth_member').selectAll().where('user_id', '=', userId).execute()
  for (const { id, organization_id: organizationId, role } of members)
    await inOrganization(
      { product, organizationId, actor: { kind: 'member', memberId: id, userId, role } },
      async (tx) => {
        await tx.db.updateTable('member').set({ email: after }).where('id', '=', id).execute()
        tx.audit({ action: 'email.changed', targetKind: 'member', targetId: id, before, after })
      },
    )
  await db
    .deleteFrom('auth_session')
    .where('user_id', '=', userId)
    .where('id', '!=', session?.userId === userId ? session.id : '')
    .execute()
}
