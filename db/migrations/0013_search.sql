-- Search by words over encrypted letters: keyed digests of pairs of characters, kept by blocks of 4,096 matters so that
-- the newest are found first and a page costs the same whatever the bureau's size (docs/decisions/0009).

create table search_documents (
  bureau_id uuid not null references bureaus,
  doc_no integer not null,
  matter_id uuid not null,
  erased boolean not null default false,
  primary key (bureau_id, doc_no),
  unique (bureau_id, matter_id)
);
comment on table search_documents is 'Running number of a matter in the index of words. Shielded and secret matters are not in it.';
create index search_documents_erased on search_documents (bureau_id) where erased;

create table search_postings (
  bureau_id uuid not null references bureaus,
  block integer not null,
  term bigint not null,
  docs bytea not null,
  primary key (bureau_id, block, term)
);
comment on table search_postings is 'Which matters of a block hold a term: two-byte places, or 512 bytes of bits. The term is a keyed digest.';
alter table search_postings alter column docs set storage plain;

create table search_progress (
  bureau_id uuid not null references bureaus,
  feed_xid xid8 not null,
  matter_id uuid not null,
  version integer not null,
  next_doc integer not null,
  primary key (bureau_id)
);
comment on table search_progress is 'How far the feed of changes has been taken into the index; written with what it tells of.';

do $$
declare t text;
begin
  foreach t in array array['search_documents', 'search_postings', 'search_progress'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;
grant select, insert, update, delete on search_documents, search_postings, search_progress to huiyin_app;

-- An erased matter is out of the search in the same statement; what the index held of it is cleared by the indexer.
create or replace function carry_out_erasure() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update matter_keys set wrapped = null, destroyed_at = new.recorded_at, decision = new.data ->> 'decision'
  where bureau_id = new.bureau_id and matter_id = new.matter_id and wrapped is not null;
  delete from blind_index where bureau_id = new.bureau_id and matter_id = new.matter_id;
  update search_documents set erased = true where bureau_id = new.bureau_id and matter_id = new.matter_id;
  return null;
end $$;
comment on function carry_out_erasure() is 'Destroys the key of a matter and its look-up digests, and takes it out of the search, when the erasure is recorded in the ledger.';
