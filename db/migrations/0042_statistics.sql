-- Figures of the bureau, kept by a follower of the feed and never made by scanning. Of shielded matters there are none:
-- in a small bureau one in a cell would already tell that a report exists.

create table statistics_matters (
  bureau_id uuid not null references bureaus,
  matter_id uuid not null,
  version integer not null,
  facts json not null,
  primary key (bureau_id, matter_id)
);
comment on table statistics_matters is 'What each matter was last counted as, so that a later change takes exactly that away again.';

create table statistics_counts (
  bureau_id uuid not null references bureaus,
  dim text not null,
  grain text not null check (grain in ('day', 'month')),
  unit_id uuid not null,
  starts_on date not null,
  value text not null,
  received integer not null default 0,
  open integer not null default 0,
  batches integer not null default 0,
  persons integer not null default 0,
  group_batches integer not null default 0,
  group_persons integer not null default 0,
  accepted_in_time integer not null default 0,
  accepted_late integer not null default 0,
  accept_due integer not null default 0,
  handled_in_time integer not null default 0,
  handled_late integer not null default 0,
  handle_due integer not null default 0,
  ended integer not null default 0,
  replied integer not null default 0,
  asked integer not null default 0,
  rated integer not null default 0,
  ratings integer not null default 0,
  satisfied integer not null default 0,
  bureau_satisfied integer not null default 0,
  solved_said integer not null default 0,
  solved integer not null default 0,
  steps integer not null default 0,
  step_days integer not null default 0,
  primary key (bureau_id, dim, grain, unit_id, starts_on, value)
);
comment on table statistics_counts is 'Sums over matters by day and month, unit (all noughts: the whole bureau) and one more property.';

do $$
declare t text;
begin
  foreach t in array array['statistics_matters', 'statistics_counts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
    execute format('grant select, insert, update, delete on %I to huiyin_app', t);
  end loop;
end $$;
