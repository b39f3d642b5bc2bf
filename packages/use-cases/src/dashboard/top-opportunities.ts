import type { Grade, Review, Stage, TopOpportunitiesInput, TopOpportunity } from '@tributary/contracts'
import { openContactKey } from '@tributary/db'
import { type Period, spanOf } from '@tributary/kernel'
import { sql } from 'kysely'
import { openContact } from '../capture/sealed-boxes.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readFrame } from './read-frame.ts'

type Row = {
  id: string
  contact_id: string
  wrapped_key: Buffer | null
  sealed: Buffer | null
  company: string | null
  industry: string | null
  region: string | null
  points: number
  grade: Grade
  trust: number | null
  stage: Stage
  review: Review
  owner_id: string | null
  owner_name: string | null
  value_minor: string | null
  currency: string | null
  captured_at: string | Date
}

/** The open leads that promise most: not won, lost, rejected or deleted; the most points first, the newest of equals first. */
export const topOpportunities = (ctx: Context, input: TopOpportunitiesInput): Promise<TopOpportunity[]> =>
  inOrganization(ctx, async (tx) => {
    const { reading, campaign } = await readFrame(tx, input)
    const span = input.period && spanOf(input.period as Period, reading.timeZone)
    const { rows } = await sql<Row>`
      select l.id, l.contact_id, c.wrapped_key, c.sealed, l.company, l.industry, l.region, l.points, l.grade, l.trust,
        l.stage, l.review, l.owner_id, m.name as owner_name, l.value_minor::text as value_minor, l.currency, l.captured_at
      from (
        select * from lead where organization_id = ${tx.organizationId} and deleted_at is null
          and stage in ('new', 'contacted', 'qualified', 'proposal') and review <> 'rejected'
          ${span ? sql`and captured_at >= ${new Date(span.from)} and captured_at < ${new Date(span.to)}` : sql``}
          ${campaign ? sql`and campaign_id = ${campaign.id}` : sql``}
        order by points desc, id desc limit ${input.limit ?? 10}
      ) l
      join contact c on c.organization_id = l.organization_id and c.id = l.contact_id
      left join member m on m.organization_id = l.organization_id and m.id = l.owner_id
      order by l.points desc, l.id desc`.execute(tx.db)
    return rows.map((row) => present(tx, row))
  })

const nameOf = (
  { organizationId, keys }: Tx,
  { contact_id: id, wrapped_key, sealed }: Row,
): string | null => {
  if (!wrapped_key || !sealed) return null
  const { firstName, lastName } = openContact(
    organizationId,
    id,
    openContactKey(keys, id, wrapped_key),
    sealed,
  )
  return `${firstName} ${lastName}`.trim()
}

const present = (tx: Tx, row: Row): TopOpportunity => ({
  leadId: row.id,
  name: nameOf(tx, row),
  company: row.company,
  industry: row.industry,
  region: row.region,
  points: row.points,
  grade: row.grade,
  trust: row.trust,
  stage: row.stage,
  review: row.review,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  valueMinor: row.value_minor === null ? null : Number(row.value_minor),
  currency: row.currency,
  capturedAt: new Date(row.captured_at).toISOString(),
})
