-- 12345 calls: telephone systems that tell of them, the calls, what was done on each, and who answers.

create table telephone_systems (
  bureau_id uuid not null references bureaus,
  system_id uuid not null,
  name text not null,
  secret bytea not null,
  dial_url text,
  made_at timestamptz not null,
  made_by uuid,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (bureau_id, system_id)
);
comment on table telephone_systems is 'Who may post call events. The secret lies encrypted under a key outside the database: both sides sign with it.';

create table call_heads (
  bureau_id uuid primary key references bureaus,
  last_no bigint not null default 0
);
comment on table call_heads is 'Last number of a change to a call or an operator; its row is the lock of both, so that numbers become visible in order.';

create table call_events (
  bureau_id uuid not null references bureaus,
  system_id uuid not null,
  event_id text not null,
  type text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  primary key (bureau_id, system_id, event_id)
);
comment on table call_events is 'Which events were taken already; without numbers of telephones. Pruned once no system would send them again.';
create index call_events_old on call_events (bureau_id, received_at);

create table calls (
  bureau_id uuid not null references bureaus,
  call_id uuid not null,
  system_id uuid not null,
  system_call text not null,
  change_no bigint not null,
  direction text not null check (direction in ('in', 'out')),
  state text not null check (state in ('waiting', 'ringing', 'talking', 'held', 'ended', 'abandoned')),
  fold jsonb not null,
  phone bytea,
  phone_blind bytea,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  agent_id uuid,
  outcome text check (outcome in ('answered', 'order', 'linked', 'transferred', 'none')),
  wrap_code text,
  wrapped_at timestamptz,
  matter_id uuid,
  article_id uuid,
  called_back_at timestamptz,
  primary key (bureau_id, call_id),
  unique (bureau_id, system_id, system_call)
);
comment on table calls is 'Calls as the events tell of them, in whatever order these came. The number is encrypted; its digest finds the same number again within the bureau.';
create index calls_time on calls (bureau_id, started_at desc, call_id);
create index calls_agent on calls (bureau_id, agent_id, change_no) where wrapped_at is null;
create index calls_open on calls (bureau_id, state) where state in ('waiting', 'ringing', 'talking', 'held');
create index calls_missed on calls (bureau_id, started_at desc) where state = 'abandoned' and called_back_at is null;
create index calls_same on calls (bureau_id, phone_blind, started_at desc) where phone_blind is not null;
create index calls_keep on calls (bureau_id, started_at) where phone is not null;

create table call_acts (
  bureau_id uuid not null references bureaus,
  act_id uuid not null,
  call_id uuid not null,
  at timestamptz not null,
  account_id uuid not null,
  kind text not null,
  details jsonb not null,
  primary key (bureau_id, act_id)
);
comment on table call_acts is 'What was done on a call: looked up, answered at once, order made, handed to 110, wrapped up, called back. Without words of the caller.';
create index call_acts_call on call_acts (bureau_id, call_id, at);

create table call_agents (
  bureau_id uuid not null references bureaus,
  account_id uuid not null,
  extension text not null,
  state text not null check (state in ('ready', 'on-call', 'wrap-up', 'pause', 'away')),
  since timestamptz not null,
  call_id uuid,
  change_no bigint not null,
  primary key (bureau_id, account_id)
);
comment on table call_agents is 'Who sits at which extension now, and in which state. Only as it stands: no history of persons is kept.';
create index call_agents_extension on call_agents (bureau_id, extension);

create table call_scribbles (
  bureau_id uuid not null references bureaus,
  call_id uuid not null,
  account_id uuid not null,
  box bytea not null,
  at timestamptz not null,
  primary key (bureau_id, call_id, account_id)
);
comment on table call_scribbles is 'What is being typed on a call, encrypted, so that nothing is lost when the page reloads; gone when the call is wrapped up.';

create table hotline_settings (
  bureau_id uuid primary key references bureaus,
  wrap_codes jsonb not null,
  keep_days integer not null check (keep_days between 30 and 3650),
  version integer not null
);
comment on table hotline_settings is 'Local settings of the hotline: wrap-up codes, and for how many days a number is kept with its call.';

do $$
declare t text;
begin
  foreach t in array array['telephone_systems', 'call_heads', 'call_events', 'calls', 'call_acts', 'call_agents',
    'hotline_settings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app
      using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
alter table call_scribbles enable row level security;
create policy own_account on call_scribbles to huiyin_app
  using (bureau_id = (select app_bureau()) and (account_id = (select app_account()) or (select app_system())))
  with check (bureau_id = (select app_bureau()) and account_id = (select app_account()));

grant select, insert, update on telephone_systems, call_heads, calls, call_agents, hotline_settings to huiyin_app;
grant select, insert on call_acts to huiyin_app;
grant select, insert, delete on call_events to huiyin_app;
grant select, insert, update, delete on call_scribbles to huiyin_app;
