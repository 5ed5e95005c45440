-- Disclosure packages (预决算公开材料): what a department says beside its accounts, and what was released, byte by byte.

create table disclosure_packages (
  bureau_id uuid not null references bureaus,
  package_id uuid not null,
  department_id uuid not null,
  year integer not null,
  kind text not null check (kind in ('budget', 'final')),
  state text not null check (state in ('draft', 'submitted', 'released', 'withdrawn')),
  version integer not null,
  words jsonb not null default '{}',
  settings jsonb not null,
  -- The version of the year's accounts that was submitted, and who submitted it: another person releases.
  accounts_version integer,
  submitted_by uuid,
  released_at timestamptz,
  shown jsonb,
  primary key (bureau_id, package_id),
  unique (bureau_id, department_id, year, kind),
  foreign key (bureau_id, department_id) references finance_departments,
  check ((state = 'released') <= (released_at is not null and shown is not null))
);
comment on table disclosure_packages is 'A package and how far it is; figures are in the accounts, never here.';
comment on column disclosure_packages.shown is 'As released: the document the public page shows.';
create index disclosure_packages_released on disclosure_packages (bureau_id, year desc, kind) where state = 'released';

create table disclosure_package_changes (
  bureau_id uuid not null,
  package_id uuid not null,
  version integer not null,
  at timestamptz not null,
  account_id uuid not null,
  what text not null check (what in ('create', 'save', 'submit', 'return', 'release', 'withdraw')),
  reason text not null default '',
  words jsonb not null,
  settings jsonb not null,
  accounts_version integer,
  primary key (bureau_id, package_id, version),
  foreign key (bureau_id, package_id) references disclosure_packages
);
comment on table disclosure_package_changes is 'Every version whole, with who made it. Never changed, never deleted.';

create table disclosure_package_files (
  bureau_id uuid not null,
  package_id uuid not null,
  version integer not null,
  format text not null check (format in ('docx', 'xlsx', 'html', 'zip')),
  bytes bytea not null,
  sha256 text not null,
  primary key (bureau_id, package_id, version, format),
  foreign key (bureau_id, package_id) references disclosure_packages
);
comment on table disclosure_package_files is 'What was released, as it was released. Never changed, never deleted.';

alter table disclosure_packages enable row level security;
alter table disclosure_package_changes enable row level security;
alter table disclosure_package_files enable row level security;
-- What is released is for everybody; all else for the finance officer and the head.
create policy released_or_finance on disclosure_packages for select to huiyin_app
  using (bureau_id = (select app_bureau())
         and (state = 'released' or (select app_system()) or (select app_has_role(array['finance', 'bureau-head']))));
create policy insert_by_finance on disclosure_packages for insert to huiyin_app
  with check (bureau_id = (select app_bureau()) and ((select app_system()) or (select app_has_role(array['finance']))));
create policy update_by_both on disclosure_packages for update to huiyin_app
  using (bureau_id = (select app_bureau())
         and ((select app_system()) or (select app_has_role(array['finance', 'bureau-head']))));
create policy by_finance on disclosure_package_changes to huiyin_app
  using (bureau_id = (select app_bureau()) and ((select app_system()) or (select app_has_role(array['finance', 'bureau-head']))))
  with check (bureau_id = (select app_bureau()) and ((select app_system()) or (select app_has_role(array['finance', 'bureau-head']))));
create policy with_package on disclosure_package_files for select to huiyin_app
  using (bureau_id = (select app_bureau()) and exists (
    select 1 from disclosure_packages p where p.bureau_id = disclosure_package_files.bureau_id
      and p.package_id = disclosure_package_files.package_id));
create policy insert_by_head on disclosure_package_files for insert to huiyin_app
  with check (bureau_id = (select app_bureau()) and ((select app_system()) or (select app_has_role(array['bureau-head']))));

grant select, insert on disclosure_packages, disclosure_package_changes, disclosure_package_files to huiyin_app;
grant update (state, version, words, settings, accounts_version, submitted_by, released_at, shown)
  on disclosure_packages to huiyin_app;
