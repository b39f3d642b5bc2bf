import { Migration } from '@mikro-orm/migrations'

/** What the fold makes of the events so far, in the same words: see `rollup-deltas.ts` of the ledger. */
const ends = `
with told as (
  select e.organization_id, e.campaign_id, e.occurred_at, o.time_zone, e.type, e.payload as p,
    case e.type when 'lead.restored' then 1 else -1 end as sign
  from event e
  join event_fold f on f.organization_id = e.organization_id and f.event_id = e.id
  join organization o on o.id = e.organization_id
  where e.type in ('deal.changed', 'deal.withdrawn', 'lead.removed', 'lead.restored')
), sides as (
  select told.*, p -> 'before' as deal, -1 as n from told where type in ('deal.changed', 'deal.withdrawn')
  union all
  select told.*, p -> 'after', 1 from told where type = 'deal.changed'
  union all
  select told.*, deal, sign from told cross join lateral jsonb_array_elements(p -> 'deals') deal
  where type in ('lead.removed', 'lead.restored')
  union all
  select told.*, '{"stage": "won"}', (won ->> 'deals')::int * sign
  from told cross join lateral jsonb_array_elements(p -> 'won') won
  where type in ('lead.removed', 'lead.restored') and not p ? 'deals'
), ended as (
  select organization_id, campaign_id, (deal ->> 'stage') || ':' || coalesce(deal ->> 'step', 'proposal') as value, n,
    (coalesce(to_timestamp((deal ->> 'closedAt')::bigint / 1000.0), occurred_at) at time zone time_zone)::date as day
  from sides where deal ->> 'stage' in ('won', 'lost')
), grains as (
  select e.organization_id, k.campaign_id, g.dimension, g.day, e.value, e.n
  from ended e
  cross join lateral (select e.campaign_id union select '00000000-0000-0000-0000-000000000000'::uuid) k
  cross join lateral (values ('ended', e.day), ('month:ended', date_trunc('month', e.day)::date)) g (dimension, day)
  where k.campaign_id is not null
)
insert into rollup (organization_id, campaign_id, dimension, day, value, n, total)
select organization_id, campaign_id, dimension, day, value, sum(n), 0 from grains
group by 1, 2, 3, 4, 5 having sum(n) <> 0;
`

/** Every night all open deals are estimated anew: their sums are read from an index alone again once that is cleared up. */
const clearing = `
alter table deal set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.02)
`

/** How deals ended is counted with the others: a rate of wins is read from a few rows, however many deals were closed. */
export class DealEnds extends Migration {
  override up(): void {
    this.addSql(ends)
    this.addSql(clearing)
  }
}
