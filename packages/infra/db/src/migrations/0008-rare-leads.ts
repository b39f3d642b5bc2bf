import { Migration } from '@mikro-orm/migrations'

/**
 * The index of arrival carries what lists filter by: leads that are rare are found from it alone, wherever they stand. Every
 * update of a lead writes its indexes anyway (`updated_at` is in one), so only the width of the entry is new. Its texts are
 * the short ones: an entry has to stay below 2,700 bytes.
 */
const carryFilters = `
drop index lead_captured;
create index lead_captured on lead (organization_id, captured_at desc, id desc) include (
  stage, grade, review, points, trust, ever_qualified, owner_id, campaign_id, channel, channel_source, content, industry,
  country, region, deleted_at
);
`

export class RareLeads extends Migration {
  override up(): void {
    this.addSql(carryFilters)
  }
}
