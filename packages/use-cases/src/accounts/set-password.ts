import { AppError, NewPassword, notFound } from '@tributary/contracts'
import { authDb } from '../entrance/auth-tables.ts'
import { inOrganization } from '../in-organization.ts'
import type { Product } from '../product.ts'
import { authOf } from './auth.ts'
import { countedAccount, forgiveTry } from './throttle.ts'

/**
 * For whoever runs the instance and has locked themselves out: sets a password without the old one, ends every session
 * of the account and lifts its wait. It is in no router.
 */
export const setPassword = async (product: Product, email: string, password: string): Promise<void> => {
  const judged = NewPassword.safeParse(password)
  if (!judged.success)
    throw new AppError('VALIDATION_ERROR', judged.error.issues[0]?.message ?? 'Not a password.')
  const db = authDb(product)
  const user = await db
    .selectFrom('auth_user')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  if (!user) throw notFound('account')
  const { password: words, internalAdapter } = await authOf(product).$context
  await internalAdapter.updatePassword(user.id, await words.hash(password))
  await db.deleteFrom('auth_session').where('user_id', '=', user.id).execute()
  await forgiveTry(product, countedAccount(email))
  const members = await db
    .selectFrom('auth_member')
    .select(['id', 'organization_id'])
    .where('user_id', '=', user.id)
    .execute()
  for (const member of members)
    await inOrganization(
      { product, organizationId: member.organization_id, actor: { kind: 'system' } },
      async (tx) => tx.audit({ action: 'password.set', targetKind: 'member', targetId: member.id }),
    )
}
