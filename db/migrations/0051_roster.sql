-- Duty roster (值班表): who is on duty at reception and hotline, swaps with the consent of both, notes handed over.

create table roster_shifts (
  bureau_id uuid not null references bureaus,
  shift_id uuid not null,
  kind text not null check (kind in ('reception', 'hotline')),
  day date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  account_id uuid not null,
  unit_id uuid not null,
  phone text not null,
  version integer not null,
  cancelled_at timestamptz,
  primary key (bureau_id, shift_id),
  check (ends_at > starts_at)
);
comment on table roster_shifts is 'One person''s duty. phone is that of the office: the public sees office and telephone, a name only if the bureau says so.';
create index roster_shifts_day on roster_shifts (bureau_id, day, starts_at) where cancelled_at is null;
create unique index roster_shifts_once on roster_shifts (bureau_id, kind, account_id, starts_at) where cancelled_at is null;

create table roster_swaps (
  bureau_id uuid not null references bureaus,
  swap_id uuid not null,
  shift_id uuid not null,
  other_shift_id uuid not null,
  asked_by uuid not null,
  asked_of uuid not null,
  asked_at timestamptz not null,
  state text not null check (state in ('asked', 'agreed', 'declined', 'withdrawn')),
  settled_at timestamptz,
  primary key (bureau_id, swap_id)
);
comment on table roster_swaps is 'Somebody asks another to change duties with them; nothing changes before the other agrees.';
create index roster_swaps_open on roster_swaps (bureau_id, asked_at desc) where state = 'asked';

create table roster_notes (
  bureau_id uuid not null references bureaus,
  note_id uuid not null,
  kind text not null check (kind in ('reception', 'hotline')),
  at timestamptz not null,
  account_id uuid not null,
  box bytea not null,
  read_at timestamptz,
  read_by uuid,
  primary key (bureau_id, note_id)
);
comment on table roster_notes is 'What one duty hands over to the next, encrypted; who took it over has signed for it.';
create index roster_notes_newest on roster_notes (bureau_id, at desc, note_id);

create table roster_settings (
  bureau_id uuid primary key references bureaus,
  show_names boolean not null,
  version integer not null
);

do $$
declare t text;
begin
  foreach t in array array['roster_shifts', 'roster_swaps', 'roster_notes', 'roster_settings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app
      using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
grant select, insert, update on roster_shifts, roster_swaps, roster_notes, roster_settings to huiyin_app;
