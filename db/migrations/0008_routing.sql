-- Routing: who is responsible for what (职责清单), and what was decided where it was disputed.

create table duty_entries (
  bureau_id uuid not null references bureaus,
  entry_id uuid not null,
  title text not null,
  words text[] not null default '{}',
  categories text[] not null default '{}',
  places text[] not null default '{}',
  unit_id uuid not null,
  co_unit_ids uuid[] not null default '{}',
  basis text not null,
  valid_from date not null,
  valid_to date,
  version integer not null,
  changed_at timestamptz not null,
  primary key (bureau_id, entry_id),
  foreign key (bureau_id, unit_id) references units (bureau_id, unit_id),
  check (valid_to is null or valid_to >= valid_from)
);
comment on table duty_entries is 'Duty list (职责清单): which unit is responsible for which kind of thing, where, on what basis, from when. Advice for whoever assigns.';

create table duty_history (
  bureau_id uuid not null references bureaus,
  entry_id uuid not null,
  version integer not null,
  at timestamptz not null,
  account_id uuid,
  what text not null check (what in ('added', 'changed', 'ended', 'imported')),
  entry jsonb not null,
  primary key (bureau_id, entry_id, version)
);
comment on table duty_history is 'Every form an entry of the duty list ever had. Append only.';

create table precedents (
  bureau_id uuid not null references bureaus,
  precedent_id uuid not null,
  -- Null where an older decision was entered by hand.
  matter_id uuid,
  number text,
  decided text not null check (decided in ('returned', 'kept', 'designated')),
  decided_on date not null,
  unit_id uuid,
  not_unit_id uuid,
  category text,
  -- Null until a person has put the case into short words without naming anybody.
  facts text,
  reason text,
  version integer not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (bureau_id, precedent_id),
  check ((facts is null) = (reason is null))
);
comment on table precedents is 'Disputes over who handles, as decided: facts in short words, reason, unit. No names, no shielded matters.';
create index precedents_matter on precedents (bureau_id, matter_id);

do $$
declare t text;
begin
  foreach t in array array['duty_entries', 'duty_history', 'precedents'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
grant select, insert, update on duty_entries, precedents to huiyin_app;
grant select, insert on duty_history to huiyin_app;
