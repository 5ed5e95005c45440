-- Limits of organs that run are few at any size; citizens' rights that run are many and were read past to find them.
-- A clock is one or the other, so that each still stands in one of the two indexes.
drop index clocks_due;
create index clocks_due on clocks (bureau_id, nominal, matter_id, clock_id) where status = 'running' and not is_right;
create index clocks_rights on clocks (bureau_id, rule_id, nominal) where status = 'running' and is_right;

create or replace view measured_limits with (security_barrier = true) as
select c.bureau_id, c.matter_id, c.rule_id, c.unit_id, c.status, c.nominal, c.in_time, c.is_right
from clocks c
where c.bureau_id = (select app_bureau()) and (select app_matter()) is null
  and not exists (select 1 from matters m
    where m.bureau_id = c.bureau_id and m.matter_id = c.matter_id and (m.shielded or m.undated));
