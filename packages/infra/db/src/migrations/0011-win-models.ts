import { Migration } from '@mikro-orm/migrations'
import { isolateTenants } from './isolation.ts'

/**
 * Trained models of win probability, each a versioned value with its card: at most one is live. `held` is the same model
 * trained without the newest deals: what the next one has to be no worse than. An estimate stands beside its deal and
 * names its model. `forecast` holds the organization's choices and how the last training went.
 */
const tables = `
create table win_model (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  version text not null,
  state text not null check (state in ('live', 'retired', 'rejected')),
  abstains boolean not null,
  trained_at timestamptz not null,
  member_id uuid,
  why text not null,
  verdict jsonb,
  value jsonb not null,
  held jsonb not null,
  primary key (organization_id, id),
  foreign key (organization_id, member_id) references member (organization_id, id) on delete set null (member_id)
);
create unique index win_model_live on win_model (organization_id) where state = 'live';
create index win_model_trained on win_model (organization_id, trained_at desc);
create table win_estimate (
  organization_id uuid not null,
  deal_id uuid not null,
  model_id uuid not null,
  version text not null,
  probability double precision not null check (probability between 0 and 1),
  low double precision not null,
  high double precision not null,
  estimated_at timestamptz not null,
  detail jsonb not null,
  primary key (organization_id, deal_id),
  foreign key (organization_id, deal_id) references deal (organization_id, id) on delete cascade,
  foreign key (organization_id, model_id) references win_model (organization_id, id) on delete cascade
);
create index win_estimate_model on win_estimate (organization_id, model_id);
create table forecast (
  organization_id uuid primary key references organization (id) on delete cascade,
  gate_won integer not null default 40 check (gate_won between 10 and 10000),
  gate_lost integer not null default 40 check (gate_lost between 10 and 10000),
  high_from double precision not null default 0.7 check (high_from between 0.5 and 0.99),
  asked_at timestamptz,
  finished_at timestamptz,
  outcome text check (outcome in ('live', 'rejected', 'same', 'abstains', 'failed')),
  why text not null default ''
);
create index deal_forecast on deal (organization_id, expected_close)
  include (step, currency, amount_minor, probability) where stage = 'open' and deleted_at is null;
create index deal_likely on deal (organization_id, (coalesce(probability, -1)) desc, id desc)
  where stage = 'open' and deleted_at is null;
`

export class WinModels extends Migration {
  override up(): void {
    this.addSql(tables)
    const own = { win_model: 'organization_id', win_estimate: 'organization_id', forecast: 'organization_id' }
    for (const sql of isolateTenants(own)) this.addSql(sql)
  }
}
