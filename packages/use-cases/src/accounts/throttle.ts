import { createHmac } from 'node:crypto'
import { AppError } from '@tributary/contracts'
import { sql } from 'kysely'
import { authDb } from '../entrance/auth-tables.ts'
import { instanceSecret } from '../entrance/instance-secret.ts'
import type { Product } from '../product.ts'
import { networkOf } from './network-of.ts'

const FREE_TRIES = 5
const MOST_MINUTES = 15
const FORGET_MINUTES = 60
const MINUTE = 60_000

/** What is being counted: tries at one account, tries from one network, mails to one address. */
export type Counted = { readonly kind: 'account' | 'network' | 'mail'; readonly value: string }

export const countedAccount = (email: string): Counted => ({ kind: 'account', value: email.toLowerCase() })
export const countedNetwork = (ip: string): Counted => ({ kind: 'network', value: networkOf(ip) })
export const countedMail = (email: string): Counted => ({ kind: 'mail', value: email.toLowerCase() })

const keyOf = (product: Product, { kind, value }: Counted): Buffer =>
  createHmac('sha256', instanceSecret(product, 'throttle')).update(`${kind}:${value}`).digest()

/**
 * Counts a try before it is made, so that a hundred at once are a hundred. After five within an hour the next waits a
 * minute, doubling to fifteen, never longer. Known and unknown accounts are counted alike. When the database does not
 * answer there is no sign-in.
 *
 * @throws RATE_LIMITED with the seconds to wait.
 */
export const countTry = async (product: Product, ...all: readonly Counted[]): Promise<void> => {
  for (const counted of all) await countOne(product, keyOf(product, counted))
}

const countOne = async (product: Product, key: Buffer): Promise<void> => {
  const db = authDb(product)
  const now = product.clock()
  const at = new Date(now)
  const forgotten = new Date(now - FORGET_MINUTES * MINUTE)
  const failures = sql<number>`case when auth_rate_limit.last_failure_at < ${forgotten} then 1 else auth_rate_limit.failures + 1 end`
  const counted = await db
    .insertInto('auth_rate_limit')
    .values({ key, failures: 1, last_failure_at: at, blocked_until: null })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({
          failures,
          last_failure_at: at,
          blocked_until: sql<Date>`case when ${failures} >= ${FREE_TRIES} then ${at}::timestamptz + make_interval(mins => least(${MOST_MINUTES}, power(2, least(${failures} - ${FREE_TRIES}, 10)))::int) end`,
        })
        .where((eb) =>
          eb.or([
            eb('auth_rate_limit.blocked_until', 'is', null),
            eb('auth_rate_limit.blocked_until', '<=', at),
          ]),
        ),
    )
    .returning('failures')
    .executeTakeFirst()
  if (counted) return
  const row = await db
    .selectFrom('auth_rate_limit')
    .select('blocked_until')
    .where('key', '=', key)
    .executeTakeFirst()
  const waitMs = Math.max(1_000, (row?.blocked_until?.getTime() ?? now) - now)
  const minutes = Math.ceil(waitMs / MINUTE)
  throw new AppError(
    'RATE_LIMITED',
    `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`,
    { retryAfter: Math.ceil(waitMs / 1_000) },
  )
}

/** The try was right: an account starts anew, a network has one failure less. */
export const forgiveTry = async (product: Product, ...all: readonly Counted[]): Promise<void> => {
  for (const counted of all) await forgiveOne(product, counted)
}

const forgiveOne = async (product: Product, counted: Counted): Promise<void> => {
  const db = authDb(product)
  const key = keyOf(product, counted)
  if (counted.kind === 'account') await db.deleteFrom('auth_rate_limit').where('key', '=', key).execute()
  else
    await db
      .updateTable('auth_rate_limit')
      .set({
        failures: sql<number>`greatest(failures - 1, 0)`,
        blocked_until: sql<Date | null>`case when failures - 1 >= ${FREE_TRIES} then blocked_until end`,
      })
      .where('key', '=', key)
      .execute()
}
