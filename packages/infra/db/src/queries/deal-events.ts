import { sql } from 'kysely'
import type { Db } from '../open-database.ts'

type DealEventRecord = {
  readonly id: string
  readonly type: string
  readonly occurredAt: number
  readonly payload: unknown
}

/** Everything since a moment that tells of deals, in the order of its times; of a lead only its deals. */
export const readDealEvents = async (
  db: Db,
  organizationId: string,
  since: Date,
): Promise<DealEventRecord[]> => {
  // The kinds stand as they do in the index: a parameter in their place would not find it.
  const { rows } = await sql<{ id: string; type: string; at: string; payload: unknown }>`
    select id, type, (extract(epoch from occurred_at) * 1000)::bigint::text as at, payload - 'traits' as payload
    from event where organization_id = ${organizationId} and occurred_at >= ${since}
      and type in ('deal.opened', 'deal.changed', 'deal.withdrawn', 'lead.removed', 'lead.restored')
    order by occurred_at, id`.execute(db)
  return rows.map(({ id, type, at, payload }) => ({ id, type, occurredAt: Number(at), payload }))
}

/** The open deals as they are now, by currency. */
export const sumOpenDeals = async (
  db: Db,
  organizationId: string,
): Promise<{ readonly currency: string; readonly n: number; readonly amountMinor: number }[]> => {
  const { rows } = await sql<{ currency: string; n: string; amount: string }>`
    select currency, count(*)::text as n, sum(amount_minor)::text as amount from deal
    where organization_id = ${organizationId} and stage = 'open' and deleted_at is null
    group by currency order by currency`.execute(db)
  return rows.map(({ currency, n, amount }) => ({ currency, n: Number(n), amountMinor: Number(amount) }))
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
