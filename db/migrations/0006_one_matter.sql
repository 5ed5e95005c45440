-- A person who came with number and code has that one matter in sight and no other, open or shielded: the second wall
-- behind every page and act of the portal. Until now an open matter of somebody else was kept back by the rules alone.
drop policy seen on matters;
create policy seen on matters for select to huiyin_app
  using (bureau_id = (select app_bureau())
         and case when (select app_matter()) is null
               then not shielded or (select app_system()) or shield_units @> array[(select app_unit())]
               else matter_id = (select app_matter()) end);
