-- Topics: matters of the open lane that tell of one thing, gathered by a follower of the feed. Advice: a person decides which
-- are joined. No words are kept here, and nothing of who wrote; each matter keeps its number, clocks, reply and rating.

create table topics (
  bureau_id uuid not null references bureaus,
  topic_id uuid not null,
  letters integer not null,
  persons integer not null,
  first_on date not null,
  last_on date not null,
  warmth double precision not null,
  primary key (bureau_id, topic_id)
);
comment on table topics is 'What the letters of a topic come to; warmth orders topics as their heat does (docs/insight.md).';
create index topics_warmest on topics (bureau_id, warmth desc);

create table topic_members (
  bureau_id uuid not null references bureaus,
  matter_id uuid not null,
  topic_id uuid not null,
  received_on date not null,
  persons integer not null,
  alike real not null,
  state text not null check (state in ('proposed', 'joined', 'apart')),
  decided_by uuid,
  decided_at timestamptz,
  primary key (bureau_id, matter_id)
);
comment on table topic_members is 'A matter is in one topic at most. apart: a person said it is another matter; it is not proposed again.';
create index topic_members_topic on topic_members (bureau_id, topic_id, received_on desc);

do $$
declare t text;
begin
  foreach t in array array['topics', 'topic_members'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
    execute format('grant select, insert, update, delete on %I to huiyin_app', t);
  end loop;
end $$;

-- An erased matter leaves its topic in the statement that records the decision.
create function forget_topic_member() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from topic_members where bureau_id = new.bureau_id and matter_id = new.matter_id;
  return null;
end $$;
revoke all on function forget_topic_member() from public;
create trigger erasure_forgets_topic_member after insert on events
  for each row when (new.type = 'matter.erased') execute function forget_topic_member();
