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
  readonly why: string
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
  why: string
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
  const until = new Date(now + LEASE)
  await sql`
    with claimed as (
      update effect set state = 'in_flight', attempts = attempts + 1, lease_owner = ${LEASE_OWNER},
        lease_until = ${until}, next_at = ${until}, reason = null
      where organization_id = ${organizationId} and id = any(${allowed.map(({ id }) => id)}::uuid[])
      returning id, attempts
    ), left_open as (
      update effect_attempt a set finished_at = ${new Date(now)}, outcome = 'unknown_outcome',
        detail = 'the process ended before the answer'
      from claimed where a.organization_id = ${organizationId} and a.effect_id = claimed.id and a.finished_at is null
    )
    insert into effect_attempt (organization_id, effect_id, n, started_at)
    select ${organizationId}, id, attempts, ${new Date(now)} from claimed`.execute(db)
  return allowed.map((row) => ({
    id: row.id,
    eventId: row.event_id,
    leadId: row.lead_id,
    kind: row.kind,
    target: row.target,
    why: row.why,
    n: row.attempts + 1,
    tries: row.attempts + 1 - row.attempts_before,
  }))
}

const lockDue = async ({ db, organizationId, now }: Tx, ids: readonly string[]): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select id, event_id, lead_id, kind, target, why, attempts, attempts_before from effect
    where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[])
      and (state = 'pending' and next_at <= ${new Date(now + CLOCK_SLACK)}
        or state = 'in_flight' and lease_until < ${new Date(now)})
    order by id for update skip locked`.execute(db)
  return rows
}

const withinBreakers = async (tx: Tx, due: readonly Row[]): Promise<Row[]> => {
  if (due.length === 0) return []
  const recent = await recentCalls(tx)
  const allowed: Row[] = []
  for (const channel of new Set(due.map(({ kind }) => channelOf(kind)))) {
    const rows = due.filter(({ kind }) => channelOf(kind) === channel)
    const many = allowedCalls(recent.get(channel) ?? NO_CALLS, rows.length)
    allowed.push(...rows.slice(0, many))
    await rest(
      tx,
      rows.slice(many).map(({ id }) => id),
    )
  }
  return allowed
}

const NO_CALLS: RecentCalls = { calls: 0, failures: 0, inFlight: 0, sinceLast: null }
/** Enough to judge by, however many there were. */
const MOST_JUDGED = 100

type CallRow = { channel: string; calls: number; failures: number; in_flight: number; last: string }

const recentCalls = async ({ db, organizationId, now }: Tx): Promise<Map<string, RecentCalls>> => {
  const { rows } = await sql<CallRow>`
    select split_part(e.kind, '.', 1) as channel, count(*)::int as calls,
      count(*) filter (where a.outcome in ('retry_after', 'retry_backoff', 'unknown_outcome'))::int as failures,
      count(*) filter (where a.finished_at is null)::int as in_flight, max(a.started_at) as last
    from (
      select effect_id, outcome, started_at, finished_at from effect_attempt
      where organization_id = ${organizationId} and started_at > ${new Date(now - BREAKER_WINDOW)}
      order by started_at desc limit ${MOST_JUDGED}
    ) a
    join effect e on e.organization_id = ${organizationId} and e.id = a.effect_id
    group by 1`.execute(db)
  return new Map(
    rows.map((row) => [
      row.channel,
      {
        calls: row.calls,
        failures: row.failures,
        inFlight: row.in_flight,
        sinceLast: now - new Date(row.last).getTime(),
      },
    ]),
  )
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
