import { Migration } from '@mikro-orm/migrations'
import { isolateTenants } from './isolation.ts'

/**
 * The touches of the ledger in a slim row each, by the person they belong to: journeys are read along one index, without
 * opening an event. A view belongs to the person who next sent a form as the same visitor, else to the one who did last.
 */
const tables = `
create table touch (
  organization_id uuid not null references organization (id) on delete cascade,
  event_id uuid not null,
  contact_id uuid,
  visitor_id varchar(255),
  at timestamptz not null,
  kind text not null check (kind in ('view', 'capture', 'repeat', 'manual')),
  channel text not null,
  source text not null,
  campaign_id uuid,
  campaign varchar(255),
  content varchar(255),
  session_id varchar(255),
  primary key (organization_id, event_id)
);
create index touch_journey on touch (organization_id, contact_id, at, event_id)
  include (visitor_id, kind, channel, source, campaign_id, campaign, content, session_id)
  where contact_id is not null;
create index touch_visitor on touch (organization_id, visitor_id, at) where visitor_id is not null;
`

const history = `
insert into touch (organization_id, event_id, contact_id, visitor_id, at, kind, channel, source, campaign_id, campaign,
  content, session_id)
select e.organization_id, e.id, e.contact_id, e.visitor_id, e.occurred_at,
  case e.type when 'touch.viewed' then 'view' when 'touch.repeated' then 'repeat'
    else case e.payload ->> 'way' when 'manual' then 'manual' else 'capture' end end,
  t ->> 'channel', t ->> 'source', e.campaign_id, left(t -> 'utm' ->> 'campaign', 255), left(t -> 'utm' ->> 'content', 255),
  left(t ->> 'sessionId', 255)
from event e
join event_fold f on f.organization_id = e.organization_id and f.event_id = e.id
cross join lateral (select case e.type when 'lead.captured' then e.payload -> 'touch' else e.payload end as t) x
where e.type in ('touch.viewed', 'touch.repeated', 'lead.captured');
update touch t set contact_id = coalesce(
  (select c.contact_id from touch c where c.organization_id = t.organization_id and c.visitor_id = t.visitor_id
    and c.kind <> 'view' and c.at >= t.at order by c.at, c.event_id limit 1),
  (select c.contact_id from touch c where c.organization_id = t.organization_id and c.visitor_id = t.visitor_id
    and c.kind <> 'view' and c.at < t.at order by c.at desc, c.event_id desc limit 1))
where t.kind = 'view' and t.visitor_id is not null;
`

export class Touches extends Migration {
  override up(): void {
    this.addSql(tables)
    for (const sql of isolateTenants({ touch: 'organization_id' })) this.addSql(sql)
    this.addSql(history)
  }
}
