-- The core: bureaus and people, the ledger, its projections, the outbox.
-- Every growing table carries bureau_id first in its keys, so that one schema serves one county or, distributed by
-- bureau_id, a province. The application role may not change or delete what the ledger holds.

-- Who is asking, set for one transaction only. After a transaction with SET LOCAL the setting reads '' and not NULL.
create function app_bureau() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.bureau', true), '')::uuid;
create function app_unit() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.unit', true), '')::uuid;
create function app_matter() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.matter', true), '')::uuid;
create function app_system() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.system', true), '') = 'on';

-- Shared lists -------------------------------------------------------------------------------------------------

create table bureaus (
  bureau_id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,30}$'),
  name_zh text not null,
  name_en text not null,
  superior_bureau_id uuid,
  zone text not null default 'Asia/Shanghai',
  simulated boolean not null default false,
  hash_name text not null default 'sha256',
  created_at timestamptz not null default now()
);
comment on table bureaus is 'One installation hosts many bureaus (信访局). The slug stands in every address and number.';
comment on column bureaus.simulated is 'Only here may replay and simulated clocks write.';

create table sign_ins (
  login text primary key,
  bureau_id uuid not null references bureaus,
  account_id uuid not null,
  password_hash text not null,
  failed integer not null default 0,
  locked_until timestamptz,
  totp_cipher bytea,
  changed_at timestamptz not null default now()
);
comment on table sign_ins is 'Sign-in comes before any bureau is known, so it has a small table of its own.';

create table sessions (
  token_hash bytea primary key,
  bureau_id uuid not null references bureaus,
  account_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_seen_at timestamptz not null
);
create index sessions_account on sessions (bureau_id, account_id);

-- People and places of one bureau ------------------------------------------------------------------------------

create table units (
  bureau_id uuid not null references bureaus,
  unit_id uuid not null,
  parent_id uuid,
  code text not null,
  name_zh text not null,
  name_en text not null,
  kind text not null,
  seats text[] not null default '{}',
  superior_bureau_id uuid,
  superior_unit_id uuid,
  active boolean not null default true,
  primary key (bureau_id, unit_id),
  unique (bureau_id, code),
  foreign key (bureau_id, parent_id) references units (bureau_id, unit_id)
);
comment on column units.seats is 'Seats this unit fills by default: centre, supervisor, reviewer.';
comment on column units.superior_unit_id is 'The next level up that decides a review of what this unit answered (R22 35, 36).';

create table accounts (
  bureau_id uuid not null references bureaus,
  account_id uuid not null,
  login text not null,
  name text not null,
  unit_id uuid not null,
  roles text[] not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (bureau_id, account_id),
  unique (bureau_id, login),
  foreign key (bureau_id, unit_id) references units (bureau_id, unit_id)
);

create table local_settings (
  bureau_id uuid not null references bureaus,
  rule_id text not null,
  valid_from date not null,
  valid_to date,
  length integer not null check (length > 0),
  unit text not null check (unit in ('cal', 'wd', 'hour')),
  extension_cap integer,
  mark text not null,
  basis_zh text not null,
  basis_en text not null,
  primary key (bureau_id, rule_id, valid_from)
);
comment on table local_settings is 'A bureau''s own limit for a rule from a date on, with its basis and mark.';

create table calendar_overrides (
  bureau_id uuid not null references bureaus,
  day date not null,
  working boolean not null,
  basis_zh text not null,
  basis_en text not null,
  primary key (bureau_id, day)
);

create table number_counters (
  bureau_id uuid not null references bureaus,
  year integer not null,
  last_number integer not null,
  primary key (bureau_id, year)
);
comment on table number_counters is 'Gapless numbers per bureau and year; the row is locked last before the write.';

-- The ledger ---------------------------------------------------------------------------------------------------

create table matters (
  bureau_id uuid not null references bureaus,
  matter_id uuid not null,
  number text not null,
  procedure text not null,
  channel text not null,
  class text not null,
  category text,
  state text not null,
  responsible_unit_id uuid not null,
  handler_unit_id uuid,
  secrecy text not null check (secrecy in ('none', 'name', 'matter')),
  shielded boolean not null,
  shield_units uuid[] not null default '{}',
  received_on date not null,
  received_at timestamptz not null,
  undated boolean not null default false,
  next_due date,
  ended_on date,
  end_kind text,
  version integer not null,
  head_hash text not null,
  sealed_version integer not null default 0,
  source_key text,
  doc jsonb not null,
  recorded_at timestamptz not null,
  primary key (bureau_id, matter_id),
  unique (bureau_id, number),
  unique (bureau_id, source_key)
);
comment on table matters is 'Projection of the ledger, one row a matter (信访事项). doc is the fold of its events.';
create index matters_inbox on matters (bureau_id, ended_on, next_due, matter_id);
create index matters_recent on matters (bureau_id, received_at desc, matter_id);
create index matters_unsealed on matters (bureau_id, matter_id) where version > sealed_version;

create table matter_keys (
  bureau_id uuid not null,
  matter_id uuid not null,
  kek_id text not null,
  wrapped bytea,
  destroyed_at timestamptz,
  decision text,
  primary key (bureau_id, matter_id),
  check ((wrapped is null) = (destroyed_at is not null))
);
comment on table matter_keys is 'The key of a matter''s content, wrapped by a key outside the database. Destroyed only under a recorded decision.';

create table events (
  bureau_id uuid not null,
  matter_id uuid not null,
  version integer not null,
  event_id uuid not null,
  type text not null,
  schema_version integer not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  actor jsonb not null,
  procedure text not null,
  procedure_version integer not null,
  data jsonb not null,
  prev_hash text not null,
  hash text not null,
  feed_xid xid8 not null default pg_current_xact_id(),
  primary key (bureau_id, matter_id, version)
);
comment on table events is 'The ledger: references and salted commitments only, never letters or personal data. Append only.';
comment on column events.feed_xid is 'Orders the feed of changes: rows below the oldest running transaction are final.';
create index events_feed on events (bureau_id, feed_xid, matter_id, version);

create table contents (
  bureau_id uuid not null,
  matter_id uuid not null,
  content_id uuid not null,
  kind text not null,
  version integer not null,
  cipher bytea not null,
  commitment text not null,
  primary key (bureau_id, matter_id, content_id)
);
comment on table contents is 'Letters, replies, names: encrypted under the matter''s key together with the salt of the commitment.';
alter table contents alter column cipher set storage external;

create table attachments (
  bureau_id uuid not null,
  matter_id uuid not null,
  attachment_id uuid not null,
  name_content_id uuid not null,
  media_type text not null,
  size bigint not null,
  commitment text not null,
  version integer not null,
  primary key (bureau_id, matter_id, attachment_id)
);

create table seals (
  bureau_id uuid not null references bureaus,
  seal_no integer not null,
  day date not null,
  sealed_at timestamptz not null,
  hash text not null,
  document jsonb not null,
  primary key (bureau_id, seal_no)
);
comment on table seals is 'Signed list of (matter, version, hash) since the last seal, chained. Copies held elsewhere prove any later change.';

-- Projections --------------------------------------------------------------------------------------------------

create table proceedings (
  bureau_id uuid not null,
  matter_id uuid not null,
  proceeding_id text not null,
  procedure text not null,
  procedure_version integer not null,
  state text not null,
  responsible_unit_id uuid not null,
  opened_on date not null,
  next_due date,
  next_due_at timestamptz,
  provisional boolean not null default false,
  ended_on date,
  end_kind text,
  primary key (bureau_id, matter_id, proceeding_id)
);
comment on table proceedings is 'Main and attached procedures of a matter; the inbox of a unit reads this.';
create index proceedings_inbox on proceedings (bureau_id, responsible_unit_id, next_due, matter_id, proceeding_id)
  where ended_on is null;

create table clocks (
  bureau_id uuid not null,
  matter_id uuid not null,
  clock_id text not null,
  proceeding_id text not null,
  rule_id text not null,
  owner text not null check (owner in ('citizen', 'organ')),
  is_right boolean not null,
  unit_id uuid,
  status text not null check (status in ('running', 'paused', 'met', 'stopped')),
  started_on date not null,
  nominal date not null,
  rolled date not null,
  due_at timestamptz,
  provisional boolean not null,
  ended_on date,
  in_time boolean,
  primary key (bureau_id, matter_id, clock_id)
);
create index clocks_due on clocks (bureau_id, nominal) where status = 'running';

create table demands (
  bureau_id uuid not null,
  matter_id uuid not null,
  demand_id text not null,
  position integer not null,
  outcome text,
  answered_on date,
  primary key (bureau_id, matter_id, demand_id)
);

create table contacts (
  bureau_id uuid not null,
  matter_id uuid not null,
  contact_id text not null,
  channel text not null,
  received_on date not null,
  persons integer not null check (persons >= 0),
  representatives integer not null check (representatives between 0 and 5),
  external_system text,
  external_number text,
  external_sender text,
  external_due date,
  external_received_on date,
  primary key (bureau_id, matter_id, contact_id)
);
comment on table contacts is 'Arrivals. Batches (批次) and persons (人次) are counted from here only.';
create unique index contacts_external on contacts (bureau_id, external_system, external_number)
  where external_number is not null;

create table documents (
  bureau_id uuid not null,
  matter_id uuid not null,
  document_id text not null,
  kind text not null,
  proceeding_id text not null,
  unit_id uuid not null,
  issued_on date not null,
  service_id text not null,
  served_on date,
  method text,
  primary key (bureau_id, matter_id, document_id)
);

create table links (
  bureau_id uuid not null,
  matter_id uuid not null,
  kind text not null,
  other_bureau_id uuid not null,
  other_matter_id uuid not null,
  other_number text,
  primary key (bureau_id, matter_id, kind, other_bureau_id, other_matter_id)
);

create table ratings (
  bureau_id uuid not null,
  matter_id uuid not null,
  proceeding_id text not null,
  bureau_rating text not null,
  unit_rating text not null,
  unit_id uuid not null,
  rated_on date not null,
  primary key (bureau_id, matter_id, proceeding_id)
);

-- Beside the ledger --------------------------------------------------------------------------------------------

create table blind_index (
  bureau_id uuid not null,
  kind text not null,
  blind bytea not null,
  matter_id uuid not null,
  primary key (bureau_id, kind, blind, matter_id)
);
comment on table blind_index is 'Keyed hashes for exact look-up of a phone or name; never for listing a person''s matters across contacts.';

create table commands (
  bureau_id uuid not null,
  principal text not null,
  idempotency_key text not null,
  request_hash text not null,
  response jsonb not null,
  at timestamptz not null,
  primary key (bureau_id, principal, idempotency_key)
);
comment on table commands is 'What each idempotency key was answered with; holds no personal data.';

create table outbox (
  bureau_id uuid not null,
  event_id uuid not null,
  topic text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  next_at timestamptz not null,
  done_at timestamptz,
  last_error text,
  primary key (bureau_id, event_id, topic)
);
create index outbox_due on outbox (next_at) where done_at is null;

create table access_log (
  bureau_id uuid not null,
  access_id uuid not null,
  matter_id uuid not null,
  account_id uuid,
  unit_id uuid,
  at timestamptz not null,
  what text not null,
  reason text not null,
  primary key (bureau_id, access_id)
);
comment on table access_log is 'Every read of personal data with its reason; shown to the person it is about.';
create index access_log_matter on access_log (bureau_id, matter_id, at);

create table audit_log (
  bureau_id uuid not null,
  audit_id uuid not null,
  at timestamptz not null,
  account_id uuid,
  action text not null,
  details jsonb not null,
  primary key (bureau_id, audit_id)
);
comment on table audit_log is 'Administrative acts: sign-in, accounts, settings, erasure decisions. No personal data of petitioners.';
