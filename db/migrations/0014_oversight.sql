-- Supervision and follow-up beside the ledger: local settings, samples for telephone follow-up, bulletins.

create table oversight_settings (
  bureau_id uuid not null references bureaus,
  name text not null,
  valid_from date not null,
  value integer not null check (value > 0),
  basis text not null,
  set_at timestamptz not null,
  set_by uuid,
  primary key (bureau_id, name, valid_from)
);
comment on table oversight_settings is 'Numbers of supervision and follow-up that no text gives: from how many returns on, what share is called.';

create table follow_up_samples (
  bureau_id uuid not null references bureaus,
  period_from date not null,
  period_to date not null,
  seal_no integer not null,
  seed text not null,
  share integer not null check (share between 1 and 100),
  population jsonb not null,
  size integer not null,
  drawn_at timestamptz not null,
  primary key (bureau_id, period_from)
);
comment on table follow_up_samples is 'A sample drawn for telephone follow-up, with all that is needed to draw it again: seed (hash of a seal), share, population.';

create table follow_up_calls (
  bureau_id uuid not null references bureaus,
  period_from date not null,
  matter_id uuid not null,
  proceeding_id text not null,
  place integer not null,
  primary key (bureau_id, period_from, matter_id, proceeding_id)
);
comment on table follow_up_calls is 'Whom to call. Shown to the centre and the supervision unit only: a unit must not know who will be asked about it.';

create table follow_up_attempts (
  bureau_id uuid not null references bureaus,
  attempt_id uuid not null,
  period_from date not null,
  matter_id uuid not null,
  proceeding_id text not null,
  at timestamptz not null,
  account_id uuid not null,
  outcome text not null check (outcome in ('no-answer', 'wrong-number', 'refused', 'call-later')),
  primary key (bureau_id, attempt_id)
);
comment on table follow_up_attempts is 'Calls that brought no answer. What was answered is a step of the follow-up in the ledger.';
create index follow_up_attempts_matter on follow_up_attempts (bureau_id, period_from, matter_id);

create table bulletins (
  bureau_id uuid not null references bureaus,
  bulletin_no integer not null,
  period_from date not null,
  period_to date not null,
  title text not null,
  words text not null,
  figures jsonb not null,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  primary key (bureau_id, bulletin_no)
);
comment on table bulletins is 'Bulletins of supervision (督查通报) as issued: the figures as they were that day. Never changed.';

do $$
declare t text;
begin
  foreach t in array array['oversight_settings', 'bulletins'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
  -- The second wall of the follow-up: the unit asking sits on the centre or supervises, or it is the program itself.
  foreach t in array array['follow_up_samples', 'follow_up_calls', 'follow_up_attempts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy asking_unit on %I to huiyin_app using (bureau_id = (select app_bureau()) '
                   'and ((select app_system()) or (select true from units u where u.bureau_id = (select app_bureau()) '
                   'and u.unit_id = (select app_unit()) and (u.kind = ''bureau'' or u.seats && array[''centre'', ''supervisor''])))) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
grant select, insert, update on oversight_settings to huiyin_app;
grant select, insert on follow_up_samples, follow_up_calls, follow_up_attempts, bulletins to huiyin_app;

-- What the figures of a period and the lists of supervision are counted from; written once, when it comes to that.
create index clocks_met on clocks (bureau_id, nominal) where status = 'met';
create index ratings_day on ratings (bureau_id, rated_on);
create index proceedings_follow_up on proceedings (bureau_id, opened_on) where procedure = 'follow-up';
create index proceedings_supervision on proceedings (bureau_id, opened_on)
  where procedure in ('supervision', 'reminder', 'advice');
