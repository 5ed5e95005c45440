-- One-time codes to a telephone. A row is written for every number asked for, known or not, so that neither the answer nor
-- the time it takes tells which. Number and code stand as keyed digests; rows go after a day.
create table phone_codes (
  bureau_id uuid not null references bureaus,
  code_id uuid not null,
  phone text not null,
  code text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz,
  primary key (bureau_id, code_id)
);
comment on table phone_codes is 'Codes sent to telephones to open one''s own matters for a visit; digests only, kept for a day.';
create index phone_codes_phone on phone_codes (bureau_id, phone, made_at);
create index phone_codes_made on phone_codes (bureau_id, made_at);

alter table phone_codes enable row level security;
create policy by_program on phone_codes to huiyin_app
  using (bureau_id = (select app_bureau()) and (select app_system()))
  with check (bureau_id = (select app_bureau()) and (select app_system()));
grant select, insert, update, delete on phone_codes to huiyin_app;
