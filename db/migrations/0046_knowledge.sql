-- Knowledge base (知识库): questions with their answers, basis and owner, checked by a second person before anybody reads them.

create table knowledge_numbers (
  bureau_id uuid not null references bureaus,
  next_number integer not null default 1,
  next_doc integer not null default 0,
  primary key (bureau_id)
);
comment on table knowledge_numbers is 'Next number of an article and next place in the index of words; its row is the lock of both.';

create table knowledge_articles (
  bureau_id uuid not null references bureaus,
  article_id uuid not null,
  number integer not null,
  version integer not null,
  state text not null check (state in ('draft', 'checking', 'published', 'withdrawn')),
  draft jsonb,
  drafted_by uuid,
  published jsonb,
  published_at timestamptz,
  published_by uuid,
  doc_no integer,
  question text not null,
  unit_id uuid not null,
  category text,
  is_public boolean not null,
  valid_from date not null,
  valid_to date,
  review_on date not null,
  reminded_for date,
  changed_at timestamptz not null,
  primary key (bureau_id, article_id),
  unique (bureau_id, number)
);
comment on table knowledge_articles is 'What holds now and what is being changed. The columns beside the two texts repeat what lists filter by: of what is published, else of the draft.';
create index knowledge_articles_newest on knowledge_articles (bureau_id, changed_at desc, article_id);
create index knowledge_articles_unit on knowledge_articles (bureau_id, unit_id, changed_at desc, article_id);
create index knowledge_articles_review on knowledge_articles (bureau_id, review_on) where published is not null;
create unique index knowledge_articles_doc on knowledge_articles (bureau_id, doc_no) where doc_no is not null;

create table knowledge_history (
  bureau_id uuid not null references bureaus,
  article_id uuid not null,
  version integer not null,
  at timestamptz not null,
  account_id uuid not null,
  what text not null,
  note text,
  fields jsonb not null,
  primary key (bureau_id, article_id, version)
);
comment on table knowledge_history is 'Every form an article had, who made it, and why.';

create table knowledge_postings (
  bureau_id uuid not null references bureaus,
  term text not null,
  block integer not null,
  docs bytea not null,
  primary key (bureau_id, term, block)
);
comment on table knowledge_postings is 'Which published articles of a block of 4,096 hold a term. Terms: t pairs of the question, b pairs of the answer, p pairs of syllables, i pairs of initials.';
alter table knowledge_postings alter column docs set storage plain;

create table knowledge_uses (
  bureau_id uuid not null references bureaus,
  article_id uuid not null,
  day date not null,
  kind text not null check (kind in ('read', 'answered', 'quoted', 'helped', 'not-helped')),
  place text not null check (place in ('desk', 'portal')),
  times integer not null,
  primary key (bureau_id, article_id, day, kind, place)
);
comment on table knowledge_uses is 'How often an article was used, a day; never by whom.';

create table knowledge_hints (
  bureau_id uuid not null references bureaus,
  hint_id uuid not null,
  article_id uuid,
  asked text not null,
  words text not null,
  at timestamptz not null,
  account_id uuid not null,
  state text not null check (state in ('open', 'taken', 'declined')),
  reply text,
  settled_at timestamptz,
  settled_by uuid,
  primary key (bureau_id, hint_id)
);
comment on table knowledge_hints is 'What operators miss in the knowledge base or find wrong in it, and what became of it.';
create index knowledge_hints_newest on knowledge_hints (bureau_id, state, at desc, hint_id);

do $$
declare t text;
begin
  foreach t in array array['knowledge_numbers', 'knowledge_articles', 'knowledge_history', 'knowledge_postings',
    'knowledge_uses', 'knowledge_hints'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app
      using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
grant select, insert, update on knowledge_numbers, knowledge_articles, knowledge_uses, knowledge_hints to huiyin_app;
grant select, insert on knowledge_history to huiyin_app;
grant select, insert, update, delete on knowledge_postings to huiyin_app;
