import { Migration } from '@mikro-orm/migrations'

/** What one step back leaves in position decay is the organization's choice, and part of the question of a stored result. */
const decayRate = `
alter table organization add column attribution_decay_rate double precision not null default 0.5
  check (attribution_decay_rate > 0 and attribution_decay_rate <= 1);

alter table attribution_result add column decay_rate double precision not null default 0.5;
alter table attribution_result
  drop constraint attribution_result_organization_id_lookback_days_period_sta_key,
  add constraint attribution_result_question unique (organization_id, lookback_days, decay_rate, period_start, period_end);
`

export class DecayRate extends Migration {
  override up(): void {
    this.addSql(decayRate)
  }
}
