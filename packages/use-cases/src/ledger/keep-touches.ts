import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import type { FreshEvent } from './take-fresh-events.ts'

const TOUCHES: ReadonlySet<string> = new Set(['touch.viewed', 'touch.repeated', 'lead.captured'])

/** Whoever writes touches of an organization takes turns here. */
export const lockTouches = ({ db, organizationId }: Tx) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`touches of ${organizationId}`}, 0))`.execute(db)

/**
 * Keeps the touches among these events as rows, each with the person it belongs to: a view with whoever next sent a form
 * as the same visitor, else with whoever did last. Folds of one organization take turns here, so that a view and the
 * form it led to find each other whichever is folded first. Of somebody who was forgotten meanwhile nothing is kept.
 */
export const keepTouches = async (tx: Tx, events: readonly FreshEvent[]): Promise<void> => {
  const { db, organizationId } = tx
  const ids = events.filter(({ type }) => TOUCHES.has(type)).map(({ id }) => id)
  if (ids.length === 0) return
  await lockTouches(tx)
  const { rows } = await sql<{ visitor_id: string | null }>`
    insert into touch (organization_id, event_id, contact_id, visitor_id, at, kind, channel, source, campaign_id, campaign,
      content, session_id)
    select e.organization_id, e.id, e.contact_id, e.visitor_id, e.occurred_at,
      case e.type when 'touch.viewed' then 'view' when 'touch.repeated' then 'repeat'
        else case e.payload ->> 'way' when 'manual' then 'manual' else 'capture' end end,
      t ->> 'channel', t ->> 'source', e.campaign_id, left(t -> 'utm' ->> 'campaign', 255),
      left(t -> 'utm' ->> 'content', 255), left(t ->> 'sessionId', 255)
    from event e
    cross join lateral (select case e.type when 'lead.captured' then e.payload -> 'touch' else e.payload end as t) x
    where e.organization_id = ${organizationId} and e.id = any(${ids}::uuid[])
      and not exists (select 1 from contact c where c.organization_id = e.organization_id and c.id = e.contact_id
        and c.erased_at is not null)
    on conflict do nothing returning visitor_id`.execute(db)
  const visitors = [...new Set(rows.flatMap((row) => row.visitor_id ?? []))]
  if (visitors.length === 0) return
  await sql`
    update touch t set contact_id = w.contact_id
    from (
      select v.event_id, coalesce(
        (select c.contact_id from touch c where c.organization_id = v.organization_id and c.visitor_id = v.visitor_id
          and c.kind <> 'view' and c.at >= v.at order by c.at, c.event_id limit 1),
        (select c.contact_id from touch c where c.organization_id = v.organization_id and c.visitor_id = v.visitor_id
          and c.kind <> 'view' and c.at < v.at order by c.at desc, c.event_id desc limit 1)) as contact_id
      from touch v
      where v.organization_id = ${organizationId} and v.visitor_id = any(${visitors}::text[]) and v.kind = 'view'
    ) w
    where t.organization_id = ${organizationId} and t.event_id = w.event_id
      and t.contact_id is distinct from w.contact_id`.execute(db)
}
