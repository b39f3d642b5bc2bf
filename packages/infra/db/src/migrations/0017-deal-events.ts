import { Migration } from '@mikro-orm/migrations'

/** What became of deals lately is found without reading all else that was told since. */
const dealEvents = `
create index event_deal on event (organization_id, occurred_at, id)
  where type in ('deal.opened', 'deal.changed', 'deal.withdrawn', 'lead.removed', 'lead.restored');
`

export class DealEvents extends Migration {
  override up(): void {
    this.addSql(dealEvents)
  }
}
