import { Migration } from '@mikro-orm/migrations'
import { isolateTenants } from './isolation.ts'

/** A list of leads under a name: whose it is, whether others see it, and its filter, order and columns. */
const tables = `
create table saved_view (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  member_id uuid not null,
  name varchar(60) not null,
  shared boolean not null default false,
  search jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, member_id) references member (organization_id, id) on delete cascade
);
create index saved_view_member on saved_view (organization_id, member_id);
`

export class SavedViews extends Migration {
  override up(): void {
    this.addSql(tables)
    for (const sql of isolateTenants({ saved_view: 'organization_id' })) this.addSql(sql)
  }
}
