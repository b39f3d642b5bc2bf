import { Migration } from '@mikro-orm/migrations'
import { isolateTenants } from './isolation.ts'

/**
 * Results of attribution, as they were calculated from one state of the ledger: a table per dimension, and the deals
 * behind it with their journeys, so that a cell opens deals of the same total. A newer result replaces all of it at once.
 */
const tables = `
alter table organization add column attribution_lookback_days integer not null default 90
  check (attribution_lookback_days between 1 and 730);

create table attribution_change (
  organization_id uuid primary key references organization (id) on delete cascade,
  changed_at timestamptz not null
);

create table attribution_result (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  lookback_days integer not null,
  period_start date not null,
  period_end date not null,
  standing boolean not null default false,
  asked_at timestamptz not null,
  as_of timestamptz,
  took_ms integer,
  queued_at timestamptz,
  summary jsonb,
  primary key (organization_id, id),
  unique (organization_id, lookback_days, period_start, period_end)
);

create table attribution_table (
  organization_id uuid not null,
  result_id uuid not null,
  dimension text not null check (dimension in ('channel', 'campaign', 'source', 'content')),
  body jsonb not null,
  primary key (organization_id, result_id, dimension),
  foreign key (organization_id, result_id) references attribution_result (organization_id, id) on delete cascade
);

create table attribution_deal (
  organization_id uuid not null,
  result_id uuid not null,
  deal_id uuid not null,
  lead_id uuid not null,
  amount_minor bigint not null,
  won_at timestamptz,
  opened_at timestamptz not null,
  touches integer not null,
  days integer,
  source text,
  step text,
  outcome text check (outcome in ('open', 'won', 'lost')),
  journey jsonb not null,
  primary key (organization_id, result_id, deal_id),
  foreign key (organization_id, result_id) references attribution_result (organization_id, id) on delete cascade
);
create index attribution_deal_won on attribution_deal (organization_id, result_id, won_at desc, deal_id)
  where won_at is not null;
create index attribution_deal_flow on attribution_deal (organization_id, result_id, source, step, opened_at desc, deal_id)
  where source is not null;
`

export class Attribution extends Migration {
  override up(): void {
    this.addSql(tables)
    for (const sql of isolateTenants({
      attribution_change: 'organization_id',
      attribution_result: 'organization_id',
      attribution_table: 'organization_id',
      attribution_deal: 'organization_id',
    }))
      this.addSql(sql)
  }
}
