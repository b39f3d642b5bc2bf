import { Migration } from '@mikro-orm/migrations'
import { appRole, isolateTenants } from './isolation.ts'

/**
 * What a day of a campaign cost and brought, as its sources reported it: a projection of `spend.recorded`. Lines of one
 * day add up; an import replaces all lines that the same source reported for that day before.
 */
const tables = `
create table spend (
  organization_id uuid not null,
  campaign_id uuid not null,
  day date not null,
  source varchar(100) not null default '',
  content varchar(255) not null default '',
  amount_minor bigint not null check (amount_minor >= 0),
  currency char(3) not null,
  impressions bigint not null default 0 check (impressions >= 0),
  clicks bigint not null default 0 check (clicks >= 0),
  way text not null check (way in ('manual', 'csv', 'api')),
  updated_at timestamptz not null,
  primary key (organization_id, campaign_id, day, source, content),
  foreign key (organization_id, campaign_id) references campaign (organization_id, id)
);
create index spend_day on spend (organization_id, day desc, campaign_id);
`

/** The door by which a demo leaves has to know every table that its rows stand in. */
const dropDemo = `
create or replace function drop_demo_organization(target uuid) returns boolean
language plpgsql security definer set search_path = public as $$
declare
  tenant_table text;
  accounts text[];
begin
  if not exists (select 1 from organization where id = target and is_demo) then
    return false;
  end if;
  select array_agg(user_id) into accounts from auth_member m
    where organization_id = target
      and not exists (select 1 from auth_member o where o.user_id = m.user_id and o.organization_id <> target);
  foreach tenant_table in array array[
    'effect_attempt', 'effect', 'event_fold', 'event', 'deal', 'spend', 'search_token', 'rollup', 'idempotency',
    'held_submission', 'lead', 'contact', 'undo', 'audit', 'connection', 'entrance_campaign', 'campaign', 'company'
  ] loop
    execute format('delete from %I where organization_id = $1', tenant_table) using target;
  end loop;
  delete from organization where id = target;
  delete from auth_user where id = any(accounts);
  return true;
end $$;
revoke all on function drop_demo_organization(uuid) from public;
grant execute on function drop_demo_organization(uuid) to ${appRole};
`

export class Spend extends Migration {
  override up(): void {
    this.addSql(tables)
    for (const sql of isolateTenants({ spend: 'organization_id' })) this.addSql(sql)
    this.addSql(dropDemo)
  }
}
