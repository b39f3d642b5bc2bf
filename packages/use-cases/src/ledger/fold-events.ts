import type { LedgerEvent } from '@tributary/contracts'
import { type RollupDelta, rollupDeltas, sumDeltas } from '@tributary/ledger'
import { markAttribution } from '../attribution/mark-change.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import { oweNotifications } from '../notifications/owe-notifications.ts'
import { estimateLater } from '../probability/estimate-later.ts'
import type { Context } from '../product.ts'
import { isHistory } from './is-history.ts'
import { keepTouches } from './keep-touches.ts'
import { moveRollups } from './move-rollups.ts'
import { readOrganization } from './read-organization.ts'
import { type FreshEvent, takeFreshEvents } from './take-fresh-events.ts'
import { updateSearchTokens } from './update-search-tokens.ts'

/** Leads of one job: enrichment asks the outside world about each domain, so a job stays small. */
const ENRICHED_AT_ONCE = 50
/** Above this the open screens are told that leads came, not which. */
const NAMED_AT_MOST = 20

const slices = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

/**
 * Derives what the commit of these events did not hold: daily counts, search words, owed notifications, follow-up
 * jobs. An event is folded exactly once, however often its job comes: the marker and all that follows are one commit.
 */
export const foldEvents = (
  context: Context,
  { eventIds }: { readonly eventIds: readonly string[] },
): Promise<{ folded: number }> =>
  inOrganization(context, async (tx) => {
    const fresh = await takeFreshEvents(tx, eventIds)
    if (fresh.length === 0) return { folded: 0 }
    const organization = await readOrganization(tx)
    await updateSearchTokens(tx, fresh)
    await oweNotifications(tx, organization, fresh)
    followUp(tx, fresh, organization.isDemo)
    await estimateLater(tx, fresh, organization.isDemo)
    // Last: every fold of the organization moves the same few rows, and the next one waits until this one commits.
    await moveRollups(tx, deltasOf(fresh, organization.timeZone))
    await keepTouches(tx, fresh)
    await markAttribution(tx, fresh)
    return { folded: fresh.length }
  })

const deltasOf = (events: readonly LedgerEvent[], timeZone: string): RollupDelta[] => {
  const deltas: RollupDelta[] = []
  for (const event of events) deltas.push(...rollupDeltas(event, timeZone))
  return sumDeltas(deltas)
}

const followUp = (tx: Tx, fresh: readonly FreshEvent[], isDemo: boolean): void => {
  const captured = fresh.filter(({ type }) => type === 'lead.captured')
  const enriched = captured.filter((event) => !(isDemo && isHistory(event))).map(({ leadId }) => leadId!)
  for (const leadIds of slices(enriched, ENRICHED_AT_ONCE)) tx.enqueue('lead.enrich', { leadIds })
  const told = fresh.filter(({ type }) => type !== 'effect.finished')
  const leads = new Set(told.flatMap(({ leadId }) => (leadId ? [leadId] : [])))
  if (leads.size > 0) {
    tx.changed('leads')
    tx.changed('dashboard')
  }
  if (leads.size <= NAMED_AT_MOST) for (const leadId of leads) tx.changed(`lead:${leadId}`)
  if (fresh.some(({ type }) => type.startsWith('submission.'))) tx.changed('campaigns')
}
