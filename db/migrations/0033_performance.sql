-- Project performance (项目绩效): targets, monitoring and self-evaluation of a bureau's projects.

create table performance_plans (
  bureau_id uuid not null references bureaus,
  plan_id uuid not null,
  year integer not null check (year between 2000 and 2100),
  version integer not null,
  state text not null check (state in ('targets', 'approved', 'monitored', 'evaluated')),
  plan jsonb not null,
  monitoring jsonb,
  evaluation jsonb,
  primary key (bureau_id, plan_id)
);
comment on table performance_plans is 'A project with its targets and reports, as it stands; follows from performance_changes.';
comment on column performance_plans.monitoring is 'What linked queries gave is kept with it, as of the day of the report.';
create index performance_plans_by_year on performance_plans (bureau_id, year, plan_id);

create table performance_changes (
  bureau_id uuid not null,
  plan_id uuid not null,
  version integer not null,
  at timestamptz not null,
  account_id uuid not null,
  what text not null check (what in ('create', 'save', 'approve', 'monitor', 'evaluate', 'reopen')),
  reason text not null default '',
  plan jsonb not null,
  monitoring jsonb,
  evaluation jsonb,
  primary key (bureau_id, plan_id, version),
  foreign key (bureau_id, plan_id) references performance_plans
);
comment on table performance_changes is 'Every version whole, with who made it. Never changed, never deleted.';

do $$
declare t text;
begin
  foreach t in array array['performance_plans', 'performance_changes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
grant select, insert, update on performance_plans to huiyin_app;
grant select, insert on performance_changes to huiyin_app;

-- How many messages went out, whoever asks; of shielded matters none. No address, no word.
create view measured_messages with (security_barrier = true) as
select d.bureau_id, d.via, d.state, (d.made_at at time zone b.zone)::date as made_on
from notice_deliveries d join bureaus b on b.bureau_id = d.bureau_id
where d.bureau_id = (select app_bureau()) and (select app_matter()) is null
  and not exists (select 1 from matters m
    where m.bureau_id = d.bureau_id and m.matter_id = d.matter_id and m.shielded);
comment on view measured_messages is 'Messages sent through gateways, for counting.';
grant select on measured_messages to huiyin_app;
