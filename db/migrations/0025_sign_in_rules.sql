-- How people prove who they are: recovery codes beside the second factor, and what a bureau asks of its people.

-- Comes before any bureau is known, as the rest of this table does.
alter table sign_ins add column recovery_hashes bytea[] not null default '{}';
comment on column sign_ins.recovery_hashes is 'Keyed hashes of the recovery codes not used yet; each opens once, in place of a one-time code.';

create table sign_in_rules (
  bureau_id uuid primary key references bureaus,
  idle_minutes integer not null check (idle_minutes between 5 and 720),
  session_hours integer not null check (session_hours between 1 and 24),
  second_factor_roles text[] not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  check (idle_minutes <= session_hours * 60)
);
comment on table sign_in_rules is 'When sessions of a bureau end and which roles need a second factor; without a row the program''s own values hold.';
comment on column sign_in_rules.idle_minutes is 'Counted from the last act of the person; what an open page does by itself does not count.';

alter table sign_in_rules enable row level security;
create policy own_bureau on sign_in_rules to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));
grant select, insert on sign_in_rules to huiyin_app;
grant update (idle_minutes, session_hours, second_factor_roles, version, changed_at) on sign_in_rules to huiyin_app;
