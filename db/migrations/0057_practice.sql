-- Practice grounds (练习场): a bureau beside a bureau, where people learn. Nothing in it is true.

alter table bureaus add column practice_of uuid;
comment on column bureaus.practice_of is 'A practice ground: the bureau whose people learn in it. Said when it is made and never changed: the application may not update bureaus.';
-- Its past is told as it is filled, so it is a simulated bureau as well.
alter table bureaus add constraint practice_is_simulated check (practice_of is null or simulated);
create unique index bureaus_practice on bureaus (practice_of);

create table practice_grounds (
  bureau_id uuid not null references bureaus,
  home_bureau_id uuid not null,
  -- Rises with each reset; what is made for a round is never taken for that of another.
  round integer not null default 1,
  state text not null check (state in ('clearing', 'filling', 'ready')),
  done integer not null default 0,
  total integer not null default 0,
  asked_at timestamptz not null,
  ready_at timestamptz,
  failed text,
  claimed_until timestamptz,
  primary key (bureau_id)
);
comment on table practice_grounds is 'How far a practice ground is filled. The row is the job: who carries it out claims it for a while and goes on where it was left.';

create table practice_attempts (
  bureau_id uuid not null references bureaus,
  account_id uuid not null,
  task text not null,
  turn integer not null,
  begun_at timestamptz not null,
  -- Matters made for this person alone, in the order of the task; none once the ground was cleared.
  matters uuid[] not null,
  passed_at timestamptz,
  primary key (bureau_id, account_id, task)
);
comment on table practice_attempts is 'What a learner has begun and done. Read by that person alone; others see how many have done a task.';

alter table practice_grounds enable row level security;
create policy own_bureau on practice_grounds to huiyin_app
  using (bureau_id = (select app_bureau()) or home_bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()) or home_bureau_id = (select app_bureau()));
create policy all_bureaus on practice_grounds to huiyin_worker using (true) with check (true);
alter table practice_attempts enable row level security;
create policy own_account on practice_attempts to huiyin_app
  using (bureau_id = (select app_bureau()) and account_id = (select app_account()))
  with check (bureau_id = (select app_bureau()) and account_id = (select app_account()));

grant select, insert, update on practice_grounds to huiyin_app;
grant select, update on practice_grounds to huiyin_worker;
grant select, insert, update on practice_attempts to huiyin_app;

-- How many have done each task, and not who: of the ground itself, or of the bureau it belongs to.
create function practice_counts(p_ground uuid) returns table (task text, begun bigint, passed bigint)
  language sql stable security definer set search_path = public as $$
  select a.task, count(*), count(a.passed_at) from practice_attempts a
  where a.bureau_id = p_ground and exists (
    select 1 from bureaus b where b.bureau_id = p_ground and b.practice_of is not null
      and (select app_bureau()) in (b.bureau_id, b.practice_of))
  group by a.task
$$;

-- Clears a practice ground: everything its people did there, and what it was filled with. Who they are, where they work and
-- which tasks they have done stays. Of any other bureau it touches nothing: no role of the program may erase a registration.
create function practice_clear(p_ground uuid) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  left_over text[];
  later text[];
  name text;
  n bigint;
  cleared bigint := 0;
begin
  perform 1 from bureaus where bureau_id = p_ground and practice_of is not null;
  if not found then
    raise exception 'bureau % is no practice ground', p_ground using errcode = 'insufficient_privilege';
  end if;
  select array_agg(c.relname::text order by c.relname) into left_over
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'bureau_id' and not a.attisdropped
    and c.relname <> all (array['bureaus', 'units', 'accounts', 'sign_ins', 'sessions', 'sign_in_rules', 'audit_log',
                                'practice_grounds', 'practice_attempts']);
  -- Whatever is held by a row of another table goes in the next turn.
  while cardinality(left_over) > 0 loop
    later := '{}';
    foreach name in array left_over loop
      begin
        execute format('delete from %I where bureau_id = $1', name) using p_ground;
        get diagnostics n = row_count;
        cleared := cleared + n;
      exception when foreign_key_violation then
        later := later || name;
      end;
    end loop;
    if cardinality(later) = cardinality(left_over) then
      raise exception 'rows of % hold one another', later;
    end if;
    left_over := later;
  end loop;
  delete from practice_attempts where bureau_id = p_ground and passed_at is null;
  update practice_attempts set matters = '{}' where bureau_id = p_ground;
  return cleared;
end $$;

revoke all on function practice_counts(uuid), practice_clear(uuid) from public;
grant execute on function practice_counts(uuid) to huiyin_app;
-- Who answers requests may not clear; the job may.
grant execute on function practice_clear(uuid) to huiyin_worker;
