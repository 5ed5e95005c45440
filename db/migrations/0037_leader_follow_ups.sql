-- What an office has taken on itself in a matter: records of reception days with what was promised, and sponsored matters (包案).

create table leader_follow_ups (
  bureau_id uuid not null,
  follow_up_id uuid not null,
  matter_id uuid not null,
  kind text not null check (kind in ('reception', 'sponsored')),
  office text not null,
  unit_id uuid,
  on_date date not null,
  due_on date,
  state text not null check (state in ('open', 'done', 'released')),
  version integer not null,
  meetings integer not null,
  day_id uuid,
  booking_id uuid,
  changed_at timestamptz not null,
  primary key (bureau_id, follow_up_id),
  foreign key (bureau_id, matter_id) references matters,
  foreign key (bureau_id, day_id, booking_id) references reception_bookings,
  check (state <> 'open' or (unit_id is not null and due_on is not null)),
  check ((kind = 'reception') = (booking_id is not null))
);
comment on table leader_follow_ups is 'Of the matter and of what organs do by when; nothing in it says anything of a person.';
comment on column leader_follow_ups.office is 'Office or title, as the public reads it; never a person''s name.';
comment on column leader_follow_ups.due_on is 'The office''s own date; no limit of the law moves with it.';
create unique index leader_follow_ups_one_sponsor on leader_follow_ups (bureau_id, matter_id)
  where kind = 'sponsored' and state = 'open';
create unique index leader_follow_ups_one_record on leader_follow_ups (bureau_id, booking_id) where booking_id is not null;
create index leader_follow_ups_open on leader_follow_ups (bureau_id, kind, due_on, follow_up_id) where state = 'open';

create table leader_follow_up_steps (
  bureau_id uuid not null,
  follow_up_id uuid not null,
  version integer not null,
  at timestamptz not null,
  step text not null,
  account_id uuid,
  cipher bytea not null,
  primary key (bureau_id, follow_up_id, version),
  foreign key (bureau_id, follow_up_id) references leader_follow_ups
);
comment on table leader_follow_up_steps is 'What was said and done, in order; never changed, never deleted. Words are under the key of the matter, whose ledger has them too.';

-- Whoever does not see the matter sees neither what was promised in it nor how far it is.
alter table leader_follow_ups enable row level security;
create policy with_matter on leader_follow_ups for select to huiyin_app
  using (bureau_id = (select app_bureau())
         and exists (select 1 from matters m
                     where m.bureau_id = leader_follow_ups.bureau_id and m.matter_id = leader_follow_ups.matter_id));
create policy own_bureau_insert on leader_follow_ups for insert to huiyin_app with check (bureau_id = (select app_bureau()));
create policy own_bureau_update on leader_follow_ups for update to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));
alter table leader_follow_up_steps enable row level security;
create policy own_bureau on leader_follow_up_steps to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));

grant select, insert, update on leader_follow_ups to huiyin_app;
grant select, insert on leader_follow_up_steps to huiyin_app;
