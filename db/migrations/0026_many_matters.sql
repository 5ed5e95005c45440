-- A million matters: what figures, lists and the bell read must not grow with what is stored.

-- Figures of units. What is measured of an organ is seen as a whole by whoever may see figures, so the view looks past row
-- security and keeps its conditions itself: one bureau, no shielded matter, never for a citizen's session. Row security
-- would look each limit's matter up, half a million times for a quarter of a year.
create index matters_aside on matters (bureau_id, matter_id) where shielded or undated;
create view measured_limits with (security_barrier) as
select c.bureau_id, c.matter_id, c.rule_id, c.unit_id, c.status, c.nominal, c.in_time
from clocks c
where c.bureau_id = (select app_bureau()) and (select app_matter()) is null
  and not exists (
    select 1 from matters m
    where m.bureau_id = c.bureau_id and m.matter_id = c.matter_id and (m.shielded or m.undated));
comment on view measured_limits is 'Limits that organs are measured by; of shielded matters and those without a date none.';
create view measured_matters with (security_barrier) as
select m.bureau_id, m.matter_id, m.number, m.procedure, m.handler_unit_id
from matters m
where m.bureau_id = (select app_bureau()) and (select app_matter()) is null and not m.shielded;
comment on view measured_matters is 'What figures need of a matter of the open lane.';

-- Read along its index alone.
drop index clocks_met;
create index clocks_met on clocks (bureau_id, nominal) include (rule_id, unit_id, matter_id, in_time) where status = 'met';
create index clocks_missed on clocks (bureau_id, matter_id) include (unit_id) where in_time = false and not is_right;

-- Whether a demand was left unsolved stood in the matter alone, which is large.
alter table ratings add column unsolved boolean;
update ratings r set unsolved = (
  select bool_or(v.value = 'false')
  from matters m, json_array_elements(m.doc -> 'ratings') e, json_each_text(e -> 'solved') v
  where m.bureau_id = r.bureau_id and m.matter_id = r.matter_id and e ->> 'proceedingId' = r.proceeding_id);
comment on column ratings.unsolved is 'A demand was left unsolved, as the person said; null: nothing was said of demands.';

create view measured_ratings with (security_barrier) as
select r.bureau_id, r.matter_id, r.unit_id, r.unit_rating, r.rated_on, r.unsolved
from ratings r
where r.bureau_id = (select app_bureau()) and (select app_matter()) is null
  and not exists (
    select 1 from matters m
    where m.bureau_id = r.bureau_id and m.matter_id = r.matter_id and m.shielded and (m.shielded or m.undated));
comment on view measured_ratings is 'Ratings of matters of the open lane.';
create view measured_follow_ups with (security_barrier) as
select p.bureau_id, p.matter_id, p.responsible_unit_id, p.opened_on, p.ended_on, p.end_kind,
  (select m.handler_unit_id from matters m
   where m.bureau_id = p.bureau_id and m.matter_id = p.matter_id) as handler_unit_id,
  (select r.rated_on from ratings r
   where r.bureau_id = p.bureau_id and r.matter_id = p.matter_id and r.proceeding_id = p.proceeding_id) as rated_on
from proceedings p
where p.bureau_id = (select app_bureau()) and (select app_matter()) is null and p.procedure = 'follow-up'
  and not exists (
    select 1 from matters m
    where m.bureau_id = p.bureau_id and m.matter_id = p.matter_id and m.shielded and (m.shielded or m.undated));
comment on view measured_follow_ups is 'Follow-ups of matters of the open lane, with when they were answered.';
grant select on measured_limits, measured_matters, measured_ratings, measured_follow_ups to huiyin_app;

-- Supervision: what is open soonest due first, what has ended newest first.
create index proceedings_pressing on proceedings (bureau_id, (coalesce(next_due, opened_on)), matter_id, proceeding_id)
  where ended_on is null and procedure in ('supervision', 'reminder', 'advice');
create index proceedings_pressed on proceedings (bureau_id, ended_on, matter_id, proceeding_id)
  where ended_on is not null and procedure in ('supervision', 'reminder', 'advice');

-- Few matters that have ended have anything due.
create index matters_due on matters (bureau_id, next_due, matter_id) where next_due is not null;

-- A condition written with EXISTS may be carried out as a list of all matters made beforehand; this form may not.
drop policy own_unit on notifications;
create policy own_unit on notifications for select to huiyin_app using (
  bureau_id = (select app_bureau()) and (unit_id = (select app_unit()) or (select app_system()))
  and (matter_id is null or (
    select true from matters m where m.bureau_id = notifications.bureau_id and m.matter_id = notifications.matter_id)));
