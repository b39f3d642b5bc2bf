import { Migration } from '@mikro-orm/migrations'
import { appRole } from './isolation.ts'

/**
 * The ledger is append-only for the application, so leaving a demo behind needs one door that only opens for a demo:
 * it drops the organization whole, with the accounts that belong to nothing else.
 */
const dropDemo = `
create function drop_demo_organization(target uuid) returns boolean
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
    'effect_attempt', 'effect', 'event_fold', 'event', 'deal', 'search_token', 'rollup', 'idempotency',
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

export class Demo extends Migration {
  override up(): void {
    this.addSql(dropDemo)
  }
}
