-- Checks of published disclosures that somebody asked to keep. Checking itself writes nothing.

create table disclosure_checks (
  bureau_id uuid not null references bureaus,
  check_id uuid not null,
  kept_at timestamptz not null,
  account_id uuid not null,
  document text not null,
  previous text,
  errors integer not null,
  tails integer not null,
  reviews integer not null,
  report jsonb not null,
  primary key (bureau_id, check_id)
);
comment on table disclosure_checks is 'Reports kept on request, with the lines of the document they speak of; deleted by those who keep them.';
comment on column disclosure_checks.previous is 'Name of last year''s file it was checked against.';
create index disclosure_checks_by_time on disclosure_checks (bureau_id, kept_at desc, check_id);
alter table disclosure_checks enable row level security;
create policy own_bureau on disclosure_checks to huiyin_app
  using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()));
grant select, insert, delete on disclosure_checks to huiyin_app;
