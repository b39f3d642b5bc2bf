import type { House } from '../connect.ts'
import { Checklist } from '../report.ts'

/**
 * Every folded touch of the ledger with the person it belongs to, told from the events alone. Of a person who was
 * forgotten no touch may be left.
 */
const DIFFERENCES = `
  with told as materialized (
    select e.id, e.occurred_at, e.type, e.contact_id, e.visitor_id, e.campaign_id,
      case e.type when 'touch.viewed' then 'view' when 'touch.repeated' then 'repeat'
        else case e.payload ->> 'way' when 'manual' then 'manual' else 'capture' end end as kind,
      case e.type when 'lead.captured' then e.payload -> 'touch' else e.payload end as t
    from event e join event_fold f on f.organization_id = e.organization_id and f.event_id = e.id
    where e.organization_id = $1 and e.type in ('touch.viewed', 'touch.repeated', 'lead.captured')
  ), captures as materialized (
    select visitor_id, occurred_at, id, contact_id from told where type <> 'touch.viewed' and visitor_id is not null
  ), ranked as (
    select v.id, c.contact_id, row_number() over (partition by v.id order by c.occurred_at < v.occurred_at,
      case when c.occurred_at >= v.occurred_at then c.occurred_at end, case when c.occurred_at >= v.occurred_at then c.id end,
      c.occurred_at desc, c.id desc) as place
    from told v join captures c on c.visitor_id = v.visitor_id where v.kind = 'view'
  ), right_rows as (
    select w.id, w.kind, w.occurred_at as at, case w.kind when 'view' then r.contact_id else w.contact_id end as contact_id,
      w.t ->> 'channel' as channel, w.t ->> 'source' as source, w.campaign_id, left(w.t -> 'utm' ->> 'campaign', 255) as campaign,
      left(w.t -> 'utm' ->> 'content', 255) as content, left(w.t ->> 'sessionId', 255) as session_id
    from told w left join ranked r on r.id = w.id and r.place = 1
  )
  select coalesce(w.id, s.event_id) as id, s.event_id is null as missing, w.id is null as extra
  from right_rows w full join (select * from touch where organization_id = $1) s on s.event_id = w.id
  left join contact c on c.organization_id = $1 and c.id = w.contact_id
  where case when c.erased_at is not null then s.contact_id = w.contact_id
    else row(w.kind, w.at, w.contact_id, w.channel, w.source, w.campaign_id, w.campaign, w.content, w.session_id)
      is distinct from row(s.kind, s.at, s.contact_id, s.channel, s.source, s.campaign_id, s.campaign::text,
        s.content::text, s.session_id::text) end
  limit 200`

/** MS-1: each touch that journeys are read from is what its event says, and belongs to whom the events say. */
export const touchesCheck = async ({ client, organizations }: House): Promise<Checklist> => {
  const list = new Checklist('MS-1 touches', 'each touch is what its event says, and of the right person')
  for (const { id } of organizations) {
    const { rows: counts } = await client.query<{ n: number }>(
      'select count(*) as n from touch where organization_id = $1',
      [id],
    )
    list.count(counts[0]!.n)
    const { rows } = await client.query<{ id: string; missing: boolean; extra: boolean }>(DIFFERENCES, [id])
    for (const { id: touch, missing, extra } of rows)
      list.find(
        touch,
        missing
          ? 'is not there, an event tells it'
          : extra
            ? 'is there, no event tells it'
            : 'differs from what the events make of it',
      )
  }
  return list
}
