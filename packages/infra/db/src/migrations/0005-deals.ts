import { Migration } from '@mikro-orm/migrations'

/**
 * A deal stands by itself: in which campaign, how far it is, since when, and whether its lead was deleted. The indexes
 * are those of the board (open by step), the list (by value, expected close and age) and the money of a period.
 */
const columns = `
alter table deal
  add column campaign_id uuid,
  add column step text not null default 'proposal' check (step in ('proposal', 'negotiation', 'committed')),
  add column stage_since timestamptz,
  add column updated_at timestamptz,
  add column deleted_at timestamptz,
  add column probability double precision check (probability between 0 and 1);
update deal d set campaign_id = l.campaign_id, deleted_at = l.deleted_at,
    stage_since = coalesce(d.closed_at, d.opened_at), updated_at = coalesce(d.closed_at, d.opened_at)
  from lead l where l.organization_id = d.organization_id and l.id = d.lead_id;
alter table deal
  alter column campaign_id set not null,
  alter column stage_since set not null,
  alter column updated_at set not null,
  add foreign key (organization_id, campaign_id) references campaign (organization_id, id);
create index deal_open on deal (organization_id, step, amount_minor desc, id desc)
  include (currency, probability) where stage = 'open' and deleted_at is null;
create index deal_closed on deal (organization_id, stage, closed_at desc, id desc)
  include (amount_minor, currency, step) where stage <> 'open' and deleted_at is null;
create index deal_amount on deal (organization_id, amount_minor desc, id desc) where deleted_at is null;
create index deal_expected on deal (organization_id, (coalesce(expected_close, 'infinity'::date)), id)
  where stage = 'open' and deleted_at is null;
create index deal_opened on deal (organization_id, opened_at desc, id desc) where deleted_at is null;
`

/** The last removal of a lead tells its deals, as removals do from now on: an open deal leaves the pipeline with it. */
const removals = `
update event e set payload = e.payload || jsonb_build_object('deals', told.deals)
from (
  select distinct on (r.organization_id, r.lead_id) r.organization_id, r.id, (
    select jsonb_agg(jsonb_build_object('stage', d.stage, 'amountMinor', d.amount_minor, 'currency', d.currency,
      'step', d.step, 'closedAt', (extract(epoch from d.closed_at) * 1000)::bigint))
    from deal d where d.organization_id = r.organization_id and d.lead_id = r.lead_id
  ) as deals
  from lead l
  join event r on r.organization_id = l.organization_id and r.lead_id = l.id and r.type = 'lead.removed'
  where l.deleted_at is not null
  order by r.organization_id, r.lead_id, r.occurred_at desc, r.id desc
) told
where told.deals is not null and e.organization_id = told.organization_id and e.id = told.id;
`

/** What the fold makes of the deals' events so far, in the same words: see `rollup-deltas.ts` of the ledger. */
const rollups = `
with told as (
  select e.organization_id, e.campaign_id, (e.occurred_at at time zone o.time_zone)::date as day, e.type, e.payload as p
  from event e
  join event_fold f on f.organization_id = e.organization_id and f.event_id = e.id
  join organization o on o.id = e.organization_id
  where e.type in ('deal.opened', 'deal.changed', 'deal.withdrawn', 'lead.removed', 'lead.restored')
), sides as (
  select organization_id, campaign_id, day, p ->> 'currency' as currency, 'open' as stage,
    (p ->> 'amountMinor')::bigint as amount, 1 as n from told where type = 'deal.opened'
  union all
  select organization_id, campaign_id, day, p ->> 'currency', p -> 'before' ->> 'stage',
    -(p -> 'before' ->> 'amountMinor')::bigint, -1 from told where type in ('deal.changed', 'deal.withdrawn')
  union all
  select organization_id, campaign_id, day, p ->> 'currency', p -> 'after' ->> 'stage',
    (p -> 'after' ->> 'amountMinor')::bigint, 1 from told where type = 'deal.changed'
  union all
  select t.organization_id, t.campaign_id, t.day, w ->> 'currency', 'won',
    (w ->> 'amountMinor')::bigint * case t.type when 'lead.removed' then -1 else 1 end,
    (w ->> 'deals')::int * case t.type when 'lead.removed' then -1 else 1 end
  from told t cross join lateral jsonb_array_elements(t.p -> 'won') w
  where t.type in ('lead.removed', 'lead.restored') and not t.p ? 'deals'
  union all
  select t.organization_id, t.campaign_id,
    case d ->> 'stage' when 'won'
      then (to_timestamp((d ->> 'closedAt')::bigint / 1000.0) at time zone o.time_zone)::date else t.day end,
    d ->> 'currency', d ->> 'stage', -(d ->> 'amountMinor')::bigint, -1
  from told t join organization o on o.id = t.organization_id cross join lateral jsonb_array_elements(t.p -> 'deals') d
  where t.type = 'lead.removed' and t.p ? 'deals'
), grains as (
  select s.organization_id, k.campaign_id, g.dimension || case s.stage when 'won' then 'booked' else 'pipeline' end
      as dimension, g.day, s.currency as value, s.n, s.amount
  from sides s
  cross join lateral (select s.campaign_id union select '00000000-0000-0000-0000-000000000000'::uuid) k
  cross join lateral (values ('', s.day), ('month:', date_trunc('month', s.day)::date)) g (dimension, day)
  where s.stage in ('open', 'won') and k.campaign_id is not null
)
insert into rollup (organization_id, campaign_id, dimension, day, value, n, total)
select organization_id, campaign_id, dimension, day, value, sum(n), sum(amount) from grains
group by 1, 2, 3, 4, 5 having sum(n) <> 0 or sum(amount) <> 0;
`

export class Deals extends Migration {
  override up(): void {
    this.addSql(columns)
    this.addSql(removals)
    this.addSql(rollups)
  }
}
