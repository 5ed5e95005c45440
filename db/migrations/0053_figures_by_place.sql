-- Figures by place and by two properties at once, and what stands behind each figure, matter by matter.

create table statistics_entries (
  bureau_id uuid not null references bureaus,
  matter_id uuid not null,
  seq smallint not null,
  kind text not null,
  counts_on date not null,
  -- Null: it counts for the bureau alone.
  unit_id uuid,
  channel text not null,
  procedure text not null,
  class text not null,
  category text not null,
  area text not null,
  measures jsonb not null,
  primary key (bureau_id, matter_id, seq)
);
comment on table statistics_entries is 'What each matter adds to the figures on which day: the list behind every sum, kept with the sums. Codes and days only.';
create index statistics_entries_by_day on statistics_entries (bureau_id, kind, counts_on desc, matter_id, seq);
create index statistics_entries_by_unit on statistics_entries (bureau_id, unit_id, kind, counts_on desc, matter_id, seq);

alter table statistics_entries enable row level security;
create policy own_bureau on statistics_entries to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));
grant select, insert, update, delete on statistics_entries to huiyin_app;

-- What was counted so far knows no places: the follower counts anew from the beginning of the feed.
delete from statistics_matters;
delete from statistics_counts;
delete from feed_positions where follower = 'statistics';

-- Items of the yearly report (《信访工作条例》第四十一条): handed to units, supervised, advised and what was adopted.
alter table statistics_counts
  add column forwarded integer not null default 0,
  add column supervised integer not null default 0,
  add column advised integer not null default 0,
  add column advice_answered integer not null default 0,
  add column advice_adopted integer not null default 0,
  add column advice_partly integer not null default 0;
