-- Figures of the hotline, kept as each call changes: sums by the bureau's day and hour, never of persons.

alter table calls add column done text[] not null default '{}';
comment on column calls.done is
  'What was done on the call, each once: answered, order, linked, 110, 119, 120, 122, other. Follows from call_acts.';

create table call_counts (
  bureau_id uuid not null references bureaus,
  day date not null,
  hour smallint not null check (hour between 0 and 23),
  calls integer not null default 0,
  answered integer not null default 0,
  in15 integer not null default 0,
  abandoned integer not null default 0,
  called_back integer not null default 0,
  at_once integer not null default 0,
  orders integer not null default 0,
  linked integer not null default 0,
  settled integer not null default 0,
  to_110 integer not null default 0,
  to_119 integer not null default 0,
  to_120 integer not null default 0,
  to_122 integer not null default 0,
  to_other integer not null default 0,
  nothing integer not null default 0,
  outgoing integer not null default 0,
  talked integer not null default 0,
  wait_ms bigint not null default 0,
  talk_ms bigint not null default 0,
  primary key (bureau_id, day, hour)
);
comment on table call_counts is
  'Sums of calls by the local day and hour in which they began, written in the transaction that changes a call. No number, no person.';

alter table call_counts enable row level security;
create policy own_bureau on call_counts to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));
grant select, insert, update, delete on call_counts to huiyin_app;

-- Calls that are there already.
update calls c set done = a.done
from (
  select bureau_id, call_id, array_agg(distinct what order by what) as done
  from (
    select bureau_id, call_id, case kind when 'transferred' then details ->> 'to' else kind end as what
    from call_acts where kind in ('answered', 'order', 'linked', 'transferred')
  ) acts group by bureau_id, call_id
) a
where a.bureau_id = c.bureau_id and a.call_id = c.call_id;

insert into call_counts (bureau_id, day, hour, calls, answered, in15, abandoned, called_back, at_once, orders, linked,
  settled, to_110, to_119, to_120, to_122, to_other, nothing, outgoing, talked, wait_ms, talk_ms)
select c.bureau_id, (c.started_at at time zone b.zone)::date, extract(hour from c.started_at at time zone b.zone)::smallint,
  count(*) filter (where c.direction = 'in' and (c.answered_at is not null or c.state = 'abandoned')),
  count(*) filter (where c.direction = 'in' and c.answered_at is not null),
  count(*) filter (where c.direction = 'in' and c.answered_at - c.started_at <= interval '15 seconds'),
  count(*) filter (where c.state = 'abandoned'),
  count(*) filter (where c.state = 'abandoned' and c.called_back_at is not null),
  count(*) filter (where 'answered' = any(c.done)),
  count(*) filter (where 'order' = any(c.done)),
  count(*) filter (where 'linked' = any(c.done)),
  count(*) filter (where c.done && '{answered,order}'),
  count(*) filter (where '110' = any(c.done)),
  count(*) filter (where '119' = any(c.done)),
  count(*) filter (where '120' = any(c.done)),
  count(*) filter (where '122' = any(c.done)),
  count(*) filter (where 'other' = any(c.done)),
  count(*) filter (where c.direction = 'in' and c.answered_at is not null and c.done = '{}'),
  count(*) filter (where c.direction = 'out'),
  count(*) filter (where c.answered_at is not null and c.ended_at is not null),
  coalesce(sum(round(extract(epoch from c.answered_at - c.started_at) * 1000)) filter (where c.direction = 'in'), 0)::bigint,
  coalesce(sum(round(extract(epoch from c.ended_at - c.answered_at) * 1000)), 0)::bigint
from calls c join bureaus b using (bureau_id) group by 1, 2, 3;
