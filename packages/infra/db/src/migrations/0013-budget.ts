import { Migration } from '@mikro-orm/migrations'
import { isolateTenants } from './isolation.ts'

/** Advice that was applied or dismissed, as it stood; after a fortnight it is looked at again. */
const tables = `
create table budget_decision (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  campaign_id uuid not null,
  action text not null,
  verdict text not null check (verdict in ('applied', 'dismissed')),
  reason text check (verdict = 'applied' or reason is not null),
  decided_at timestamptz not null,
  member_id uuid,
  advice jsonb not null,
  looked_at timestamptz,
  outcome jsonb,
  withdrawn_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, campaign_id) references campaign (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references member (organization_id, id) on delete set null (member_id)
);
create index budget_decision_decided on budget_decision (organization_id, decided_at desc)
  where withdrawn_at is null;
`

export class Budget extends Migration {
  override up(): void {
    this.addSql(tables)
    for (const sql of isolateTenants({ budget_decision: 'organization_id' })) this.addSql(sql)
  }
}
