-- Replies that may be copies of each other: least hashes of each reply's runs of characters, four at a time, under the
-- bureau's key. No word is kept here. Open lane only; kept by a follower of the feed.

create table reply_bands (
  bureau_id uuid not null references bureaus,
  band bigint not null,
  content_id uuid not null,
  matter_id uuid not null,
  primary key (bureau_id, band, content_id)
);
comment on table reply_bands is 'Bands of minwise hashes of a reply (docs/insight.md); two replies that share one are compared in full.';
create index reply_bands_matter on reply_bands (bureau_id, matter_id);

alter table reply_bands enable row level security;
create policy own_bureau on reply_bands to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));
grant select, insert, update, delete on reply_bands to huiyin_app;

-- An erased matter leaves the index in the statement that records the decision.
create function forget_reply_bands() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from reply_bands where bureau_id = new.bureau_id and matter_id = new.matter_id;
  return null;
end $$;
revoke all on function forget_reply_bands() from public;
create trigger erasure_forgets_reply_bands after insert on events
  for each row when (new.type = 'matter.erased') execute function forget_reply_bands();
