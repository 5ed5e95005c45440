-- What a bureau puts up for the public: topics it asks suggestions on, and its channels, addresses and hours (R22 18).

create table suggestion_topics (
  bureau_id uuid not null references bureaus,
  topic_id uuid not null,
  title text not null,
  words text not null,
  from_day date not null,
  to_day date not null,
  unit_id uuid,
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  outcome text not null default '',
  version integer not null,
  changed_at timestamptz not null,
  primary key (bureau_id, topic_id),
  check (to_day >= from_day)
);
comment on table suggestion_topics is 'Topics on which suggestions are asked (人民建议征集); open from day to day once published.';
comment on column suggestion_topics.outcome is 'What became of the whole, said when it is over.';
create index suggestion_topics_by_day on suggestion_topics (bureau_id, to_day desc, topic_id);

create table suggestion_topic_matters (
  bureau_id uuid not null,
  topic_id uuid not null,
  matter_id uuid not null,
  at timestamptz not null,
  primary key (bureau_id, topic_id, matter_id),
  foreign key (bureau_id, topic_id) references suggestion_topics
);
comment on table suggestion_topic_matters is 'Which suggestions were filed on a topic.';

create table bureau_channels (
  bureau_id uuid not null references bureaus,
  version integer not null,
  channels jsonb not null,
  saved_at timestamptz not null,
  account_id uuid not null,
  primary key (bureau_id, version)
);
comment on table bureau_channels is 'Channels, addresses and hours as published; each version stays, the highest one holds.';

do $$
declare t text;
begin
  foreach t in array array['suggestion_topics', 'bureau_channels'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
-- Whoever does not see a suggestion does not learn from the topic that it is there.
alter table suggestion_topic_matters enable row level security;
create policy with_matter on suggestion_topic_matters for select to huiyin_app
  using (bureau_id = (select app_bureau()) and exists (
    select 1 from matters m where m.bureau_id = suggestion_topic_matters.bureau_id
      and m.matter_id = suggestion_topic_matters.matter_id));
create policy own_bureau_insert on suggestion_topic_matters for insert to huiyin_app
  with check (bureau_id = (select app_bureau()));

grant select, insert, update on suggestion_topics to huiyin_app;
grant select, insert on suggestion_topic_matters, bureau_channels to huiyin_app;
