import { passwordResetMail } from '@tributary/connectors'
import {
  AppError,
  type AuditAction,
  type ChangePassword,
  type Done,
  type ForgotPassword,
  type ResetPassword,
} from '@tributary/contracts'
import { APIError } from 'better-auth/api'
import { authDb } from '../entrance/auth-tables.ts'
import type { Session } from '../entrance/read-session.ts'
import { inOrganization } from '../in-organization.ts'
import type { Context, Product } from '../product.ts'
import { sendAccountMail } from './account-mail.ts'
import { authOf, authOn, RESET_HOURS } from './auth.ts'
import { checkPassword } from './check-password.ts'
import { countedMail, countedNetwork, countTry, forgiveTry } from './throttle.ts'
import type { Visitor } from './visitor.ts'

/** Answers the same for every address, known or not. */
export const forgotPassword = async (visitor: Visitor, { email }: ForgotPassword): Promise<Done> => {
  const { product } = visitor
  await countTry(product, countedNetwork(visitor.ip), countedMail(email))
  await authOn(product, authDb(product), {
    onReset: ({ token }) => {
      const url = `${product.config.publicUrl}/reset-password?token=${token}`
      sendAccountMail(product, email, passwordResetMail({ url, validHours: RESET_HOURS }))
    },
  }).api.requestPasswordReset({ body: { email } })
  return { done: true }
}

/** The link works once; every session of the account ends. */
export const resetPassword = async (visitor: Visitor, { token, password }: ResetPassword): Promise<Done> => {
  const { product } = visitor
  const network = countedNetwork(visitor.ip)
  await countTry(product, network)
  const db = authDb(product)
  const { internalAdapter } = await authOf(product).$context
  const userId = (await internalAdapter.findVerificationValue(`reset-password:${token}`))?.value
  try {
    await authOf(product).api.resetPassword({ body: { token, newPassword: password } })
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500)
      throw new AppError('NOT_FOUND', 'This link has been used or is too old. Ask for a new one.')
    throw error
  }
  await forgiveTry(product, network)
  if (userId) {
    await db
      .updateTable('auth_user')
      .set({ email_verified: true, updated_at: new Date(product.clock()) })
      .where('id', '=', userId)
      .execute()
    await auditEverywhere(product, userId, 'password.reset')
  }
  return { done: true }
}

/** Ends every other session of the account. */
export const changePassword = async (
  { product, session }: Context & { session: Session },
  { currentPassword, newPassword }: ChangePassword,
): Promise<Done> => {
  await checkPassword(product, session.userId, currentPassword, 'currentPassword')
  const { password, internalAdapter } = await authOf(product).$context
  await internalAdapter.updatePassword(session.userId, await password.hash(newPassword))
  await authDb(product)
    .deleteFrom('auth_session')
    .where('user_id', '=', session.userId)
    .where('id', '!=', session.id)
    .execute()
  await auditEverywhere(product, session.userId, 'password.changed')
  return { done: true }
}

const auditEverywhere = async (product: Product, userId: string, action: AuditAction): Promise<void> => {
  const members = await authDb(product)
    .selectFrom('auth_member')
    .selectAll()
    .where('user_id', '=', userId)
    .execute()
  for (const { id, organization_id: organizationId, role } of members)
    await inOrganization(
      { product, organizationId, actor: { kind: 'member', memberId: id, userId, role } },
      async (tx) => tx.audit({ action, targetKind: 'member', targetId: id }),
    )
}
