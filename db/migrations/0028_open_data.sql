-- Open data as it was made on a day: the figures everybody may read, counted once and kept, so that pages and files agree.

create table open_data (
  bureau_id uuid not null references bureaus,
  day date not null,
  made_at timestamptz not null,
  format integer not null,
  figures jsonb not null,
  primary key (bureau_id, day)
);
comment on table open_data is 'Figures of a bureau for everybody; small cells are already left out here. One row a day; of earlier months one row each stays.';

alter table open_data enable row level security;
create policy own_bureau on open_data to huiyin_app using (bureau_id = (select app_bureau()))
  with check (bureau_id = (select app_bureau()));
grant select, insert, update, delete on open_data to huiyin_app;
