import type { Period } from '@tributary/kernel'
import { sql } from 'kysely'
import type { Db } from '../open-database.ts'

export type ResultRow = {
  readonly id: string
  readonly lookbackDays: number
  /** What one step back leaves in position decay. */
  readonly decayRate: number
  readonly period: Period
  readonly asOf: Date | null
  readonly askedAt: Date
  readonly queuedAt: Date | null
  /** Something it is calculated from changed since. */
  readonly isBehind: boolean
  readonly summary: unknown
}

type StoredResult = {
  id: string
  lookback_days: number
  decay_rate: number
  period_start: string
  period_end: string
  as_of: string | null
  asked_at: string
  queued_at: string | null
  behind: boolean
  summary: unknown
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** Changes are noted once a second and by the time at which their commit began: what is that near counts as a change. */
const MARGIN = sql`interval '5 seconds'`

const RESULT = sql`r.id, r.lookback_days, r.decay_rate, r.period_start::text as period_start, r.period_end::text as period_end,
  r.as_of::text as as_of, r.asked_at::text as asked_at, r.queued_at::text as queued_at, r.summary,
  r.as_of is null or exists (select 1 from attribution_change c
    where c.organization_id = r.organization_id and c.changed_at > r.as_of - ${MARGIN}) as behind`

const resultOf = (row: StoredResult): ResultRow => ({
  id: row.id,
  lookbackDays: row.lookback_days,
  decayRate: row.decay_rate,
  period: { start: row.period_start, end: row.period_end },
  asOf: dateOf(row.as_of),
  askedAt: new Date(row.asked_at),
  queuedAt: dateOf(row.queued_at),
  isBehind: row.behind,
  summary: row.summary,
})

export const findResult = async (
  db: Db,
  organizationId: string,
  { lookbackDays, decayRate, period }: Pick<ResultRow, 'lookbackDays' | 'decayRate' | 'period'>,
): Promise<ResultRow | undefined> => {
  const { rows } = await sql<StoredResult>`select ${RESULT} from attribution_result r
    where r.organization_id = ${organizationId} and r.lookback_days = ${lookbackDays}
      and r.decay_rate = ${decayRate}
      and r.period_start = ${period.start}::date and r.period_end = ${period.end}::date`.execute(db)
  return rows[0] && resultOf(rows[0])
}

export const readResult = async (
  db: Db,
  organizationId: string,
  id: string,
): Promise<ResultRow | undefined> => {
  const { rows } = await sql<StoredResult>`select ${RESULT} from attribution_result r
    where r.organization_id = ${organizationId} and r.id = ${id}`.execute(db)
  return rows[0] && resultOf(rows[0])
}

export const readResultTable = async (
  db: Db,
  organizationId: string,
  resultId: string,
  dimension: string,
): Promise<unknown> => {
  const { rows } = await sql<{ body: unknown }>`select body from attribution_table
    where organization_id = ${organizationId} and result_id = ${resultId} and dimension = ${dimension}`.execute(
    db,
  )
  return rows[0]?.body
}

/**
 * Results that something changed for and whose turn it is: those that somebody looks at half a minute after the last
 * time, or twenty times as long as they take; the others once an hour.
 */
export const readDueResults = async (db: Db, organizationId: string, now: Date): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select r.id from attribution_result r
    left join attribution_change c on c.organization_id = r.organization_id
    where r.organization_id = ${organizationId}
      and (r.as_of is null or c.changed_at > r.as_of - ${MARGIN})
      and (r.queued_at is null or r.queued_at < ${now}::timestamptz - interval '10 minutes')
      and (r.standing or r.asked_at > ${now}::timestamptz - interval '1 day')
      and (r.as_of is null or r.as_of < ${now}::timestamptz - greatest(
        case when r.asked_at > ${now}::timestamptz - interval '15 minutes' then interval '30 seconds' else interval '1 hour' end,
        coalesce(r.took_ms, 0) * interval '20 milliseconds'))
    order by r.as_of nulls first, r.id`.execute(db)
  return rows.map(({ id }) => id)
}

/** What one model credits to each row of a table. */
export const readTableCredits = async (
  db: Db,
  organizationId: string,
  resultId: string,
  dimension: string,
  model: string,
): Promise<{ readonly value: string; readonly minor: number; readonly deals: number }[]> => {
  const { rows } = await sql<{ value: string; minor: string; deals: number }>`
    select r ->> 'value' as value, coalesce(r -> 'cells' -> ${model}::text ->> 'minor', '0') as minor,
      coalesce((r -> 'cells' -> ${model}::text ->> 'deals')::double precision, 0) as deals
    from attribution_table t cross join lateral jsonb_array_elements(t.body -> 'rows') r
    where t.organization_id = ${organizationId} and t.result_id = ${resultId} and t.dimension = ${dimension}`.execute(
    db,
  )
  return rows.map(({ value, minor, deals }) => ({ value, minor: Number(minor), deals }))
}
