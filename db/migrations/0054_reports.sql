-- Monthly and yearly reports: each saving is a version of its own; approved, it stays as it is with its file.

create table reports (
  bureau_id uuid not null references bureaus,
  report_id uuid not null,
  kind text not null check (kind in ('month', 'year')),
  period text not null check (period ~ '^[0-9]{4}(-[0-9]{2})?$'),
  audience text not null check (audience in ('inside', 'outside')),
  version integer not null,
  state text not null default 'draft' check (state in ('draft', 'approved')),
  words jsonb not null,
  doc jsonb not null,
  made_at timestamptz not null,
  made_by uuid not null,
  approved_at timestamptz,
  approved_by uuid,
  file bytea,
  sha256 text,
  primary key (bureau_id, report_id),
  unique (bureau_id, kind, period, audience, version),
  check ((state = 'approved') = (approved_at is not null and approved_by is not null and file is not null and sha256 is not null)),
  check (approved_by is null or approved_by <> made_by)
);
comment on table reports is 'Figures of organs as they were when saved; no person is named in them but who saved and who approved.';

alter table reports enable row level security;
create policy own_bureau on reports for select to huiyin_app using (bureau_id = (select app_bureau()));
create policy made on reports for insert to huiyin_app with check (bureau_id = (select app_bureau()) and state = 'draft');
-- What is approved is changed by nobody.
create policy approved_once on reports for update to huiyin_app
  using (bureau_id = (select app_bureau()) and state = 'draft') with check (bureau_id = (select app_bureau()));
grant select, insert on reports to huiyin_app;
grant update (state, approved_at, approved_by, file, sha256) on reports to huiyin_app;
