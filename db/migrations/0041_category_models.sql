-- What a bureau's own letters taught about their categories. Learned anew at any time; nothing hangs on it.

create table category_models (
  bureau_id uuid not null references bureaus,
  learned_at timestamptz not null,
  texts integer not null check (texts > 0),
  kek_id text not null,
  wrapped bytea not null,
  cipher bytea not null,
  primary key (bureau_id)
);
comment on table category_models is 'The model that proposes categories, encrypted under a key of its own: its words come from letters.';
alter table category_models enable row level security;
create policy own_bureau on category_models to huiyin_app
  using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()));
grant select, insert, update on category_models to huiyin_app;
