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
  for (const each of ended.toSorted((a, b) => (a.errand.claimed.id < b.errand.claimed.id ? -1 : 1))) {
    const { claimed } = each.errand
    const verdict = verdictOf(each, tx.now)
    await closeAttempt(tx, each, verdict)
    if (!(await closeEffect(tx, each, verdict))) continue
    if (verdict.state === 'pending') tx.enqueue('effect.run', { effectIds: [claimed.id] }, verdict.at)
    else if (verdict.state === 'paused') await breakConnection(tx, claimed, verdict.reason)
    else recordEnd(tx, claimed, verdict.state, 'reason' in verdict ? verdict.reason : null)
    if (claimed.leadId) tx.changed(`lead:${claimed.leadId}`)
    if (verdict.state === 'succeeded' && each.errand.kind === 'slack') await noteSlackWorks(tx)
  }
  tx.changed('effects')
}

const closeAttempt = async (tx: Tx, { errand, outcome, startedAt, endedAt }: Ended, verdict: Verdict) => {
  const { db, organizationId } = tx
  // Where nobody was called there was no try.
  if (outcome === null)
    return sql`delete from effect_attempt where organization_id = ${organizationId}
      and effect_id = ${errand.claimed.id} and n = ${errand.claimed.n}`.execute(db)
  const detail = 'reason' in verdict ? verdict.reason : null
  return sql`
    update effect_attempt set finished_at = ${new Date(endedAt)}, outcome = ${outcome.kind},
      http_status = ${outcome.status}, detail = ${detail}, duration_ms = ${Math.round(endedAt - startedAt)}
    where organization_id = ${organizationId} and effect_id = ${errand.claimed.id} and n = ${errand.claimed.n}
      and finished_at is null`.execute(db)
}

const closeEffect = async (tx: Tx, { errand, outcome }: Ended, verdict: Verdict): Promise<boolean> => {
  const { db, organizationId, now } = tx
  const waits = verdict.state === 'pending' || verdict.state === 'paused'
  const { rows } = await sql<{ id: string }>`
    update effect set state = ${waits ? 'pending' : verdict.state},
      reason = ${'reason' in verdict ? verdict.reason : null},
      external_ref = coalesce(${verdict.state === 'succeeded' ? verdict.reference : null}, external_ref),
      next_at = ${verdict.state === 'pending' ? new Date(verdict.at) : null}::timestamptz,
      attempts = attempts - ${outcome === null ? 1 : 0}::int,
      finished_at = ${waits ? null : new Date(now)}::timestamptz, lease_owner = null, lease_until = null
    where organization_id = ${organizationId} and id = ${errand.claimed.id} and state = 'in_flight' and lease_owner = ${LEASE_OWNER}
    returning id`.execute(db)
  return rows.length === 1
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
