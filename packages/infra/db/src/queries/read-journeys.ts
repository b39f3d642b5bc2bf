import { sql } from 'kysely'
import type { Db } from '../open-database.ts'

/** A touch as the projection keeps it. Times are milliseconds. */
export type TouchRecord = {
  readonly contactId: string
  readonly at: number
  readonly kind: 'view' | 'capture' | 'repeat'
  readonly channel: string
  readonly source: string
  readonly campaignId: string | null
  /** `utm_campaign`, as written. */
  readonly campaign: string | null
  readonly content: string | null
  readonly sessionId: string | null
}

type Row = {
  contact_id: string
  at: string
  kind: TouchRecord['kind']
  channel: string
  source: string
  campaign_id: string | null
  campaign: string | null
  content: string | null
  session_id: string | null
}

/**
 * Touches of people along one index, people in the order of their ids, each one's in the order of time. Entries by hand
 * and touches whose channel is not known touched nobody.
 */
export const readTouchPage = async (
  db: Db,
  organizationId: string,
  span: { readonly from: Date; readonly to: Date },
  afterContact: string,
  limit: number,
): Promise<TouchRecord[]> => {
  const { rows } = await sql<Row>`
    select contact_id, (extract(epoch from at) * 1000)::bigint::text as at, kind, channel, source, campaign_id, campaign,
      content, session_id
    from touch
    where organization_id = ${organizationId} and contact_id > ${afterContact}::uuid
      and at >= ${span.from} and at < ${span.to} and channel <> 'unknown' and kind <> 'manual'
    order by contact_id, touch.at, event_id limit ${limit}`.execute(db)
  return rows.map(touchOf)
}

const touchOf = (row: Row): TouchRecord => ({
  contactId: row.contact_id,
  at: Number(row.at),
  kind: row.kind,
  channel: row.channel,
  source: row.source,
  campaignId: row.campaign_id,
  campaign: row.campaign,
  content: row.content,
  sessionId: row.session_id,
})

/** The touches of one person in a span, both ends included, oldest first. */
export const readTouchesOf = async (
  db: Db,
  organizationId: string,
  contactId: string,
  span: { readonly from: Date; readonly to: Date },
): Promise<TouchRecord[]> => {
  const { rows } = await sql<Row>`
    select contact_id, (extract(epoch from at) * 1000)::bigint::text as at, kind, channel, source, campaign_id, campaign,
      content, session_id
    from touch
    where organization_id = ${organizationId} and contact_id = ${contactId}
      and at >= ${span.from} and at <= ${span.to} and channel <> 'unknown' and kind <> 'manual'
    order by touch.at, event_id`.execute(db)
  return rows.map(touchOf)
}

export type ConversionRecord = {
  readonly contactId: string
  readonly dealId: string
  readonly leadId: string
  readonly wonAt: number
  readonly amountMinor: number
  readonly currency: string
}

/** The deals that were won in a span, with their people; deals of deleted leads are none. */
export const readConversions = async (
  db: Db,
  organizationId: string,
  span: { readonly from: Date; readonly to: Date },
): Promise<ConversionRecord[]> => {
  const { rows } = await sql<
    Record<'contact_id' | 'id' | 'lead_id' | 'closed_at' | 'amount_minor' | 'currency', string>
  >`
    select l.contact_id, d.id, d.lead_id, (extract(epoch from d.closed_at) * 1000)::bigint::text as closed_at,
      d.amount_minor::text as amount_minor, d.currency
    from deal d join lead l on l.organization_id = d.organization_id and l.id = d.lead_id
    where d.organization_id = ${organizationId} and d.stage = 'won' and d.deleted_at is null
      and d.closed_at >= ${span.from} and d.closed_at < ${span.to}
    order by d.closed_at, d.id`.execute(db)
  return rows.map((row) => ({
    contactId: row.contact_id,
    dealId: row.id,
    leadId: row.lead_id,
    wonAt: Number(row.closed_at),
    amountMinor: Number(row.amount_minor),
    currency: row.currency,
  }))
}

/** People of whom only deleted leads are left. */
export const readGoneContacts = async (db: Db, organizationId: string): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ contact_id: string }>`
    select distinct l.contact_id from lead l
    where l.organization_id = ${organizationId} and l.deleted_at is not null
      and not exists (select 1 from lead o where o.organization_id = l.organization_id
        and o.contact_id = l.contact_id and o.deleted_at is null)`.execute(db)
  return new Set(rows.map((row) => row.contact_id))
}
