import type { Tx } from '../in-organization.ts'

const known = new WeakMap<object, string>()

/** What values and deals are counted in; asked once in a transaction. */
export const currencyOf = async ({ db, em, organizationId }: Tx): Promise<string> => {
  const before = known.get(em)
  if (before !== undefined) return before
  const { currency } = await db
    .selectFrom('organization')
    .select('currency')
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  known.set(em, currency)
  return currency
}
