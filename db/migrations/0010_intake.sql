-- What staff have begun and not yet finished, what they write again and again, and the digests by which a letter that
-- tells of a matter already here is noticed. None of it is history: the ledger stays the only record of a matter.

create function app_account() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.account', true), '')::uuid;

create table drafts (
  bureau_id uuid not null references bureaus,
  account_id uuid not null,
  draft_id uuid not null,
  kind text not null check (kind in ('registration', 'action')),
  place text not null,
  matter_id uuid,
  cipher bytea not null,
  revision integer not null,
  saved_at timestamptz not null,
  primary key (bureau_id, account_id, draft_id)
);
comment on table drafts is 'Begun and not sent: encrypted, seen by its writer alone, gone when it is sent. Never part of a matter.';
comment on column drafts.place is 'Where it was being written: register, or matter and task. No personal data.';
create index drafts_place on drafts (bureau_id, account_id, place);

create table draft_files (
  bureau_id uuid not null,
  account_id uuid not null,
  draft_id uuid not null,
  file_id uuid not null,
  name_cipher bytea not null,
  media_type text not null,
  size bigint not null,
  saved_at timestamptz not null,
  primary key (bureau_id, account_id, draft_id, file_id),
  foreign key (bureau_id, account_id, draft_id) references drafts (bureau_id, account_id, draft_id) on delete cascade
);
comment on table draft_files is 'Pages dropped in before registration; the bytes lie encrypted under HUIYIN_HOME/drafts.';

create table message_templates (
  bureau_id uuid not null references bureaus,
  template_id uuid not null,
  purpose text not null check (purpose in ('reply', 'opinion', 'notice', 'reason', 'note')),
  name text not null,
  body text not null,
  procedure text,
  active boolean not null default true,
  version integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (bureau_id, template_id)
);
comment on table message_templates is 'Wordings of a bureau for its replies and notices; hold no personal data.';

create table same_matter_words (
  bureau_id uuid not null references bureaus,
  mark bigint not null,
  matters integer not null,
  primary key (bureau_id, mark)
);
comment on table same_matter_words is 'In how many open-lane matters a keyed digest of a pair of characters stands: rare ones tell more.';

create table same_matter_marks (
  bureau_id uuid not null,
  mark bigint not null,
  matter_id uuid not null,
  primary key (bureau_id, mark, matter_id)
);
comment on table same_matter_marks is 'The rarest keyed digests of what a matter of the open lane says; never of who says it, never of a shielded matter.';
create index same_matter_marks_matter on same_matter_marks (bureau_id, matter_id);

create table same_matter_progress (
  bureau_id uuid primary key references bureaus,
  feed_xid xid8 not null,
  matter_id uuid not null,
  matters integer not null default 0
);
comment on table same_matter_progress is 'How far the feed of registrations has been read into same_matter_marks, and how many matters that made.';

do $$
declare t text;
begin
  foreach t in array array['drafts', 'draft_files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_drafts on %I to huiyin_app '
                   'using (bureau_id = (select app_bureau()) and account_id = (select app_account())) '
                   'with check (bureau_id = (select app_bureau()) and account_id = (select app_account()))', t);
    execute format('grant select, insert, update, delete on %I to huiyin_app', t);
  end loop;
  foreach t in array array['message_templates', 'same_matter_words', 'same_matter_marks', 'same_matter_progress'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
grant select, insert, update on message_templates, same_matter_words, same_matter_progress to huiyin_app;
grant select, insert on same_matter_marks to huiyin_app;

-- The digests of an erased matter go with its key, in the statement that records the decision.
create function forget_same_matter() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from same_matter_marks where bureau_id = new.bureau_id and matter_id = new.matter_id;
  return null;
end $$;
revoke all on function forget_same_matter() from public;
create trigger erasure_forgets_same_matter after insert on events
  for each row when (new.type = 'matter.erased') execute function forget_same_matter();
