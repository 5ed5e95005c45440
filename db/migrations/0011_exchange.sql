-- Exchange with other systems and batch import from tables. Files people bring hold names and letters, so they lie here
-- encrypted under a key of their batch and are thrown away when they have served; what stays is which row became which
-- matter. What another system said of an order lies under the matter's key and goes with it.

create table exchange_sources (
  bureau_id uuid not null references bureaus,
  source_id uuid not null,
  system text not null check (length(system) between 1 and 100),
  mapping jsonb not null,
  layout jsonb not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (bureau_id, source_id),
  unique (bureau_id, system)
);
comment on table exchange_sources is 'Upper and neighbouring systems: how the columns of their exports are read and of our returns are written.';

create table import_batches (
  bureau_id uuid not null references bureaus,
  batch_id uuid not null,
  kind text not null check (kind in ('register', 'exchange')),
  system text not null default '',
  digest text not null,
  generation integer not null default 0,
  unit_id uuid,
  account_id uuid,
  created_at timestamptz not null,
  state text not null check (state in ('ready', 'running', 'done', 'stopped', 'cancelling', 'cancelled')),
  version integer not null default 1,
  kek_id text,
  wrapped bytea,
  name_cipher bytea,
  table_cipher bytea,
  kept_until timestamptz not null,
  headers text[] not null,
  rows_total integer not null,
  rows_done integer not null default 0,
  mapping jsonb not null,
  started_by uuid,
  started_at timestamptz,
  done_at timestamptz,
  stopped_code text,
  cancel_reason text,
  cancelled integer not null default 0,
  kept integer not null default 0,
  primary key (bureau_id, batch_id),
  unique (bureau_id, kind, system, digest, generation),
  check ((kind = 'exchange') = (system <> ''))
);
comment on table import_batches is 'Files brought to the register, one row a file. The same file is the same batch, so that bringing it twice does nothing twice.';
comment on column import_batches.generation is 'How often this very file was imported and cancelled before.';
create index import_batches_recent on import_batches (bureau_id, created_at desc, batch_id desc);
create index import_batches_at_work on import_batches (state) where state in ('running', 'cancelling');

create table import_rows (
  bureau_id uuid not null,
  batch_id uuid not null,
  row_no integer not null,
  outcome text not null check (outcome in ('made', 'known', 'changed', 'bad')),
  matter_id uuid,
  print bytea not null,
  code text,
  cancelled boolean not null default false,
  primary key (bureau_id, batch_id, row_no)
);
comment on table import_rows is 'What became of each row. The print is a keyed hash of what the row said, by which it is known in a mended file.';
create index import_rows_print on import_rows (bureau_id, print) where outcome = 'made' and not cancelled;

create table exchange_orders (
  bureau_id uuid not null,
  system text not null,
  number text not null,
  matter_id uuid not null,
  batch_id uuid not null,
  status text,
  row_cipher bytea not null,
  seen_at timestamptz not null,
  changes integer not null default 0,
  -- What was last prepared to be told to them: how it stood, in which return.
  returned text,
  returned_version integer not null default 0,
  primary key (bureau_id, system, number)
);
comment on table exchange_orders is 'Orders of other systems that are matters here, with what their last export said, encrypted under the matter''s key.';
create unique index exchange_orders_matter on exchange_orders (bureau_id, matter_id);

create table exchange_returns (
  bureau_id uuid not null,
  return_id uuid not null,
  system text not null,
  unit_id uuid,
  created_at timestamptz not null,
  created_by uuid,
  sent_at timestamptz,
  primary key (bureau_id, return_id)
);
comment on table exchange_returns is 'What was told to another system, package by package; the same package can be made again at any time.';
create index exchange_returns_recent on exchange_returns (bureau_id, system, created_at desc, return_id desc);

create table exchange_return_items (
  bureau_id uuid not null,
  return_id uuid not null,
  number text not null,
  matter_id uuid not null,
  position integer not null,
  point text not null,
  -- The answer as it stood: kind of end, document, days, units, ids of its words. No words.
  facts jsonb not null,
  state text not null default 'prepared' check (state in ('prepared', 'sent', 'acknowledged', 'refused')),
  note text,
  primary key (bureau_id, return_id, number)
);
create index exchange_return_items_matter on exchange_return_items (bureau_id, matter_id);

do $$
declare t text;
begin
  foreach t in array array['exchange_sources', 'import_batches', 'import_rows', 'exchange_returns'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
  -- An order is seen exactly when its matter is.
  foreach t in array array['exchange_orders', 'exchange_return_items'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy with_matter on %I for select to huiyin_app using (bureau_id = (select app_bureau()) '
                   'and (select true from matters m where m.bureau_id = %I.bureau_id and m.matter_id = %I.matter_id))',
                   t, t, t);
    execute format('create policy own_bureau_insert on %I for insert to huiyin_app '
                   'with check (bureau_id = (select app_bureau()))', t);
    execute format('create policy own_bureau_update on %I for update to huiyin_app '
                   'using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;

-- Imports at work are found over all bureaus by the worker, which sees that they are at work and nothing else.
create policy at_work on import_batches for select to huiyin_worker using (state in ('running', 'cancelling'));
grant select (bureau_id, batch_id, state) on import_batches to huiyin_worker;

grant select, insert, update (mapping, layout, version, changed_at, changed_by) on exchange_sources to huiyin_app;
grant select, insert on import_batches to huiyin_app;
grant update (state, version, kek_id, wrapped, name_cipher, table_cipher, rows_done, mapping, started_by, started_at, done_at,
  stopped_code, cancel_reason, cancelled, kept) on import_batches to huiyin_app;
grant select, insert, update (cancelled) on import_rows to huiyin_app;
grant select, insert, update (status, row_cipher, seen_at, changes, returned, returned_version, batch_id) on exchange_orders to huiyin_app;
grant select, insert, update (sent_at) on exchange_returns to huiyin_app;
grant select, insert, update (state, note) on exchange_return_items to huiyin_app;
