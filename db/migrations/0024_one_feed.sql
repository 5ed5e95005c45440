-- The feed of events is read once for all that follow it; where each of them stands is kept here.

create table feed_positions (
  bureau_id uuid not null references bureaus,
  follower text not null,
  feed_xid xid8 not null,
  matter_id uuid not null,
  version integer not null,
  primary key (bureau_id, follower)
);
comment on table feed_positions is 'How far a follower of the feed of events has read; written with what it made of them.';
alter table feed_positions enable row level security;
create policy own_bureau on feed_positions to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));
grant select, insert, update, delete on feed_positions to huiyin_app;

insert into feed_positions (bureau_id, follower, feed_xid, matter_id, version)
select bureau_id, 'words', feed_xid, matter_id, version from search_progress
union all
select bureau_id, 'bell', feed_xid, feed_matter, feed_version from notification_heads;

alter table notification_heads drop column feed_xid, drop column feed_matter, drop column feed_version;
comment on table notification_heads is 'Last number given out; its lock makes numbers visible in their order.';

alter table search_progress drop column feed_xid, drop column matter_id, drop column version;
alter table search_progress rename to search_numbers;
alter table search_numbers rename constraint search_progress_pkey to search_numbers_pkey;
alter table search_numbers rename constraint search_progress_bureau_id_fkey to search_numbers_bureau_id_fkey;
comment on table search_numbers is 'The number the next matter gets in the index of words.';

-- Same matters are found through the index of words: it holds the same pairs of characters, keyed the same way.
drop trigger erasure_forgets_same_matter on events;
drop function forget_same_matter();
drop table same_matter_marks, same_matter_words, same_matter_progress;
