-- The lists of the desk: indexes that give each list in its order whatever the bureau's size, saved views, exports, and
-- how long units took in the past, from which the list of what will be late is estimated.

-- Lists ask for the unit that took a matter in. An expression on doc would not do: its operators are not leakproof, so
-- row security would keep the planner from the index. A review is taken in by who decides it.
alter table matters add column centre_unit_id uuid
  generated always as (coalesce(doc -> 'seats' ->> 'centre', doc -> 'seats' ->> 'reviewer')::uuid) stored;
comment on column matters.centre_unit_id is 'Unit that took the matter in (受理单位), of a review its reviewer; out of doc.';

drop index matters_inbox;
drop index matters_recent;
create index matters_received on matters (bureau_id, received_at, matter_id);
create index matters_taken_in on matters (bureau_id, centre_unit_id, received_at, matter_id);
create index matters_handled on matters (bureau_id, handler_unit_id, received_at, matter_id);
create index matters_state on matters (bureau_id, state, received_at, matter_id);
create index matters_channel on matters (bureau_id, channel, received_at, matter_id);
create index matters_class on matters (bureau_id, class, received_at, matter_id);
create index matters_procedure on matters (bureau_id, procedure, received_at, matter_id);
create index matters_category on matters (bureau_id, category, received_at, matter_id) where category is not null;
create index matters_ended on matters (bureau_id, ended_on, matter_id) where ended_on is not null;
create index matters_open on matters (bureau_id, (coalesce(next_due, date '9999-12-31')), matter_id)
  where ended_on is null;
create index matters_open_taken_in on matters
  (bureau_id, centre_unit_id, (coalesce(next_due, date '9999-12-31')), matter_id) where ended_on is null;
create index matters_open_handled on matters
  (bureau_id, handler_unit_id, (coalesce(next_due, date '9999-12-31')), matter_id) where ended_on is null;
create index matters_open_with on matters
  (bureau_id, responsible_unit_id, (coalesce(next_due, date '9999-12-31')), matter_id) where ended_on is null;

-- Ratings that only wait for the citizen outnumber the work of a centre many times over; a list of work must not read
-- past them.
create index proceedings_work on proceedings
  (bureau_id, responsible_unit_id, (coalesce(next_due, date '9999-12-31')), matter_id, proceeding_id)
  where ended_on is null and state <> 'awaiting-rating';
create index proceedings_work_due on proceedings
  (bureau_id, (coalesce(next_due, date '9999-12-31')), matter_id, proceeding_id)
  where ended_on is null and state <> 'awaiting-rating';

create table saved_views (
  bureau_id uuid not null references bureaus,
  view_id uuid not null,
  account_id uuid not null,
  unit_id uuid not null,
  name text not null,
  shared text not null check (shared in ('own', 'unit', 'bureau')),
  query jsonb not null,
  columns text[] not null,
  version integer not null,
  updated_at timestamptz not null,
  primary key (bureau_id, view_id)
);
comment on table saved_views is 'A list with its filters, order and columns under a name: one''s own, or shared with the unit or the bureau.';
create index saved_views_account on saved_views (bureau_id, account_id);

create table list_exports (
  bureau_id uuid not null references bureaus,
  export_id uuid not null,
  account_id uuid not null,
  format text not null check (format in ('csv', 'xlsx')),
  expected integer not null,
  row_count integer not null,
  state text not null check (state in ('running', 'done', 'broken')),
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (bureau_id, export_id)
);
comment on table list_exports is 'How far an export is. That it was made, by whom and with which filters, stands in audit_log.';

create table past_times (
  bureau_id uuid not null references bureaus,
  unit_id uuid not null,
  procedure text not null,
  category text not null,
  days integer not null,
  ended integer not null,
  primary key (bureau_id, unit_id, procedure, category, days)
);
comment on table past_times is 'Of matters ended in the last year, shielded ones left out: how many took how many days, by unit, procedure and category ('''' = none). Measures organs; made anew each day.';

create table past_pace (
  bureau_id uuid not null references bureaus,
  unit_id uuid not null,
  ended integer not null,
  primary key (bureau_id, unit_id)
);
comment on table past_pace is 'Matters a unit ended in the last eight weeks, shielded ones left out.';

create table past_refreshed (
  bureau_id uuid not null references bureaus,
  refreshed_on date not null,
  primary key (bureau_id)
);

do $$
declare t text;
begin
  foreach t in array array['saved_views', 'list_exports', 'past_times', 'past_pace', 'past_refreshed'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
grant select, insert, update, delete on saved_views, past_times, past_pace to huiyin_app;
grant select, insert, update on list_exports, past_refreshed to huiyin_app;
