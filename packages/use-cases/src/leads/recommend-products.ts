import type { RecommendedProduct } from '@tributary/contracts'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'

const MOST = 5

type Row = {
  id: string
  name: string
  code: string
  category: string
  description: string
  image_url: string | null
  price_minor: string | null
  currency: string | null
  recommendation_details: string
  rank: number
  campaign_name: string
  asked_name: string | null
}

type Asking = { readonly leadId: string; readonly service: string | null }

const reasonOf = (row: Row, { service }: Asking): string => {
  if (row.rank === 0) return service ? `Asked for “${service}”` : 'Asked for it'
  if (row.rank === 1) return `The campaign “${row.campaign_name}” is about it`
  return row.asked_name
    ? `Of the same kind as ${row.asked_name}: ${row.category}`
    : `Of the campaign's kind: ${row.category}`
}

/** What to offer this lead, best reason first: what was asked for, what the campaign is about, what is of the same kind. */
export const recommendProducts = async (tx: Tx, asking: Asking): Promise<RecommendedProduct[]> => {
  const { rows } = await sql<Row>`
    select p.id, p.name, p.code, p.category, p.description, p.image_url, p.price_minor, p.currency,
      p.recommendation_details, k.name as campaign_name, a.name as asked_name,
      case when p.id = l.product_id then 0 when p.id = k.product_id then 1 else 2 end as rank
    from lead l
    join campaign k on k.organization_id = l.organization_id and k.id = l.campaign_id
    left join product a on a.organization_id = l.organization_id and a.id = l.product_id
    left join product c on c.organization_id = l.organization_id and c.id = k.product_id
    join product p on p.organization_id = l.organization_id and (
      p.id = l.product_id or p.active and (
        p.id = k.product_id or p.category <> '' and p.category = coalesce(a.category, c.category)))
    where l.organization_id = ${tx.organizationId} and l.id = ${asking.leadId}
    order by rank, p.name limit ${MOST}`.execute(tx.db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    code: row.code,
    category: row.category,
    description: row.description,
    imageUrl: row.image_url,
    price: row.price_minor === null ? null : { minor: Number(row.price_minor), currency: row.currency ?? '' },
    details: row.recommendation_details,
    reason: reasonOf(row, asking),
  }))
}
