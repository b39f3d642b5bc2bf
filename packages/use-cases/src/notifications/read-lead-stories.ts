import { openContactKey } from '@tributary/db'
import { sql } from 'kysely'
import { openContact, openLead } from '../capture/sealed-boxes.ts'
import type { Tx } from '../in-organization.ts'

/** A lead as a notice tells it, opened for the moment of sending. */
export type LeadStory = {
  readonly id: string
  readonly name: string | null
  readonly company: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly campaign: string
  readonly service: string | null
  readonly urgency: string | null
  readonly grade: string
  readonly points: number
  readonly message: string | null
  readonly ownerId: string | null
  readonly earned: readonly number[]
  readonly rulesVersion: number
}

type Row = {
  id: string
  contact_id: string
  company: string | null
  service_interest: string | null
  urgency_text: string | null
  grade: string
  points: number
  owner_id: string | null
  earned: number[]
  rules_version: number
  sealed: Buffer | null
  campaign: string
  wrapped_key: Buffer | null
  person: Buffer | null
}

export const readLeadStories = async (
  tx: Tx,
  leadIds: readonly string[],
): Promise<Map<string, LeadStory>> => {
  if (leadIds.length === 0) return new Map()
  const { db, organizationId } = tx
  const { rows } = await sql<Row>`
    select l.id, l.contact_id, l.company, l.service_interest, l.urgency_text, l.grade, l.points, l.owner_id, l.earned,
      l.rules_version, l.sealed, m.name as campaign, c.wrapped_key, c.sealed as person
    from lead l
    join contact c on c.organization_id = l.organization_id and c.id = l.contact_id
    join campaign m on m.organization_id = l.organization_id and m.id = l.campaign_id
    where l.organization_id = ${organizationId} and l.id = any(${[...new Set(leadIds)]}::uuid[])
      and l.deleted_at is null`.execute(db)
  return new Map(rows.map((row) => [row.id, storyOf(tx, row)]))
}

const storyOf = ({ organizationId, keys }: Tx, row: Row): LeadStory => {
  const key = row.wrapped_key && openContactKey(keys, row.contact_id, row.wrapped_key)
  const person = key && row.person ? openContact(organizationId, row.contact_id, key, row.person) : null
  const box = key && row.sealed ? openLead(organizationId, row.id, key, row.sealed) : null
  return {
    id: row.id,
    name: person ? `${person.firstName} ${person.lastName}`.trim() : null,
    company: row.company,
    email: person?.email ?? null,
    phone: person?.phone ?? null,
    campaign: row.campaign,
    service: row.service_interest,
    urgency: row.urgency_text,
    grade: row.grade,
    points: row.points,
    message: box?.message ?? null,
    ownerId: row.owner_id,
    earned: row.earned,
    rulesVersion: row.rules_version,
  }
}
