import { sql } from 'kysely'
import { listOrganizationIds } from '../entrance/list-organization-ids.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context, Product } from '../product.ts'

/** Younger than this, what is not done yet is simply under way. */
const GRACE = 20_000
const MOST = 5_000
const IN_ONE_JOB = 500
const EFFECTS_IN_ONE_JOB = 16
/** A queue this long works on what it has; waking the same again would only make it longer. */
const BUSY = 100

const slices = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

/** The smallest UUIDv7 of a moment: ids are in the order of their times, so one comparison finds what is young. */
const firstIdOf = (at: number): string => {
  const hex = Math.max(0, at).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

export type Swept = { readonly events: number; readonly effects: number }

/**
 * Wakes what a lost job left behind: events since a moment that nobody folded, effects that are due or whose process
 * died. The tables say what is owed; a job only says when.
 */
export const sweep = (context: Context, since: number): Promise<Swept> =>
  inOrganization(context, async (tx) => {
    const backlog = await context.product.queue.backlog()
    const isBusy = (name: 'ledger.fold' | 'effect.run') => (backlog[name]?.ready ?? 0) > BUSY
    const events = isBusy('ledger.fold') ? [] : await unfoldedEvents(tx, since)
    for (const eventIds of slices(events, IN_ONE_JOB)) tx.enqueue('ledger.fold', { eventIds })
    const effects = isBusy('effect.run') ? [] : await forgottenEffects(tx)
    for (const effectIds of slices(effects, EFFECTS_IN_ONE_JOB)) tx.enqueue('effect.run', { effectIds })
    return { events: events.length, effects: effects.length }
  })

const unfoldedEvents = async ({ db, organizationId, now }: Tx, since: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select e.id from event e
    where e.organization_id = ${organizationId} and e.id >= ${firstIdOf(since)}
      and e.recorded_at < ${new Date(now - GRACE)}
      and not exists (
        select 1 from event_fold f where f.organization_id = ${organizationId} and f.event_id = e.id
      )
    order by e.id limit ${MOST}`.execute(db)
  return rows.map(({ id }) => id)
}

const forgottenEffects = async ({ db, organizationId, now }: Tx): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from effect
    where organization_id = ${organizationId} and state in ('pending', 'in_flight')
      and next_at < ${new Date(now - GRACE / 2)}
    order by next_at limit ${MOST}`.execute(db)
  return rows.map(({ id }) => id)
}

const DAY = 86_400_000

/** Lets go of what had its day: answers kept for repeated requests, and undo offers nobody can take any more. */
export const forgetOld = (context: Context): Promise<void> =>
  inOrganization(context, async ({ db, organizationId, now }) => {
    await sql`delete from idempotency
      where organization_id = ${organizationId} and created_at < ${new Date(now - DAY)}`.execute(db)
    await sql`delete from undo
      where organization_id = ${organizationId} and created_at < ${new Date(now - DAY)}`.execute(db)
  })

/** Wakes the drains of an organization in which anything waits. */
export const wakeDrains = (context: Context): Promise<void> =>
  inOrganization(context, async (tx) => {
    const { organizationId } = tx
    const { rows } = await sql<{ pool: boolean; held: boolean }>`
      select exists (select 1 from lead where organization_id = ${organizationId} and waiting_since is not null
          and owner_id is null and deleted_at is null) as pool,
        exists (select 1 from held_submission where organization_id = ${organizationId} and state = 'held'
          and kind = 'quarantined') as held`.execute(tx.db)
    if (rows[0]?.pool) tx.enqueue('pool.drain', {})
    if (rows[0]?.held) tx.enqueue('quarantine.drain', {})
  })

/** Does something for each organization in turn; what fails for one is logged and keeps nobody else waiting. */
export const forEachOrganization = async (
  product: Product,
  what: string,
  run: (context: Context) => Promise<unknown>,
): Promise<void> => {
  for (const organizationId of await listOrganizationIds(product))
    try {
      await run({ product, organizationId, actor: { kind: 'system' } })
    } catch (error) {
      product.log.warn({ organizationId, what, error: String(error) }, 'a round was not finished')
    }
}
