import { Migration } from '@mikro-orm/migrations'

/** Views are kept of more than one list; those that stand are of leads. */
const list = `
alter table saved_view add column list text not null default 'leads' check (list in ('leads', 'deals'));
`

export class ViewsOfLists extends Migration {
  override up(): void {
    this.addSql(list)
  }
}
