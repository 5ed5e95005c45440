-- Screens on a wall: a link with a key that shows figures and nothing else. Kept as a hash, made and revoked by an administrator.

create table wall_keys (
  bureau_id uuid not null references bureaus,
  key_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  digest bytea not null,
  made_at timestamptz not null,
  made_by uuid not null,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (bureau_id, key_id),
  unique (bureau_id, digest)
);
comment on table wall_keys is 'Who holds the link sees the figures of the wall display, no matter, no name, no words.';

alter table wall_keys enable row level security;
create policy own_bureau on wall_keys to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));
grant select, insert on wall_keys to huiyin_app;
grant update (revoked_at, revoked_by) on wall_keys to huiyin_app;
