-- Reports kept may be of drafts that are not published: they are read, kept and deleted by the finance officer and the head
-- of the bureau, as their accounts are.
drop policy own_bureau on disclosure_checks;
create policy by_finance on disclosure_checks to huiyin_app
  using (bureau_id = (select app_bureau())
         and ((select app_system()) or (select app_has_role(array['finance', 'bureau-head']))))
  with check (bureau_id = (select app_bureau())
         and ((select app_system()) or (select app_has_role(array['finance', 'bureau-head']))));
