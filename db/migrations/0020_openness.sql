-- Published matters: what the person agreed to, the public version beside the untouched original, and its whole history.

create table publications (
  bureau_id uuid not null references bureaus,
  publication_id uuid not null,
  matter_id uuid not null,
  state text not null check (state in ('agreed', 'draft', 'submitted', 'published', 'withdrawn', 'taken-back')),
  version integer not null,
  year integer,
  number integer,
  unit_id uuid,
  topic text,
  answered_on date,
  drafted_by uuid[] not null default '{}',
  published_at timestamptz,
  shown jsonb,
  changed_at timestamptz not null,
  primary key (bureau_id, publication_id),
  unique (bureau_id, matter_id),
  unique (bureau_id, year, number),
  check ((shown is not null) = (state = 'published')),
  check ((year is null) = (number is null))
);
comment on table publications is 'One row a matter whose publishing was agreed to. Year and number are its public address, given once and kept.';
comment on column publications.shown is 'The public version, in plain text because everybody may read it; there only while it is published.';
comment on column publications.drafted_by is 'Who wrote the version that waits: somebody else must approve it.';
create index publications_shown on publications (bureau_id, published_at desc, publication_id) where state = 'published';
create index publications_work on publications (bureau_id, state, changed_at, publication_id);

create table publication_steps (
  bureau_id uuid not null,
  publication_id uuid not null,
  version integer not null,
  at timestamptz not null,
  what text not null,
  account_id uuid,
  unit_id uuid,
  cipher bytea,
  primary key (bureau_id, publication_id, version),
  foreign key (bureau_id, publication_id) references publications
);
comment on table publication_steps is 'Every version and decision, in order; never changed, never deleted. Words are encrypted under the key of the matter.';

create table publication_terms (
  bureau_id uuid not null,
  term text not null,
  publication_id uuid not null,
  weight smallint not null,
  primary key (bureau_id, term, publication_id),
  foreign key (bureau_id, publication_id) references publications
);
comment on table publication_terms is 'Pairs of characters of what is published, in plain text as that is; goes when it is taken down.';
create index publication_terms_of on publication_terms (bureau_id, publication_id);

create table publication_counters (
  bureau_id uuid not null references bureaus,
  year integer not null,
  last_number integer not null,
  primary key (bureau_id, year)
);

-- Only matters of the open lane are ever here; whoever does not see the matter does not see its row.
alter table publications enable row level security;
create policy with_matter on publications for select to huiyin_app
  using (bureau_id = (select app_bureau())
         and exists (select 1 from matters m where m.bureau_id = publications.bureau_id and m.matter_id = publications.matter_id));
create policy own_bureau_insert on publications for insert to huiyin_app with check (bureau_id = (select app_bureau()));
create policy own_bureau_update on publications for update to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));

do $$
declare t text;
begin
  foreach t in array array['publication_steps', 'publication_terms', 'publication_counters'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;

grant select, insert, update on publications, publication_counters to huiyin_app;
grant select, insert on publication_steps to huiyin_app;
grant select, insert, delete on publication_terms to huiyin_app;
