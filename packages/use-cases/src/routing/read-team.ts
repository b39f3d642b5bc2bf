import type { Team } from '@tributary/routing'
import { loadRoutingDesk, type Read } from '../capture/organization-snapshot.ts'
import type { Tx } from '../in-organization.ts'

const INSTANT = /_(at|from|until)$/

/** This connection hands out times as text; a text would pass for "never away". */
const withTimes = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' && INSTANT.test(column) ? new Date(value) : value,
    ]),
  )

/** Statements with `$1` inside this transaction. */
const readIn =
  ({ em }: Tx): Read =>
  async (text, values) => {
    const rows: Record<string, unknown>[] = await em.execute(text.replaceAll(/\$\d+/g, '?'), [...values])
    return rows.map(withTimes)
  }

/** Who may get leads now, and the offices. */
export const readTeam = async (tx: Tx): Promise<Team> => {
  const { routing } = await loadRoutingDesk(readIn(tx), tx.organizationId)
  return routing.team
}
