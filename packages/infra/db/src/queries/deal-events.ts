import { sql } from 'kysely'
import type { Db } from '../open-database.ts'

type DealEventRecord = {
  readonly id: string
  readonly type: string
  readonly occurredAt: number
  readonly payload: unknown
}

type OpenSum = { readonly currency: string; readonly n: number; readonly amountMinor: number }

type PipelineRow = { id: string | null; type: string; at: string | null; payload: unknown }

/**
 * Everything since a moment that tells of deals, in the order of its times (of a lead only its deals), and the open deals
 * as they are now, by currency. One statement sees one state of both: what is added up from them is exact while others work.
 */
export const readPipelineSince = async (
  db: Db,
  organizationId: string,
  since: Date,
): Promise<{ readonly events: readonly DealEventRecord[]; readonly open: readonly OpenSum[] }> => {
  // The kinds stand as they do in the index: a parameter in their place would not find it.
  const { rows } = await sql<PipelineRow>`
    select id, type, (extract(epoch from occurred_at) * 1000)::bigint::text as at, payload - 'traits' as payload, occurred_at
    from event where organization_id = ${organizationId} and occurred_at >= ${since}
      and type in ('deal.opened', 'deal.changed', 'deal.withdrawn', 'lead.removed', 'lead.restored')
    union all
    select null, currency, null, jsonb_build_object('n', count(*), 'amountMinor', sum(amount_minor)), null from deal
    where organization_id = ${organizationId} and stage = 'open' and deleted_at is null
    group by currency
    order by occurred_at nulls last, id, type`.execute(db)
  const events: DealEventRecord[] = []
  const open: OpenSum[] = []
  for (const { id, type, at, payload } of rows)
    if (id === null) open.push({ currency: type, ...(payload as Omit<OpenSum, 'currency'>) })
    else events.push({ id, type, occurredAt: Number(at), payload })
  return { events, open }
}

type OpenDealRecord = {
  readonly id: string
  readonly amountMinor: number
  readonly expectedClose: string | null
}

/** Open deals of a currency but some, the largest first. */
export const readOpenDealsBut = async (
  db: Db,
  organizationId: string,
  but: { readonly ids: readonly string[]; readonly currency: string },
  page: { readonly offset: number; readonly limit: number },
): Promise<OpenDealRecord[]> => {
  const { rows } = await sql<{ id: string; amount: string; expected_close: string | null }>`
    select id, amount_minor::text as amount, expected_close::text as expected_close from deal
    where organization_id = ${organizationId} and stage = 'open' and deleted_at is null
      and currency = ${but.currency} and id <> all(${[...but.ids]}::uuid[])
    order by amount_minor desc, id desc offset ${page.offset} limit ${page.limit}`.execute(db)
  return rows.map(({ id, amount, expected_close }) => ({
    id,
    amountMinor: Number(amount),
    expectedClose: expected_close,
  }))
}
