import type { Outcome } from '@tributary/connectors'
import type { EffectState } from '@tributary/contracts'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import type { Claimed } from './claim-effects.ts'
import { LEASE_OWNER } from './claim-effects.ts'
import type { Errand } from './effect-content.ts'
import { type Settlement, settle } from './retry-schedule.ts'

/** An errand that was run, or turned out to need no call. */
export type Ended = {
  readonly errand: Errand
  readonly outcome: Outcome | null
  readonly startedAt: number
  readonly endedAt: number
}

type Verdict = Settlement | { readonly state: 'skipped'; readonly reason: string }

const verdictOf = ({ errand, outcome }: Ended, now: number): Verdict => {
  if (errand.kind === 'skip') return { state: 'skipped', reason: errand.reason }
  if (errand.kind === 'pause' || outcome === null)
    return { state: 'paused', reason: errand.kind === 'pause' ? errand.reason : 'no answer' }
  return settle({
    outcome,
    tries: errand.claimed.tries,
    now,
    chance: Math.random(),
    canPause: errand.kind === 'slack',
  })
}

/** Writes down how the tries ended; an effect whose lease was lost meanwhile belongs to somebody else and stays as it is. */
export const finishEffects = async (tx: Tx, ended: readonly Ended[]): Promise<void> => {
  const all = ended
    .map((each) => ({ ...each, claimed: each.errand.claimed, verdict: verdictOf(each, tx.now) }))
    .sort((a, b) => (a.claimed.id < b.claimed.id ? -1 : 1))
  const ours = await writeEnds(tx, all)
  for (const { claimed, verdict } of all.filter(({ claimed: { id } }) => ours.has(id))) {
    if (verdict.state === 'pending') tx.enqueue('effect.run', { effectIds: [claimed.id] }, verdict.at)
    else if (verdict.state === 'paused') await breakConnection(tx, claimed, verdict.reason)
    else recordEnd(tx, claimed, verdict.state, 'reason' in verdict ? verdict.reason : null)
    if (claimed.leadId) tx.changed(`lead:${claimed.leadId}`)
  }
  const reached = ({ errand, verdict }: Judged) => errand.kind === 'slack' && verdict.state === 'succeeded'
  if (all.some(reached)) await noteSlackWorks(tx)
  tx.changed('effects')
}

type Judged = Ended & { readonly claimed: Claimed; readonly verdict: Verdict }

/** Tries and effects in one statement. Where nobody was called there was no try. Gives the ids whose lease was still ours. */
const writeEnds = async (tx: Tx, all: readonly Judged[]): Promise<Set<string>> => {
  const { db, organizationId, now } = tx
  const column = <T>(of: (each: Judged) => T): T[] => all.map(of)
  const waits = ({ verdict: { state } }: Judged) => state === 'pending' || state === 'paused'
  const reasonOf = ({ verdict }: Judged) => ('reason' in verdict ? verdict.reason : null)
  const { rows } = await sql<{ id: string }>`
    with u as materialized (
      select * from unnest(
        ${column(({ claimed }) => claimed.id)}::uuid[], ${column(({ claimed }) => claimed.n)}::int[],
        ${column(({ outcome }) => outcome?.kind ?? null)}::text[], ${column(({ outcome }) => outcome?.status ?? null)}::int[],
        ${column(({ endedAt }) => new Date(endedAt))}::timestamptz[],
        ${column(({ startedAt, endedAt }) => Math.round(endedAt - startedAt))}::int[],
        ${column(reasonOf)}::text[], ${column((each) => (waits(each) ? 'pending' : each.verdict.state))}::text[],
        ${column(({ verdict }) => (verdict.state === 'succeeded' ? verdict.reference : null))}::text[],
        ${column(({ verdict }) => (verdict.state === 'pending' ? new Date(verdict.at) : null))}::timestamptz[],
        ${column((each) => (waits(each) ? null : new Date(now)))}::timestamptz[]
      ) as u(id, n, outcome, status, ended_at, took, reason, state, reference, next_at, finished_at)
    ), untried as (
      delete from effect_attempt a using u
      where a.organization_id = ${organizationId} and a.effect_id = u.id and a.n = u.n and u.outcome is null
    ), tried as (
      update effect_attempt a set finished_at = u.ended_at, outcome = u.outcome, http_status = u.status,
        detail = u.reason, duration_ms = u.took
      from u where a.organization_id = ${organizationId} and a.effect_id = u.id and a.n = u.n
        and u.outcome is not null and a.finished_at is null
    )
    update effect e set state = u.state, reason = u.reason, external_ref = coalesce(u.reference, e.external_ref),
      next_at = u.next_at, finished_at = u.finished_at, lease_owner = null, lease_until = null,
      attempts = e.attempts - case when u.outcome is null then 1 else 0 end
    from u where e.organization_id = ${organizationId} and e.id = u.id and e.state = 'in_flight'
      and e.lease_owner = ${LEASE_OWNER}
    returning e.id`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

const recordEnd = (tx: Tx, claimed: Claimed, state: EffectState, reason: string | null): void =>
  void tx.record({
    type: 'effect.finished',
    leadId: claimed.leadId ?? undefined,
    payload: { effectId: claimed.id, kind: claimed.kind, state, reason },
  })

/** Marks the connection and tells owners and admins, once: whoever breaks it first tells. */
const breakConnection = async (tx: Tx, claimed: Claimed, reason: string): Promise<void> => {
  const { db, organizationId } = tx
  const { rows } = await sql<{ id: string }>`
    update connection set state = 'broken', last_error = ${reason}
    where organization_id = ${organizationId} and kind = 'slack' and state = 'connected' returning id`.execute(
    db,
  )
  if (rows.length === 0) return
  const members = await db
    .selectFrom('member')
    .select(['id'])
    .where('status', '=', 'approved')
    .where('role', 'in', ['owner', 'admin'])
    .execute()
  for (const { id } of members)
    tx.owe({
      eventId: claimed.eventId,
      leadId: claimed.leadId ?? undefined,
      kind: 'email.connection_broken',
      target: id,
      why: 'the Slack connection stopped working',
    })
  tx.changed('settings')
}

const noteSlackWorks = ({ db, organizationId, now }: Tx) =>
  sql`update connection set last_ok_at = ${new Date(now)}
    where organization_id = ${organizationId} and kind = 'slack'
      and (last_ok_at is null or last_ok_at < ${new Date(now - 60_000)})`.execute(db)
