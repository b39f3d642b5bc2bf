import { Migration } from '@mikro-orm/migrations'
import { appRole } from './isolation.ts'

/**
 * Who may enter. These tables stand before any tenant is known, so no organization's policy guards them: only
 * `entrance` and `accounts` read them, and they hold nothing of the people a business serves.
 */
const tables = `
create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table auth_session (
  id text primary key,
  token text not null unique,
  user_id text not null references auth_user (id) on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  active_organization_id uuid references organization (id) on delete set null,
  active_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_session_user on auth_session (user_id);

create table auth_account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth_user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_account_user on auth_account (user_id);

create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_verification_identifier on auth_verification (identifier);

create table auth_organization (
  id uuid primary key references organization (id) on delete cascade,
  name text not null,
  slug text not null unique,
  logo text,
  metadata text,
  session_idle_minutes int not null default 720,
  is_demo boolean not null default false,
  created_at timestamptz not null default now()
);

create table auth_member (
  id uuid primary key,
  organization_id uuid not null references auth_organization (id) on delete cascade,
  user_id text not null references auth_user (id) on delete cascade,
  role text not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  unique (organization_id, user_id)
);
create index auth_member_user on auth_member (user_id);

create table auth_invitation (
  id text primary key,
  organization_id uuid not null references auth_organization (id) on delete cascade,
  email text not null,
  role text not null,
  status text not null default 'pending',
  token_hash bytea,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  inviter_id text not null references auth_user (id) on delete cascade
);
create index auth_invitation_organization on auth_invitation (organization_id);
create unique index auth_invitation_token on auth_invitation (token_hash);

create table auth_apikey (
  id text primary key,
  config_id text not null default 'default',
  name text,
  start text,
  prefix text,
  key text not null unique,
  reference_id uuid not null references auth_organization (id) on delete cascade,
  refill_interval int,
  refill_amount int,
  last_refill_at timestamptz,
  enabled boolean not null default true,
  rate_limit_enabled boolean not null default false,
  rate_limit_time_window int,
  rate_limit_max int,
  request_count int not null default 0,
  remaining int,
  last_request timestamptz,
  expires_at timestamptz,
  permissions text,
  metadata text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_apikey_reference on auth_apikey (reference_id);

-- Failed tries by account and by address. The key is a keyed hash: the table names nobody.
create table auth_rate_limit (
  key bytea primary key,
  failures int not null,
  last_failure_at timestamptz not null,
  blocked_until timestamptz
);

-- A sealed row stands: not even its seal can be changed.
create function refuse_resealing() returns trigger language plpgsql as $$
begin
  raise exception 'a sealed audit row is not changed';
end $$;
create trigger audit_sealed before update on audit for each row
  when (old.hash is not null) execute function refuse_resealing();
`

const accountTables = [
  'auth_user',
  'auth_session',
  'auth_account',
  'auth_verification',
  'auth_organization',
  'auth_member',
  'auth_invitation',
  'auth_apikey',
  'auth_rate_limit',
] as const

export class Accounts extends Migration {
  override up(): void {
    this.addSql(tables)
    for (const table of accountTables)
      this.addSql(`grant select, insert, update, delete on ${table} to ${appRole}`)
  }
}
