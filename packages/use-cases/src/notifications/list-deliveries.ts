import {
  type Delivery,
  type DeliveryId,
  type DeliveryPage,
  type DeliveryRow,
  type EffectKind,
  type EffectState,
  type ListDeliveries,
  notFound,
} from '@tributary/contracts'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'

type Row = {
  id: string
  kind: EffectKind
  target: string
  state: EffectState
  why: string
  reason: string | null
  attempts: number
  created_at: string
  finished_at: string | null
  next_at: string | null
  external_ref: string | null
  member: string | null
  lead_id: string | null
  company: string | null
  grade: string | null
  campaign: string | null
}

const isoOf = (value: string | null): string | null => (value === null ? null : new Date(value).toISOString())

const toOf = ({ kind, target, member }: Row): string => {
  if (kind === 'slack.hot_lead') return 'Slack'
  return kind === 'email.campaign' ? target : (member ?? 'a former member')
}

const rowOf = (row: Row): DeliveryRow => ({
  id: row.id,
  kind: row.kind,
  to: toOf(row),
  state: row.state,
  why: row.why,
  reason: row.reason,
  attempts: row.attempts,
  createdAt: isoOf(row.created_at)!,
  finishedAt: isoOf(row.finished_at),
  nextAt: row.finished_at === null ? isoOf(row.next_at) : null,
  lead:
    row.lead_id === null || row.grade === null
      ? null
      : { id: row.lead_id, company: row.company, grade: row.grade, campaign: row.campaign ?? '' },
})

const read = async (
  { db, organizationId }: Tx,
  where: ReturnType<typeof sql>,
  limit: number,
): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select e.id, e.kind, e.target, e.state, e.why, e.reason, e.attempts, e.created_at, e.finished_at, e.next_at,
      e.external_ref, m.name as member, l.id as lead_id, l.company, l.grade, c.name as campaign
    from (select * from effect where organization_id = ${organizationId} and ${where} order by id desc limit ${limit}) e
    left join member m on m.organization_id = e.organization_id and m.id::text = e.target
    left join lead l on l.organization_id = e.organization_id and l.id = e.lead_id and l.deleted_at is null
    left join campaign c on c.organization_id = e.organization_id and c.id = l.campaign_id
    order by e.id desc`.execute(db)
  return rows
}

const filterOf = ({ states, kinds, leadId, cursor }: ListDeliveries) =>
  sql`${states?.length ? sql`state = any(${states}::text[])` : sql`true`}
    and ${kinds?.length ? sql`kind = any(${kinds}::text[])` : sql`true`}
    and ${leadId ? sql`lead_id = ${leadId}` : sql`true`} and ${cursor ? sql`id < ${cursor}` : sql`true`}`

const MOST_COUNTED = 1_000

/** Everything that was owed to the outside world, with why it was sent, skipped or failed. */
export const listDeliveries = (context: Context, input: ListDeliveries): Promise<DeliveryPage> =>
  inOrganization(context, async (tx) => {
    const rows = await read(tx, filterOf(input), input.limit + 1)
    const page = rows.slice(0, input.limit)
    const counted = await sql<{ n: number }>`
      select count(*)::int as n from (
        select 1 from effect where organization_id = ${tx.organizationId} and state = 'dead' limit ${MOST_COUNTED}
      ) d`.execute(tx.db)
    return {
      rows: page.map(rowOf),
      nextCursor: rows.length > input.limit ? page.at(-1)!.id : null,
      dead: counted.rows[0]!.n,
    }
  })

type TryRow = {
  n: number
  started_at: string
  finished_at: string | null
  outcome: string
  http_status: number | null
  detail: string | null
  duration_ms: number | null
}

/** One delivery with each try of it. */
export const readDelivery = (context: Context, { id }: DeliveryId): Promise<Delivery> =>
  inOrganization(context, async (tx) => {
    const [row] = await read(tx, sql`id = ${id}`, 1)
    if (!row) throw notFound('delivery')
    const { rows } = await sql<TryRow>`
      select n, started_at, finished_at, outcome, http_status, detail, duration_ms from effect_attempt
      where organization_id = ${tx.organizationId} and effect_id = ${id} order by n`.execute(tx.db)
    return {
      ...rowOf(row),
      operationId: row.id,
      reference: row.external_ref,
      tries: rows.map((each) => ({
        n: each.n,
        startedAt: isoOf(each.started_at)!,
        finishedAt: isoOf(each.finished_at),
        outcome: each.outcome,
        httpStatus: each.http_status,
        detail: each.detail,
        durationMs: each.duration_ms,
      })),
    }
  })
