-- Orders of another system that a mistaken batch registered can be cancelled, and the order registered anew.
alter table exchange_orders
  add column cancelled boolean not null default false,
  add column generation integer not null default 0;
comment on column exchange_orders.cancelled is 'The matter was registered by mistake and is cancelled; the next import registers the order anew.';
comment on column exchange_orders.generation is 'How often the order was cancelled: what is registered after that is another matter.';
grant update (matter_id, cancelled, generation) on exchange_orders to huiyin_app;

-- A number of another system belongs to one matter. A cancelled one gives it up in the projection; its events keep it.
grant update (external_number) on contacts to huiyin_app;
create policy own_bureau_update on contacts for update to huiyin_app
  using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()));
