import { Migration } from '@mikro-orm/migrations'

/** The newest leads of many people are found from this index alone: only those of the page are opened. */
const newestOfPeople = `
drop index lead_contact;
create index lead_contact on lead (organization_id, contact_id, captured_at desc, id desc) include (deleted_at);
`

export class LeadsOfPeople extends Migration {
  override up(): void {
    this.addSql(newestOfPeople)
  }
}
