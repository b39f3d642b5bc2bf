import {
  type ActivityKind,
  AppError,
  type EventPayloads,
  type EventType,
  notFound,
  type ReadTimeline,
  type Timeline,
  type TimelineEntry,
} from '@tributary/contracts'
import { openContactKey, openJson, placeOf } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { wordsOfEvent } from './event-words.ts'
import { readSpeech } from './speech.ts'

type Row = {
  id: string
  type: EventType
  occurred_at: string
  lead_id: string | null
  actor_id: string | null
  payload: EventPayloads[EventType]
  sealed: Buffer | null
}

const TOUCHES: readonly EventType[] = ['touch.viewed', 'touch.repeated', 'lead.captured']
const ACTIVITIES: readonly EventType[] = ['activity.logged', 'lead.next_step_set']

const typesShown = (show: ReadTimeline['show']) => {
  if (show === 'touches') return sql`and e.type = any(${[...TOUCHES]}::text[])`
  if (show === 'activities') return sql`and e.type = any(${[...ACTIVITIES]}::text[])`
  return show === 'changes' ? sql`and not (e.type = any(${[...TOUCHES, ...ACTIVITIES]}::text[]))` : sql``
}

type Place = { readonly at: string; readonly id: string }

const readCursor = (cursor: string | null | undefined): Place | null => {
  if (!cursor) return null
  const [at, id] = cursor.split('|')
  if (at && id && !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id)) return { at, id }
  throw new AppError('VALIDATION_ERROR', 'This part of the timeline does not exist.', { field: 'cursor' })
}

/** The visitors this person was, by the captures that said so. */
const visitorsOf = async ({ db, organizationId }: Tx, contactId: string): Promise<string[]> => {
  const { rows } = await sql<{ visitor_id: string }>`
    select distinct e.visitor_id from lead l
    join event e on e.organization_id = l.organization_id and e.lead_id = l.id and e.type = 'lead.captured'
    where l.organization_id = ${organizationId} and l.contact_id = ${contactId} and e.visitor_id is not null
    limit 20`.execute(db)
  return rows.map((row) => row.visitor_id)
}

const readEvents = async (
  { db, organizationId }: Tx,
  leadId: string,
  visitors: readonly string[],
  { show, cursor, size }: ReadTimeline,
): Promise<Row[]> => {
  const after = readCursor(cursor)
  const beyond = after
    ? sql`and (e.occurred_at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql``
  const part = (where: ReturnType<typeof sql>) => sql`(
    select e.id, e.type, e.occurred_at, e.lead_id, e.actor_id, e.payload, e.sealed from event e
    where e.organization_id = ${organizationId} ${where} ${typesShown(show)} ${beyond}
    order by e.occurred_at desc, e.id desc limit ${size + 1})`
  // What was taken back is told once, by the event that took it back.
  const standing = sql`and not (e.type = 'activity.logged' and exists (
    select 1 from event w where w.organization_id = e.organization_id and w.lead_id = e.lead_id
      and w.type = 'activity.withdrawn' and w.payload ->> 'eventId' = e.id::text))`
  const ofVisitors = sql`union all ${part(sql`and e.visitor_id = any(${[...visitors]}::text[]) and e.lead_id is null
    and e.type = 'touch.viewed'`)}`
  const { rows } = await sql<Row>`
    select * from (${part(sql`and e.lead_id = ${leadId} ${standing}`)} ${visitors.length > 0 ? ofVisitors : sql``}) t
    order by occurred_at desc, id desc limit ${size + 1}`.execute(db)
  return rows
}

const textOf = (tx: Tx, key: Buffer | null, row: Row): string | null => {
  if (!row.sealed || !key) return null
  const value = openJson<{ text?: unknown }>(
    key,
    placeOf(tx.organizationId, 'event', 'sealed', row.id),
    row.sealed,
  )
  return typeof value.text === 'string' && value.text !== '' ? value.text : null
}

/** Everything that happened with a lead and its person, newest first. */
export const readTimeline = (ctx: Context, input: ReadTimeline): Promise<Timeline> =>
  inOrganization(ctx, async (tx) => {
    const { rows: leads } = await sql<{ contact_id: string; wrapped_key: Buffer | null }>`
      select l.contact_id, c.wrapped_key from lead l
      join contact c on c.organization_id = l.organization_id and c.id = l.contact_id
      where l.organization_id = ${tx.organizationId} and l.id = ${input.id} and l.deleted_at is null`.execute(
      tx.db,
    )
    const [lead] = leads
    if (!lead) throw notFound('lead')
    const key = lead.wrapped_key ? openContactKey(tx.keys, lead.contact_id, lead.wrapped_key) : null
    const speech = await readSpeech(tx)
    const rows = await readEvents(tx, input.id, await visitorsOf(tx, lead.contact_id), input)
    const items = rows.slice(0, input.size).map(
      (row): TimelineEntry => ({
        id: row.id,
        type: row.type,
        at: new Date(row.occurred_at).toISOString(),
        by: row.actor_id === null ? null : speech.memberName(row.actor_id),
        words: wordsOfEvent(row.type, row.payload, speech),
        text: textOf(tx, key, row),
        activity: row.type === 'activity.logged' ? (row.payload as { kind: ActivityKind }).kind : null,
        otherLeadId: row.lead_id === null || row.lead_id === input.id ? null : row.lead_id,
      }),
    )
    const last = rows[input.size - 1]
    return { items, nextCursor: rows.length > input.size && last ? `${last.occurred_at}|${last.id}` : null }
  })
