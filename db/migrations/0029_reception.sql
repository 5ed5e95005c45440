-- Reception days (领导接访日): when somebody who may decide listens, who has booked, and whose turn it is.

create table reception_days (
  bureau_id uuid not null references bureaus,
  day_id uuid not null,
  on_date date not null,
  starts text not null check (starts ~ '^[0-2][0-9]:[0-5][0-9]$'),
  slot_minutes integer not null check (slot_minutes between 5 and 240),
  slots integer not null check (slots between 1 and 100),
  host text not null,
  unit_id uuid,
  place text not null,
  note text not null default '',
  state text not null check (state in ('draft', 'published', 'cancelled')),
  reason text,
  version integer not null,
  last_seq integer not null default 0,
  last_ticket integer not null default 0,
  called integer,
  changed_at timestamptz not null,
  primary key (bureau_id, day_id),
  check ((state = 'cancelled') = (reason is not null))
);
comment on table reception_days is 'A day on which an office receives people. The host is an office or title, never a person''s profile.';
comment on column reception_days.called is 'The ticket called last; public.';
create index reception_days_coming on reception_days (bureau_id, on_date, day_id);

create table reception_bookings (
  bureau_id uuid not null,
  day_id uuid not null,
  booking_id uuid not null,
  seq integer not null,
  slot integer,
  state text not null check (state in ('booked', 'waiting', 'arrived', 'called', 'done', 'absent', 'cancelled')),
  walk_in boolean not null,
  ticket integer,
  box bytea,
  phone_blind bytea,
  matter_number text,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  erase_on date not null,
  primary key (bureau_id, day_id, booking_id),
  unique (bureau_id, day_id, seq),
  foreign key (bureau_id, day_id) references reception_days
);
comment on table reception_bookings is 'Who comes on a reception day. Name, telephone and topic are encrypted and go on erase_on; the rest holds no person.';
comment on column reception_bookings.seq is 'Running number of the day, part of the public number of a booking.';
comment on column reception_bookings.slot is 'Which slot, from 0; null while waiting for one, and for who came without booking.';
-- Two people never hold one slot, whoever presses first.
create unique index reception_slots on reception_bookings (bureau_id, day_id, slot)
  where slot is not null and state not in ('cancelled');
-- One telephone books a day once.
create unique index reception_phones on reception_bookings (bureau_id, day_id, phone_blind)
  where phone_blind is not null and not walk_in and state in ('booked', 'waiting');
create index reception_to_erase on reception_bookings (bureau_id, erase_on) where box is not null;

do $$
declare t text;
begin
  foreach t in array array['reception_days', 'reception_bookings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
grant select, insert, update on reception_days, reception_bookings to huiyin_app;
