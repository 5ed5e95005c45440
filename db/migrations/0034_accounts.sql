-- The accounts of departments: code lists by year, figures with their source and history, and who may see them.

create table finance_departments (
  bureau_id uuid not null references bureaus,
  department_id uuid not null,
  code text not null check (code ~ '^[0-9A-Za-z-]{1,20}$'),
  name text not null,
  kind text not null check (kind in ('administrative', 'assimilated', 'institution', 'mixed')),
  version integer not null,
  changed_at timestamptz not null,
  primary key (bureau_id, department_id),
  unique (bureau_id, code)
);
comment on table finance_departments is 'Departments (预算部门或单位) whose accounts are kept, by the code of the budget.';
comment on column finance_departments.kind is 'Administrative organ, one run like it, institution, or a department that counts both kinds in.';

create table finance_years (
  bureau_id uuid not null,
  department_id uuid not null,
  year integer not null check (year between 2000 and 2100),
  budget text not null check (budget in ('open', 'released')),
  final text not null check (final in ('open', 'released')),
  version integer not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (bureau_id, department_id, year),
  foreign key (bureau_id, department_id) references finance_departments
);
comment on table finance_years is 'A department''s year. Its two books, budget and final accounts, are each open or released by the head.';

create table finance_codes (
  bureau_id uuid not null references bureaus,
  year integer not null check (year between 2000 and 2100),
  kind text not null check (kind in ('functional', 'economic')),
  code text not null,
  name text not null,
  origin text not null,
  primary key (bureau_id, year, kind, code),
  check (code ~ case kind when 'functional' then '^[0-9]{3}([0-9]{2}([0-9]{2})?)?$' else '^[0-9]{3}([0-9]{2})?$' end)
);
comment on table finance_codes is 'Codes of 政府收支分类科目 as they are in one year; names and codes change by year.';
comment on column finance_codes.origin is 'Where the name is from: ''program'' or the file that was loaded.';

create table finance_changes (
  bureau_id uuid not null,
  department_id uuid not null,
  year integer not null,
  change_id uuid not null,
  at timestamptz not null,
  account_id uuid,
  by_name text not null,
  origin text not null check (origin in ('typed', 'file', 'release', 'reopen')),
  file_name text,
  file_digest text,
  note text not null default '',
  primary key (bureau_id, department_id, year, change_id),
  foreign key (bureau_id, department_id, year) references finance_years
);
comment on table finance_changes is 'Each change of a year''s figures: who, when, typed or from which file. Rows are added and never changed.';
comment on column finance_changes.account_id is 'Null for the command line of whoever runs the installation.';

create table finance_lines (
  bureau_id uuid not null,
  department_id uuid not null,
  year integer not null,
  path text not null,
  change_id uuid not null,
  before bigint,
  value bigint,
  words_before text,
  words text,
  sheet text,
  cell text,
  primary key (bureau_id, department_id, year, path, change_id),
  foreign key (bureau_id, department_id, year, change_id) references finance_changes
);
comment on table finance_lines is 'What a change did to one figure; all lines of a figure are its history. Rows are added and never changed.';
comment on column finance_lines.value is 'As afterwards, in the figure''s unit (money in fen); null: nothing is entered.';

create table finance_figures (
  bureau_id uuid not null,
  department_id uuid not null,
  year integer not null,
  path text not null,
  value bigint check (value between -1000000000000 and 1000000000000),
  words text check (char_length(words) <= 200),
  change_id uuid not null,
  primary key (bureau_id, department_id, year, path),
  foreign key (bureau_id, department_id, year, path, change_id) references finance_lines,
  check ((value is null) <> (words is null))
);
comment on table finance_figures is 'The figures as they stand: leaves only, in whole fen or whole numbers. Totals are derived and never kept.';
comment on column finance_figures.path is 'Address of the leaf, as spend/final/general/basic/2010301; the program''s accounts/keys.ts says what may stand in it.';

-- Who deals with the money of the organ: the finance officer and, reading and releasing, the head. Nobody else sees a row.
create function app_has_role(wanted text[]) returns boolean language sql stable parallel safe
as $$
  select exists (select 1 from accounts a
                 where a.bureau_id = app_bureau()
                   and a.account_id = nullif(current_setting('app.account', true), '')::uuid
                   and a.active and a.roles && wanted)
$$;
comment on function app_has_role(text[]) is 'Whether the account this transaction runs for has one of the roles.';

do $$
declare t text;
begin
  foreach t in array array['finance_departments', 'finance_years', 'finance_codes', 'finance_changes', 'finance_lines',
                           'finance_figures'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy read_by_finance on %I for select to huiyin_app using (bureau_id = (select app_bureau()) '
                   'and ((select app_system()) or (select app_has_role(array[''finance'', ''bureau-head'']))))', t);
  end loop;
  foreach t in array array['finance_departments', 'finance_codes', 'finance_lines', 'finance_figures'] loop
    execute format('create policy insert_by_finance on %I for insert to huiyin_app '
                   'with check (bureau_id = (select app_bureau()) '
                   'and ((select app_system()) or (select app_has_role(array[''finance'']))))', t);
  end loop;
  foreach t in array array['finance_departments', 'finance_figures'] loop
    execute format('create policy update_by_finance on %I for update to huiyin_app using (bureau_id = (select app_bureau()) '
                   'and ((select app_system()) or (select app_has_role(array[''finance'']))))', t);
  end loop;
  foreach t in array array['finance_codes', 'finance_figures'] loop
    execute format('create policy delete_by_finance on %I for delete to huiyin_app using (bureau_id = (select app_bureau()) '
                   'and ((select app_system()) or (select app_has_role(array[''finance'']))))', t);
  end loop;
end $$;

-- A release is a change of the head's, which touches the state of the year and no figure.
create policy insert_by_finance on finance_years for insert to huiyin_app with check (bureau_id = (select app_bureau())
  and ((select app_system()) or (select app_has_role(array['finance']))));
create policy update_by_both on finance_years for update to huiyin_app using (bureau_id = (select app_bureau())
  and ((select app_system()) or (select app_has_role(array['finance', 'bureau-head']))));
create policy insert_by_finance on finance_changes for insert to huiyin_app with check (bureau_id = (select app_bureau())
  and ((select app_system()) or (select app_has_role(array['finance']))
       or (origin in ('release', 'reopen') and (select app_has_role(array['bureau-head'])))));

grant select, insert on finance_departments, finance_years, finance_codes, finance_changes, finance_lines, finance_figures
  to huiyin_app;
grant update (name, kind, version, changed_at) on finance_departments to huiyin_app;
grant update (budget, final, version, changed_at) on finance_years to huiyin_app;
grant update (value, words, change_id) on finance_figures to huiyin_app;
grant delete on finance_codes, finance_figures to huiyin_app;
