-- Notifications to units (提醒). A row says that an event concerns a unit, in codes only; its words stay with the matter.
-- One writer a bureau numbers them in the order of the feed, so that a reader who resumes after a number misses nothing.

create table notification_heads (
  bureau_id uuid primary key references bureaus,
  last_no bigint not null default 0,
  feed_xid xid8 not null default '0'::xid8,
  feed_matter uuid not null default '00000000-0000-0000-0000-000000000000',
  feed_version integer not null default 0
);
comment on table notification_heads is 'Last number given out, and how far the feed of events was read; its lock makes one writer a bureau.';
-- What lies before the upgrade is no news.
insert into notification_heads (bureau_id, feed_xid) select bureau_id, pg_snapshot_xmin(pg_current_snapshot()) from bureaus;

create table notifications (
  bureau_id uuid not null references bureaus,
  notification_no bigint not null,
  unit_id uuid not null,
  kind text not null,
  roles text[],
  at timestamptz not null,
  matter_id uuid,
  version integer,
  proceeding_id text,
  procedure text,
  state text,
  actor_kind text,
  actor_unit_id uuid,
  link text,
  words jsonb,
  primary key (bureau_id, notification_no),
  check ((matter_id is null) = (link is not null))
);
comment on column notifications.roles is 'Only for people with one of these roles (a signature); null: all of the unit who work on matters.';
comment on column notifications.state is 'Of the proceeding right after the event: tells whether anything happened since.';
create index notifications_unit on notifications (bureau_id, unit_id, notification_no desc);

create table notification_marks (
  bureau_id uuid not null references bureaus,
  account_id uuid not null,
  read_to bigint not null,
  muted text[] not null default '{}',
  toasts boolean not null default true,
  primary key (bureau_id, account_id)
);
comment on table notification_marks is 'How far an account has read, and what it wishes to be told.';

create table notification_reads (
  bureau_id uuid not null references bureaus,
  account_id uuid not null,
  notification_no bigint not null,
  read boolean not null,
  primary key (bureau_id, account_id, notification_no)
);
comment on table notification_reads is 'Exceptions to read_to: read one by one above it, or marked unread again below it.';

alter table notification_heads enable row level security;
create policy own_bureau on notification_heads to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));

-- Seen by the unit it is for, and only while that unit may see the matter: who loses a shielded matter loses its news.
alter table notifications enable row level security;
create policy own_unit on notifications for select to huiyin_app
  using (bureau_id = (select app_bureau())
         and (unit_id = (select app_unit()) or (select app_system()))
         and (matter_id is null or exists (select 1 from matters m where m.bureau_id = notifications.bureau_id
                                           and m.matter_id = notifications.matter_id)));
create policy own_bureau_insert on notifications for insert to huiyin_app
  with check (bureau_id = (select app_bureau()));
create policy by_program on notifications for delete to huiyin_app
  using (bureau_id = (select app_bureau()) and (select app_system()));

alter table notification_marks enable row level security;
create policy own_account on notification_marks to huiyin_app
  using (bureau_id = (select app_bureau()) and account_id = (select app_account()))
  with check (bureau_id = (select app_bureau()) and account_id = (select app_account()));
alter table notification_reads enable row level security;
create policy own_account on notification_reads to huiyin_app
  using (bureau_id = (select app_bureau()) and account_id = (select app_account()))
  with check (bureau_id = (select app_bureau()) and account_id = (select app_account()));

grant select, insert, update on notification_heads, notification_marks to huiyin_app;
grant select, insert, delete on notifications to huiyin_app;
grant select, insert, update, delete on notification_reads to huiyin_app;
