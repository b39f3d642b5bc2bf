import { authOf } from '../accounts/auth.ts'
import { authDb } from '../entrance/auth-tables.ts'
import type { Product } from '../product.ts'
import type { DemoAccess } from './fill-demo.ts'

/** Whether this sign-in opens a demo now: not once the demo was removed or its owner chose another password. */
export const demoOpens = async (
  product: Product,
  { email, password }: Pick<DemoAccess, 'email' | 'password'>,
): Promise<boolean> => {
  const account = await authDb(product)
    .selectFrom('auth_account as a')
    .innerJoin('auth_user as u', 'u.id', 'a.user_id')
    .innerJoin('auth_member as m', 'm.user_id', 'u.id')
    .innerJoin('auth_organization as o', 'o.id', 'm.organization_id')
    .select('a.password')
    .where('u.email', '=', email)
    .where('a.provider_id', '=', 'credential')
    .where('o.is_demo', '=', true)
    .executeTakeFirst()
  if (!account?.password) return false
  const { password: words } = await authOf(product).$context
  return words.verify({ hash: account.password, password })
}
