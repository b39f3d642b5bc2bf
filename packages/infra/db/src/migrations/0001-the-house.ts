import { Migration } from '@mikro-orm/migrations'
import { denyRewriting, isolateTenants } from './isolation.ts'

/** Every table that belongs to one organization, by the column that says which. */
const tenantTables = {
  organization: 'id',
  member: 'organization_id',
  office: 'organization_id',
  product: 'organization_id',
  source: 'organization_id',
  company: 'organization_id',
  campaign: 'organization_id',
  contact: 'organization_id',
  lead: 'organization_id',
  deal: 'organization_id',
  event: 'organization_id',
  event_fold: 'organization_id',
  effect: 'organization_id',
  effect_attempt: 'organization_id',
  idempotency: 'organization_id',
  held_submission: 'organization_id',
  search_token: 'organization_id',
  rollup: 'organization_id',
  rule_set: 'organization_id',
  routing_snapshot: 'organization_id',
  capture_state: 'organization_id',
  connection: 'organization_id',
  undo: 'organization_id',
  audit: 'organization_id',
} as const

const tables = `
create table organization (
  id uuid primary key,
  name text not null,
  currency char(3) not null default 'USD',
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  session_idle_minutes int not null default 720 check (session_idle_minutes between 15 and 1440),
  attribution_model text not null default 'linear',
  settings jsonb not null default '{}',
  is_demo boolean not null default false,
  wrapped_key bytea not null,
  created_at timestamptz not null default now()
);

create table office (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  name text not null,
  region_code text not null,
  address text not null default '',
  city text not null default '',
  state_province text not null default '',
  country char(2),
  contact_person text not null default '',
  contact_email text not null default '',
  contact_phone text not null default '',
  latitude double precision,
  longitude double precision,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);

create table member (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  auth_user_id text not null,
  name text not null,
  email text not null,
  title text not null default '',
  nickname text not null default '',
  phones jsonb not null default '[]',
  photo_url text,
  role text not null,
  status text not null default 'approved',
  office_id uuid,
  weight int not null default 1 check (weight between 1 and 100),
  capacity int check (capacity >= 0),
  regions jsonb not null default '[]',
  services jsonb not null default '[]',
  working_hours jsonb,
  time_zone text not null default 'UTC',
  away_from timestamptz,
  away_until timestamptz,
  takes_leads boolean not null default true,
  preferences jsonb not null default '{}',
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, auth_user_id),
  foreign key (organization_id, office_id) references office (organization_id, id) on delete set null (office_id)
);

create table product (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('product', 'service')),
  code text not null,
  name text not null,
  category text not null default '',
  description text not null default '',
  recommendation_details text not null default '',
  image_url text,
  price_minor bigint check (price_minor >= 0),
  currency char(3),
  aliases jsonb not null default '[]',
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, code)
);

create table source (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  name text not null,
  type text not null default '',
  url text not null default '',
  trust_score smallint check (trust_score between 0 and 100),
  description text not null default '',
  last_crawled_at timestamptz,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);

create table company (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  name text not null,
  domain text,
  industry text,
  size text,
  country char(2),
  region text,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, domain)
);

create table campaign (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  slug varchar(100) not null,
  name varchar(255) not null,
  description text not null default '',
  type text not null default 'service',
  status text not null default 'draft',
  platform text not null default '',
  start_date date,
  end_date date,
  budget_minor bigint check (budget_minor >= 0),
  currency char(3) not null,
  target_leads int check (target_leads >= 0),
  landing_page_url text not null default '',
  product_id uuid,
  auto_assign boolean not null default true,
  owner_id uuid,
  notification_emails jsonb not null default '[]',
  high_priority boolean not null default false,
  token text not null,
  require_token boolean not null default false,
  require_consent boolean not null default false,
  allowed_origins jsonb not null default '[]',
  hourly_cap int check (hourly_cap >= 0),
  default_country char(2),
  form jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, slug),
  foreign key (organization_id, product_id) references product (organization_id, id) on delete set null (product_id),
  foreign key (organization_id, owner_id) references member (organization_id, id) on delete set null (owner_id)
);

-- What must be globally unique stands outside the tenants and tells nothing but where to look.
create table entrance_campaign (
  slug varchar(100) primary key,
  organization_id uuid not null references organization (id) on delete cascade,
  campaign_id uuid not null
);

create table contact (
  organization_id uuid not null,
  id uuid not null,
  wrapped_key bytea,
  sealed bytea,
  email_index bytea,
  phone_index bytea,
  email_kind text not null default 'unknown',
  mx text,
  created_at timestamptz not null default now(),
  erased_at timestamptz,
  primary key (organization_id, id)
);
create unique index contact_email on contact (organization_id, email_index) where email_index is not null;
create index contact_phone on contact (organization_id, phone_index) where phone_index is not null;

create table lead (
  organization_id uuid not null,
  id uuid not null,
  public_id bytea not null,
  contact_id uuid not null,
  campaign_id uuid not null,
  company_id uuid,
  company text,
  industry text,
  country char(2),
  region text,
  product_id uuid,
  source_id uuid,
  trust smallint,
  via text not null,
  capture_point varchar(100) not null,
  medium varchar(100),
  channel text not null,
  channel_source text not null,
  content varchar(255),
  service_interest varchar(100),
  urgency_text varchar(50),
  urgency text,
  budget_range varchar(50),
  timeline varchar(50),
  tracking jsonb not null default '{}',
  facts jsonb not null,
  sealed bytea,
  points smallint not null,
  grade char(1) not null,
  rules_version int not null,
  earned jsonb not null,
  stage text not null default 'new',
  ever_qualified boolean not null default false,
  review text not null default 'pending',
  review_reason text,
  lost_reason text,
  owner_id uuid,
  assigned_at timestamptz,
  waiting_since timestamptz,
  response_due_at timestamptz,
  first_contacted_at timestamptz,
  next_step_at timestamptz,
  next_step_sealed bytea,
  value_minor bigint,
  currency char(3),
  consent boolean,
  captured_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contact (organization_id, id),
  foreign key (organization_id, campaign_id) references campaign (organization_id, id)
);
create unique index lead_public on lead (organization_id, public_id);
create index lead_campaign_captured on lead (organization_id, campaign_id, captured_at desc, id desc);
create index lead_contact on lead (organization_id, contact_id, captured_at desc);
create index lead_captured on lead (organization_id, captured_at desc, id desc);
create index lead_stage_captured on lead (organization_id, stage, captured_at desc, id desc);
create index lead_points on lead (organization_id, points desc, id desc);
create index lead_updated on lead (organization_id, updated_at desc, id desc);
create index lead_owner_captured on lead (organization_id, owner_id, captured_at desc, id desc) where owner_id is not null;
create index lead_company on lead (organization_id, company collate "und-x-icu", id) where company is not null;
-- A capture knows neither industry nor value: these cost the hot door nothing.
create index lead_industry_points on lead (organization_id, industry, stage, points desc, id desc) where industry is not null;
create index lead_value on lead (organization_id, value_minor desc, id desc) where value_minor is not null;
create index lead_deleted on lead (organization_id, deleted_at) where deleted_at is not null;
create index lead_owner_next_step on lead (organization_id, owner_id, next_step_at) where next_step_at is not null;
create index lead_waiting on lead (organization_id, waiting_since) where waiting_since is not null;

create table deal (
  organization_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  amount_minor bigint not null default 0 check (amount_minor >= 0),
  currency char(3) not null,
  stage text not null default 'open' check (stage in ('open', 'won', 'lost')),
  expected_close date,
  opened_at timestamptz not null,
  closed_at timestamptz,
  lost_reason text,
  primary key (organization_id, id),
  foreign key (organization_id, lead_id) references lead (organization_id, id) on delete cascade
);
create index deal_lead on deal (organization_id, lead_id);

create table event (
  organization_id uuid not null,
  id uuid not null,
  type text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  lead_id uuid,
  contact_id uuid,
  campaign_id uuid,
  actor_id uuid,
  visitor_id varchar(255),
  payload jsonb not null,
  sealed bytea,
  dedupe_key text,
  primary key (organization_id, id),
  foreign key (organization_id, lead_id) references lead (organization_id, id)
);
create index event_lead on event (organization_id, lead_id, occurred_at) where lead_id is not null;
create index event_visitor on event (organization_id, visitor_id, occurred_at) where visitor_id is not null;
create unique index event_dedupe on event (organization_id, dedupe_key) where dedupe_key is not null;

create table event_fold (
  organization_id uuid not null,
  event_id uuid not null,
  primary key (organization_id, event_id)
);

create table effect (
  organization_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  lead_id uuid,
  kind text not null,
  target text not null,
  why text not null default '',
  state text not null default 'pending',
  reason text,
  attempts int not null default 0,
  -- Of them, those before somebody set it going again: the schedule begins anew.
  attempts_before int not null default 0,
  next_at timestamptz,
  lease_until timestamptz,
  lease_owner text,
  external_ref text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, event_id, kind, target),
  foreign key (organization_id, event_id) references event (organization_id, id)
);
create index effect_due on effect (organization_id, next_at) where state in ('pending', 'in_flight');
create index effect_recent on effect (organization_id, created_at desc, id desc);
create index effect_lead on effect (organization_id, lead_id) where lead_id is not null;

create table effect_attempt (
  organization_id uuid not null,
  effect_id uuid not null,
  n int not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text not null default 'in_flight',
  http_status int,
  detail text,
  duration_ms int,
  primary key (organization_id, effect_id, n),
  foreign key (organization_id, effect_id) references effect (organization_id, id) on delete cascade
);
create index effect_attempt_recent on effect_attempt (organization_id, started_at);

create table idempotency (
  organization_id uuid not null,
  campaign_id uuid not null,
  credential varchar(80) not null,
  key_hash bytea not null,
  request_hash bytea not null,
  code smallint not null,
  lead_id uuid not null,
  public_id bytea not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, campaign_id, credential, key_hash)
);
create index idempotency_age on idempotency (organization_id, created_at);

create table held_submission (
  organization_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  public_id bytea not null,
  kind text not null check (kind in ('quarantined', 'spam')),
  reason text not null,
  state text not null default 'held' check (state in ('held', 'released', 'discarded')),
  wrapped_key bytea not null,
  sealed bytea not null,
  received_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, campaign_id) references campaign (organization_id, id) on delete cascade
);
create unique index held_public on held_submission (organization_id, public_id);
create index held_oldest on held_submission (organization_id, campaign_id, kind, received_at) where state = 'held';

create table search_token (
  organization_id uuid not null,
  token bytea not null,
  contact_id uuid not null,
  primary key (organization_id, token, contact_id)
);
create index search_token_contact on search_token (organization_id, contact_id);

create table rollup (
  organization_id uuid not null,
  day date not null,
  campaign_id uuid not null,
  dimension text not null,
  value text not null,
  n bigint not null default 0,
  total bigint not null default 0,
  primary key (organization_id, campaign_id, dimension, day, value)
);

create table rule_set (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('scoring', 'routing')),
  version int not null,
  status text not null check (status in ('draft', 'live', 'retired')),
  body jsonb not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, kind, version)
);
create unique index rule_set_live on rule_set (organization_id, kind) where status = 'live';

create table routing_snapshot (
  organization_id uuid not null references organization (id) on delete cascade,
  hash text not null,
  body jsonb not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, hash)
);

-- One row an organization: what the hot door locks while it decides, so that two processes never give the same turn twice.
create table capture_state (
  organization_id uuid primary key references organization (id) on delete cascade,
  config_version bigint not null default 1,
  load jsonb not null default '{}',
  -- What each campaign took in its current hour, by campaign id: [start in milliseconds, count].
  hours jsonb not null default '{}'
) with (fillfactor = 50);

-- Requests per minute and address, outside the tenants: a keyed hash of the address and a count, gone after a crash.
create unlogged table capture_rate (
  address bytea primary key,
  since timestamptz not null,
  n int not null
) with (fillfactor = 50);

create table connection (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  kind text not null,
  name text not null default '',
  state text not null default 'connected',
  sealed bytea,
  config jsonb not null default '{}',
  last_ok_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);

create table undo (
  organization_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  body jsonb not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (organization_id, id)
);

create table audit (
  organization_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  action text not null,
  target_kind text not null default '',
  target_id text not null default '',
  before_mac bytea,
  after_mac bytea,
  meta jsonb not null default '{}',
  seq bigint,
  prev_hash bytea,
  hash bytea,
  signature bytea,
  primary key (organization_id, id)
);
create unique index audit_seq on audit (organization_id, seq) where seq is not null;
create index audit_unsealed on audit (organization_id, id) where seq is null;
`

/** A change of anything the door decides by raises the version that the door compares while it holds the lock. */
const configVersion = `
create function raise_config_version() returns trigger language plpgsql as $$
declare changed uuid := case when tg_op = 'DELETE' then old.organization_id else new.organization_id end;
begin
  update capture_state set config_version = config_version + 1 where organization_id = changed;
  return null;
end $$;
create function raise_own_config_version() returns trigger language plpgsql as $$
begin
  update capture_state set config_version = config_version + 1 where organization_id = new.id;
  return null;
end $$;
create trigger organization_config after update on organization for each row execute function raise_own_config_version();
`
const configTables = ['campaign', 'member', 'office', 'product', 'source', 'rule_set'] as const

const hotTables = ['contact', 'lead', 'event', 'idempotency', 'effect', 'search_token', 'rollup'] as const

export class TheHouse extends Migration {
  override up(): void {
    this.addSql(tables)
    this.addSql(configVersion)
    for (const table of configTables)
      this.addSql(
        `create trigger ${table}_config after insert or update or delete on ${table} for each row execute function raise_config_version()`,
      )
    // A wrong plan of the reference checks is cached per connection: fresh statistics come early on these tables.
    for (const table of hotTables)
      this.addSql(
        `alter table ${table} set (autovacuum_analyze_threshold = 500, autovacuum_analyze_scale_factor = 0.02)`,
      )
    for (const sql of isolateTenants(tenantTables)) this.addSql(sql)
    for (const sql of denyRewriting()) this.addSql(sql)
  }
}
