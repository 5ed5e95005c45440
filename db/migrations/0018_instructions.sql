-- Leaders' instructions (批示件) and urgent reports (信访要情): records of the bureau, each with its own history that only grows.

create table instructions (
  bureau_id uuid not null references bureaus,
  record_id uuid not null,
  kind text not null check (kind in ('instruction', 'urgent-report')),
  state text not null,
  version integer not null,
  title_cipher bytea not null,
  office text,
  made_on date,
  due_on date,
  unit_id uuid,
  noticed_at timestamptz,
  first_reported_at timestamptz,
  opened_at timestamptz not null,
  ended_at timestamptz,
  primary key (bureau_id, record_id)
);
comment on table instructions is 'Where each instruction or urgent report stands; follows from instruction_steps.';
comment on column instructions.office is 'The office that gave the instruction, never a person’s profile.';
create index instructions_open on instructions (bureau_id, due_on, record_id) where ended_at is null;
create index instructions_by_opening on instructions (bureau_id, opened_at);

create table instruction_steps (
  bureau_id uuid not null,
  record_id uuid not null,
  version integer not null,
  at timestamptz not null,
  account_id uuid not null,
  unit_id uuid not null,
  what text not null,
  facts jsonb not null,
  cipher bytea,
  primary key (bureau_id, record_id, version),
  foreign key (bureau_id, record_id) references instructions
);
comment on table instruction_steps is 'What was done, in order. Never changed, never deleted; words are encrypted, facts hold codes, dates and ids.';

create table instruction_matters (
  bureau_id uuid not null,
  record_id uuid not null,
  matter_id uuid not null,
  primary key (bureau_id, record_id, matter_id),
  foreign key (bureau_id, record_id) references instructions
);
create index instruction_matters_matter on instruction_matters (bureau_id, matter_id);

-- Whoever does not see a matter does not see what is tied to it: the words would give a shielded matter away.
alter table instruction_matters enable row level security;
create policy own_bureau on instruction_matters to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));
alter table instructions enable row level security;
create policy seen on instructions for select to huiyin_app
  using (bureau_id = (select app_bureau()) and not exists (
    select 1 from instruction_matters im
    where im.bureau_id = instructions.bureau_id and im.record_id = instructions.record_id
      and not exists (select 1 from matters m where m.bureau_id = im.bureau_id and m.matter_id = im.matter_id)));
create policy own_bureau_insert on instructions for insert to huiyin_app with check (bureau_id = (select app_bureau()));
create policy own_bureau_update on instructions for update to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));
alter table instruction_steps enable row level security;
create policy with_record on instruction_steps for select to huiyin_app
  using (bureau_id = (select app_bureau()) and exists (
    select 1 from instructions i where i.bureau_id = instruction_steps.bureau_id and i.record_id = instruction_steps.record_id));
create policy own_bureau_insert on instruction_steps for insert to huiyin_app with check (bureau_id = (select app_bureau()));

grant select, insert, update on instructions to huiyin_app;
grant select, insert on instruction_steps, instruction_matters to huiyin_app;
