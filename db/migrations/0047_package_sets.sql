-- Sets of tables a bureau loaded (表套): which forms its jurisdiction asks for, from which year to which.

create table disclosure_package_sets (
  bureau_id uuid not null references bureaus,
  set_id text not null check (length(set_id) between 3 and 40),
  contents jsonb not null,
  loaded_at timestamptz not null,
  -- Null: by the command line.
  loaded_by uuid,
  primary key (bureau_id, set_id)
);
comment on table disclosure_package_sets is 'Data beside the sets that come with the program; one with the same id stands in its place.';

alter table disclosure_package_sets enable row level security;
create policy by_finance on disclosure_package_sets to huiyin_app
  using (bureau_id = (select app_bureau()) and ((select app_system()) or (select app_has_role(array['finance', 'bureau-head']))))
  with check (bureau_id = (select app_bureau()) and ((select app_system()) or (select app_has_role(array['finance']))));

grant select, insert on disclosure_package_sets to huiyin_app;
grant update (contents, loaded_at, loaded_by) on disclosure_package_sets to huiyin_app;
