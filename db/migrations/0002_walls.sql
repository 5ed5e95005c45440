-- The second wall: row security by bureau, and for shielded lanes by unit; least privilege for the two roles.

do $$
declare t text;
begin
  -- By bureau alone.
  foreach t in array array['units', 'accounts', 'local_settings', 'calendar_overrides', 'number_counters', 'seals',
                           'commands', 'audit_log'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;

  -- What hangs on a matter is seen exactly when the matter is.
  foreach t in array array['events', 'contents', 'attachments', 'matter_keys', 'proceedings', 'clocks', 'demands',
                           'contacts', 'documents', 'links', 'ratings', 'blind_index', 'access_log'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy with_matter on %I for select to huiyin_app using (bureau_id = (select app_bureau()) '
                   'and exists (select 1 from matters m where m.bureau_id = %I.bureau_id and m.matter_id = %I.matter_id))',
                   t, t, t);
    execute format('create policy own_bureau_insert on %I for insert to huiyin_app '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
  foreach t in array array['matter_keys', 'proceedings', 'clocks', 'demands', 'documents', 'links'] loop
    execute format('create policy own_bureau_update on %I for update to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;

alter table matters enable row level security;
create policy seen on matters for select to huiyin_app
  using (bureau_id = (select app_bureau())
         and (not shielded or (select app_system()) or shield_units @> array[(select app_unit())]
              or matter_id = (select app_matter())));
create policy own_bureau_insert on matters for insert to huiyin_app with check (bureau_id = (select app_bureau()));
-- A row may leave the sight of who changes it (routing a shielded matter onward), hence no condition on the new row.
create policy own_bureau_update on matters for update to huiyin_app
  using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()));

alter table outbox enable row level security;
create policy own_bureau_insert on outbox for insert to huiyin_app with check (bureau_id = (select app_bureau()));
create policy all_bureaus on outbox to huiyin_worker using (true) with check (true);

grant usage on schema public to huiyin_app, huiyin_worker;
grant select on bureaus to huiyin_app, huiyin_worker;
grant insert on bureaus to huiyin_app;
grant select, insert, update on sign_ins to huiyin_app;
grant select, insert, update, delete on sessions to huiyin_app;
grant select, insert, update on units, accounts, number_counters to huiyin_app;
grant select, insert on local_settings, calendar_overrides, seals to huiyin_app;
grant select, insert on commands, access_log, audit_log to huiyin_app;

-- The ledger: no UPDATE, no DELETE.
grant select, insert on events, contents, attachments to huiyin_app;
grant select, insert on matter_keys to huiyin_app;
grant update (kek_id, wrapped, destroyed_at, decision) on matter_keys to huiyin_app;
grant select, insert, update on matters to huiyin_app;
grant select, insert, update on proceedings, clocks, demands, documents, links to huiyin_app;
grant select, insert on contacts, ratings, blind_index to huiyin_app;
grant insert on outbox to huiyin_app;
grant select, update on outbox to huiyin_worker;
