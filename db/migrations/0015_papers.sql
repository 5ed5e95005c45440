-- Documents (文书) while they are written. What was approved, sealed and delivered stands in the ledger; here are the
-- drafts, their versions encrypted under the matter's key, and the numbers each organ gives.

create table papers (
  bureau_id uuid not null references bureaus,
  matter_id uuid not null,
  paper_id uuid not null,
  kind text not null,
  unit_id uuid not null,
  proceeding_id text not null,
  document_id text,
  to_unit_id uuid,
  state text not null check (state in ('draft', 'submitted', 'approved', 'sealed', 'dropped')),
  revision integer not null check (revision > 0),
  number text,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (bureau_id, matter_id, paper_id),
  unique (bureau_id, number)
);
comment on table papers is 'A document of a matter from its first draft on, one row a document. Numbers are unique in the bureau.';
comment on column papers.state is 'Up to sealed; whether it was served is told by the ledger.';
create index papers_waiting on papers (bureau_id, unit_id, changed_at desc) where state in ('draft', 'submitted', 'approved');

create table paper_texts (
  bureau_id uuid not null,
  matter_id uuid not null,
  paper_id uuid not null,
  revision integer not null,
  source text not null check (source in ('merged', 'browser', 'word')),
  cipher bytea not null,
  file bytea,
  account_id uuid not null,
  at timestamptz not null,
  primary key (bureau_id, matter_id, paper_id, revision)
);
comment on table paper_texts is 'Every version of a document''s words, and the .docx it was read from, encrypted under the matter''s key.';
alter table paper_texts alter column cipher set storage external;
alter table paper_texts alter column file set storage external;

create table paper_organs (
  bureau_id uuid not null references bureaus,
  unit_id uuid not null,
  printed_name text,
  word text,
  kind_words jsonb not null default '{}',
  changed_at timestamptz not null,
  primary key (bureau_id, unit_id)
);
comment on table paper_organs is 'How an organ is named in print, and the words (代字) its numbers begin with.';

create table paper_counters (
  bureau_id uuid not null references bureaus,
  unit_id uuid not null,
  kind text not null,
  year integer not null,
  last_number integer not null check (last_number > 0),
  primary key (bureau_id, unit_id, kind, year)
);
comment on table paper_counters is 'Gapless numbers of documents by organ, kind and year; taken in the transaction that approves.';

do $$
declare t text;
begin
  foreach t in array array['paper_organs', 'paper_counters'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
  -- A document is seen exactly when its matter is.
  foreach t in array array['papers', 'paper_texts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy with_matter on %I for select to huiyin_app using (bureau_id = (select app_bureau()) '
                   'and (select true from matters m where m.bureau_id = %I.bureau_id and m.matter_id = %I.matter_id))',
                   t, t, t);
    execute format('create policy own_bureau_insert on %I for insert to huiyin_app '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
create policy own_bureau_update on papers for update to huiyin_app
  using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()));

grant select, insert on papers, paper_texts to huiyin_app;
grant update (document_id, state, revision, number, changed_at) on papers to huiyin_app;
grant select, insert, update on paper_organs, paper_counters to huiyin_app;
