import { randomUUID } from 'node:crypto'
import type { EffectKind } from '@tributary/contracts'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import { allowedCalls, BREAKER_WINDOW, type RecentCalls } from './circuit-breaker.ts'

/** An effect that this process may try now, and nobody else until the lease ends. */
export type Claimed = {
  readonly id: string
  readonly eventId: string
  readonly leadId: string | null
  readonly kind: EffectKind
  readonly target: string
  /** Which try this is, from 1. */
  readonly n: number
  /** The same since somebody last set it going. */
  readonly tries: number
}

/** This process, as the owner of leases. */
export const LEASE_OWNER = randomUUID()
/** Twice the longest call. */
export const LEASE = 60_000
/** Clocks of the queue and of this process may differ by so much. */
const CLOCK_SLACK = 1_000
const REST = 30_000

type Row = {
  id: string
  event_id: string
  lead_id: string | null
  kind: EffectKind
  target: string
  attempts: number
  attempts_before: number
}

const channelOf = (kind: EffectKind): string => kind.slice(0, kind.indexOf('.'))

/**
 * Takes the effects of this list that are due, each with a lease, and writes down the try before it is made: what ends
 * in the middle is seen. A try that nobody ended, because its process died, is closed as of unknown outcome.
 */
export const claimEffects = async (tx: Tx, ids: readonly string[]): Promise<Claimed[]> => {
  const due = await lockDue(tx, ids)
  const allowed = await withinBreakers(tx, due)
  if (allowed.length === 0) return []
  const { db, organizationId, now } = tx
  const claimedIds = allowed.map(({ id }) => id)
  const until = new Date(now + LEASE)
  await sql`
    update effect_attempt set finished_at = ${new Date(now)}, outcome = 'unknown_outcome',
      detail = 'the process ended before the answer'
    where organization_id = ${organizationId} and effect_id = any(${claimedIds}::uuid[]) and finished_at is null`.execute(
    db,
  )
  await sql`
    update effect set state = 'in_flight', attempts = attempts + 1, lease_owner = ${LEASE_OWNER}, lease_until = ${until},
      next_at = ${until}, reason = null
    where organization_id = ${organizationId} and id = any(${claimedIds}::uuid[])`.execute(db)
  await sql`
    insert into effect_attempt (organization_id, effect_id, n, started_at)
    select ${organizationId}, u.*, ${new Date(now)}
    from unnest(${claimedIds}::uuid[], ${allowed.map(({ attempts }) => attempts + 1)}::int[]) u`.execute(db)
  return allowed.map((row) => ({
    id: row.id,
    eventId: row.event_id,
    leadId: row.lead_id,
    kind: row.kind,
    target: row.target,
    n: row.attempts + 1,
    tries: row.attempts + 1 - row.attempts_before,
  }))
}

const lockDue = async ({ db, organizationId, now }: Tx, ids: readonly string[]): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select id, event_id, lead_id, kind, target, attempts, attempts_before from effect
    where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[])
      and (state = 'pending' and next_at <= ${new Date(now + CLOCK_SLACK)}
        or state = 'in_flight' and lease_until < ${new Date(now)})
    order by id for update skip locked`.execute(db)
  return rows
}

const withinBreakers = async (tx: Tx, due: readonly Row[]): Promise<Row[]> => {
  const allowed: Row[] = []
  for (const channel of new Set(due.map(({ kind }) => channelOf(kind)))) {
    const rows = due.filter(({ kind }) => channelOf(kind) === channel)
    const many = allowedCalls(await recentCalls(tx, channel), rows.length)
    allowed.push(...rows.slice(0, many))
    await rest(
      tx,
      rows.slice(many).map(({ id }) => id),
    )
  }
  return allowed
}

const recentCalls = async ({ db, organizationId, now }: Tx, channel: string): Promise<RecentCalls> => {
  const { rows } = await sql<{ calls: number; failures: number; in_flight: number; last: string | null }>`
    select count(*)::int as calls,
      count(*) filter (where a.outcome in ('retry_after', 'retry_backoff', 'unknown_outcome'))::int as failures,
      count(*) filter (where a.finished_at is null)::int as in_flight, max(a.started_at) as last
    from effect_attempt a
    join effect e on e.organization_id = a.organization_id and e.id = a.effect_id and starts_with(e.kind, ${`${channel}.`})
    where a.organization_id = ${organizationId} and a.started_at > ${new Date(now - BREAKER_WINDOW)}`.execute(
    db,
  )
  const row = rows[0]!
  return {
    calls: row.calls,
    failures: row.failures,
    inFlight: row.in_flight,
    sinceLast: row.last === null ? null : now - new Date(row.last).getTime(),
  }
}

/** Lets effects wait without counting a try: nobody was called. */
const rest = async (tx: Tx, effectIds: string[]): Promise<void> => {
  if (effectIds.length === 0) return
  const { db, organizationId, now } = tx
  const at = now + REST * (0.8 + 0.4 * Math.random())
  await sql`
    update effect set state = 'pending', next_at = ${new Date(at)}, lease_owner = null, lease_until = null,
      reason = 'waits while the other side does not answer'
    where organization_id = ${organizationId} and id = any(${effectIds}::uuid[])`.execute(db)
  tx.enqueue('effect.run', { effectIds }, at)
}
