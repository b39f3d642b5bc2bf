import { AppError } from '@tributary/contracts'
import { authDb } from '../entrance/auth-tables.ts'
import type { Product } from '../product.ts'
import { authOf } from './auth.ts'
import { type Counted, countTry, forgiveTry } from './throttle.ts'

/** Asks who is signed in once more, before something that only they may do. Throttled like a sign-in. */
export const checkPassword = async (
  product: Product,
  userId: string,
  password: string,
  field: string,
): Promise<void> => {
  const counted: Counted = { kind: 'account', value: `again:${userId}` }
  await countTry(product, counted)
  const account = await authDb(product)
    .selectFrom('auth_account')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  const { password: words } = await authOf(product).$context
  const right = account?.password ? await words.verify({ hash: account.password, password }) : false
  if (!right) throw new AppError('VALIDATION_ERROR', 'This is not your current password.', { field })
  await forgiveTry(product, counted)
}
