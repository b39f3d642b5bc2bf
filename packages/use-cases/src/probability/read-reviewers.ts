import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'

/** Who had accepted or rejected the lead of a deal, as far as its estimate could know; null where nobody is named. */
export type ReviewerOf = (dealId: string, review: string) => string | null

/** The last one to decide so until the estimate; taking a decision back is not deciding. */
export const readReviewers = async (
  { db, organizationId }: Tx,
  dealIds: readonly string[],
): Promise<ReviewerOf> => {
  if (dealIds.length === 0) return () => null
  const { rows } = await sql<{ deal_id: string; review: string; name: string | null }>`
    select distinct on (e.deal_id, v.payload ->> 'to') e.deal_id, v.payload ->> 'to' as review, m.name
    from win_estimate e
    join deal d on d.organization_id = e.organization_id and d.id = e.deal_id
    join event v on v.organization_id = d.organization_id and v.lead_id = d.lead_id
      and v.type = 'lead.reviewed' and v.occurred_at <= e.estimated_at
      and (v.payload ->> 'undo') is distinct from 'true'
    left join member m on m.organization_id = v.organization_id and m.id = v.actor_id
    where e.organization_id = ${organizationId} and e.deal_id = any(${[...dealIds]}::uuid[])
    order by e.deal_id, v.payload ->> 'to', v.occurred_at desc, v.id desc`.execute(db)
  const names = new Map(rows.map(({ deal_id, review, name }) => [`${deal_id} ${review}`, name]))
  return (dealId, review) => names.get(`${dealId} ${review}`) ?? null
}
