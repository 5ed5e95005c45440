-- Look-ups that must not see more than they give.

-- A citizen comes with number and code and no unit. The number alone gives an id and nothing else, also in a shielded
-- lane; the code is then checked against the id, and only with it is the matter opened (setting app.matter).
create function find_matter_id(p_bureau uuid, p_number text) returns uuid
  language sql stable security definer set search_path = public
  return (select m.matter_id from matters m
          where m.bureau_id = p_bureau and m.number = p_number and p_bureau = app_bureau());
revoke all on function find_matter_id(uuid, text) from public;
grant execute on function find_matter_id(uuid, text) to huiyin_app;

-- The inbox orders by due day, matters without one last.
drop index proceedings_inbox;
create index proceedings_inbox on proceedings
  (bureau_id, responsible_unit_id, (coalesce(next_due, date '9999-12-31')), matter_id, proceeding_id)
  where ended_on is null;
create index proceedings_due on proceedings
  (bureau_id, (coalesce(next_due, date '9999-12-31')), matter_id, proceeding_id) where ended_on is null;
