import { ATTRIBUTION_DIMENSIONS } from '@tributary/contracts'
import { findResult, type ResultRow, readDueResults, readResult, replaceResultDeals } from '@tributary/db'
import { previousPeriod } from '@tributary/kernel'
import { sql } from 'kysely'
import { lastDays } from '../dashboard/read-frame.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'
import { readChosen } from './chosen.ts'
import { type Computed, computeAttribution, type Question } from './compute.ts'

/** So long nobody asks again that somebody asked. */
const ASKED_ANEW = 5 * 60_000
/** A job that has not come back after so long is lost. */
const LOST_AFTER = 10 * 60_000
/** Results that nobody looks at any more. */
const MOST_KEPT = 40

/** The stored result of a question by the organization's decay rate; asked for the first time, an empty one that a job fills. */
export const askResult = async (
  tx: Tx,
  { period, lookbackDays }: Question,
  isSomebody = true,
): Promise<ResultRow> => {
  const { db, organizationId, now } = tx
  const { decayRate } = await readChosen(tx)
  const question = { period, lookbackDays, decayRate }
  const known = await findResult(db, organizationId, question)
  if (!known) {
    await sql`
      insert into attribution_result (organization_id, id, lookback_days, decay_rate, period_start, period_end, asked_at)
      values (${organizationId}, ${tx.newId()}, ${lookbackDays}, ${decayRate}, ${period.start}::date, ${period.end}::date, ${new Date(now)})
      on conflict (organization_id, lookback_days, decay_rate, period_start, period_end) do nothing`.execute(
      db,
    )
    await forgetUnasked(tx)
  } else if (isSomebody && known.askedAt.getTime() < now - ASKED_ANEW)
    await sql`update attribution_result set asked_at = ${new Date(now)}
      where organization_id = ${organizationId} and id = ${known.id}`.execute(db)
  const result = known ?? (await findResult(db, organizationId, question))!
  const isUnderWay = result.queuedAt !== null && result.queuedAt.getTime() > now - LOST_AFTER
  if (result.asOf === null && !isUnderWay) await queueResults(tx, [result.id])
  return result
}

const forgetUnasked = async ({ db, organizationId }: Tx): Promise<void> => {
  await sql`delete from attribution_result where organization_id = ${organizationId} and id in (
    select id from attribution_result where organization_id = ${organizationId} and not standing
    order by asked_at desc, id offset ${MOST_KEPT})`.execute(db)
}

/** One job for results that wait for none yet. */
export const queueResults = async (tx: Tx, resultIds: string[]): Promise<void> => {
  if (resultIds.length === 0) return
  await sql`update attribution_result set queued_at = ${new Date(tx.now)}
    where organization_id = ${tx.organizationId} and id = any(${resultIds}::uuid[])`.execute(tx.db)
  tx.enqueue('attribution.compute', { resultIds })
}

/** Everything of a result is replaced in one transaction: who reads it sees one state of the ledger. */
const save = (ctx: Context, id: string, asOf: number, { tables, summary, deals }: Computed): Promise<void> =>
  inOrganization(ctx, async (tx) => {
    const { db, organizationId, now } = tx
    const { rows } = await sql`
      update attribution_result set as_of = ${new Date(asOf)}, took_ms = ${Math.max(0, now - asOf)}, queued_at = null,
        summary = ${JSON.stringify(summary)}::jsonb
      where organization_id = ${organizationId} and id = ${id} returning id`.execute(db)
    if (rows.length === 0) return
    for (const by of ATTRIBUTION_DIMENSIONS)
      await sql`
        insert into attribution_table (organization_id, result_id, dimension, body)
        values (${organizationId}, ${id}, ${by}, ${JSON.stringify(tables[by])}::jsonb)
        on conflict (organization_id, result_id, dimension) do update set body = excluded.body`.execute(db)
    await replaceResultDeals(db, organizationId, id, deals)
    tx.changed('dashboard')
  })

/** Calculates a result anew, unless nothing changed since it was calculated. */
export const refreshResult = async (ctx: Context, id: string): Promise<void> => {
  const { stored, asOf } = await inOrganization(ctx, async (tx) => ({
    stored: await readResult(tx.db, tx.organizationId, id),
    asOf: tx.now,
  }))
  if (!stored) return
  if (stored.isBehind) {
    await save(ctx, id, asOf, await computeAttribution(ctx, stored))
  } else
    await inOrganization(ctx, async ({ db, organizationId }) => {
      await sql`update attribution_result set queued_at = null
        where organization_id = ${organizationId} and id = ${id}`.execute(db)
    })
}

/** What the job does: one result after the other. */
export const refreshResults = async (
  ctx: Context,
  { resultIds }: { readonly resultIds: readonly string[] },
): Promise<void> => {
  for (const id of new Set(resultIds)) await refreshResult(ctx, id)
}

/** What the dashboard shows first is there every morning, whether somebody asked or not: the last 30 days and those before. */
const keepStanding = async (tx: Tx): Promise<void> => {
  const { db, organizationId, now } = tx
  const { timeZone } = await readCalendar(tx)
  const { lookbackDays } = await readChosen(tx)
  const period = lastDays(now, timeZone)
  const ids: string[] = []
  for (const each of [period, previousPeriod(period)])
    ids.push((await askResult(tx, { period: each, lookbackDays }, false)).id)
  await sql`update attribution_result set standing = (id = any(${ids}::uuid[]))
    where organization_id = ${organizationId} and standing <> (id = any(${ids}::uuid[]))`.execute(db)
}

/** Wakes the job for results that something changed for, and for those of a new day. */
export const wakeAttribution = (ctx: Context): Promise<void> =>
  inOrganization(ctx, async (tx) => {
    await keepStanding(tx)
    await queueResults(tx, await readDueResults(tx.db, tx.organizationId, new Date(tx.now)))
  })
