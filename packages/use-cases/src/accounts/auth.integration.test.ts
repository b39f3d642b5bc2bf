import { getMigrations } from 'better-auth/db/migration'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { authOf } from './auth.ts'
import { forgetOldAccess } from './forget-old.ts'
import { setPassword } from './set-password.ts'
import { countedAccount, countTry } from './throttle.ts'

let test: TestProduct
let now = Date.now()
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
})
afterAll(() => test.close())

it('our tables hold everything better-auth expects of them', async () => {
  const { toBeCreated, toBeAdded } = await getMigrations(authOf(test.product).options)
  expect(toBeCreated.map(({ table }) => table)).toEqual([])
  expect(toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)])).toEqual([])
})

it('whoever runs the instance sets a password anew, and only for an account there is', async () => {
  await expect(setPassword(test.product, 'nobody@example.com', 'a long new password')).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(setPassword(test.product, test.members.owner.email, 'short')).rejects.toMatchObject({
    code: 'VALIDATION_ERROR',
  })
})

it('tries, sessions and links that mean nothing any more are forgotten', async () => {
  await test.cookieOf('viewer')
  await countTry(test.product, countedAccount('someone@example.com'))
  now += 2 * 86_400_000
  await forgetOldAccess(test.product)
  const { db } = authOf(test.product).options.database as {
    db: Kysely<Record<string, { n: string }>>
  }
  for (const table of ['auth_session', 'auth_rate_limit'])
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
})
