-- Open311 GeoReport v2: keys of programs that file, what each service asks besides, and which matters came this way.

create table open311_keys (
  bureau_id uuid not null references bureaus,
  key_id uuid not null,
  name text not null,
  digest bytea not null,
  made_at timestamptz not null,
  made_by uuid,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (bureau_id, key_id),
  unique (bureau_id, digest)
);
comment on table open311_keys is 'Keys of programs that file requests. Only their SHA-256 is kept; the key itself is shown once.';

create table open311_services (
  bureau_id uuid not null references bureaus,
  service_code text not null,
  offered boolean not null,
  type text not null check (type in ('realtime', 'batch')),
  keywords text not null,
  attributes jsonb not null,
  version integer not null,
  primary key (bureau_id, service_code)
);
comment on table open311_services is 'What a bureau has set for a category as an Open311 service; a category without a row is offered as it is.';

create table open311_requests (
  bureau_id uuid not null references bureaus,
  matter_id uuid not null,
  key_id uuid not null,
  service_code text not null,
  token uuid not null,
  requested_at timestamptz not null,
  primary key (bureau_id, matter_id),
  unique (bureau_id, token)
);
comment on table open311_requests is 'Matters that were filed by a program. Nothing of what was said stands here.';
create index open311_requests_newest on open311_requests (bureau_id, requested_at desc, matter_id);

alter table open311_keys enable row level security;
create policy own_bureau on open311_keys for all to huiyin_app
  using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()));
alter table open311_services enable row level security;
create policy own_bureau on open311_services for all to huiyin_app
  using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()));
alter table open311_requests enable row level security;
create policy own_bureau on open311_requests for all to huiyin_app
  using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()));
grant select, insert, update (revoked_at, revoked_by) on open311_keys to huiyin_app;
grant select, insert, update on open311_services to huiyin_app;
grant select, insert on open311_requests to huiyin_app;
