import { dateIn } from '@tributary/kernel'
import type { Tx } from '../in-organization.ts'

export type Calendar = { readonly currency: string; readonly timeZone: string; readonly today: string }

/** What the organization counts in, and which day it is there. */
export const readCalendar = async ({ db, organizationId, now }: Tx): Promise<Calendar> => {
  const { currency, time_zone: timeZone } = await db
    .selectFrom('organization')
    .select(['currency', 'time_zone'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return { currency, timeZone, today: dateIn(now, timeZone) }
}
