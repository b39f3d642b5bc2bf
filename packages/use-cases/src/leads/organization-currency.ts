import type { Tx } from '../in-organization.ts'

/** What values and deals are counted in. */
export const currencyOf = async ({ db, organizationId }: Tx): Promise<string> => {
  const { currency } = await db
    .selectFrom('organization')
    .select('currency')
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return currency
}
