-- Notices on their way to people through a gateway (text message, mail). The row is the queue: who works on it moves
-- next_at ahead, so that nobody else takes it, and a killed process gives it back by itself. Address and words lie
-- encrypted in the row and go when nothing is left to send.
create table notice_deliveries (
  bureau_id uuid not null references bureaus,
  notice_id uuid not null,
  matter_id uuid,
  template text not null,
  via text not null check (via in ('sms', 'email', 'post')),
  state text not null check (state in ('waiting', 'sent', 'delivered', 'refused', 'given-up', 'not-needed')),
  made_at timestamptz not null,
  next_at timestamptz not null,
  attempts integer not null default 0,
  settled_at timestamptz,
  reference text,
  last_error text,
  tried jsonb not null default '[]',
  box bytea,
  primary key (bureau_id, notice_id)
);
comment on table notice_deliveries is 'What became of telling people by text message or mail. No address and no word in plain text.';
comment on column notice_deliveries.matter_id is 'Null: of no matter (a one-time code).';
comment on column notice_deliveries.tried is 'Ways that were refused for good before this one: via, code and instant.';
comment on column notice_deliveries.box is 'Addresses and words, encrypted; null once nothing is left to send.';
create index notice_deliveries_due on notice_deliveries (next_at) where state = 'waiting';
create index notice_deliveries_matter on notice_deliveries (bureau_id, matter_id, made_at) where matter_id is not null;
create index notice_deliveries_trouble on notice_deliveries (bureau_id, made_at desc)
  where state in ('waiting', 'refused', 'given-up');

alter table notice_deliveries enable row level security;
-- Seen with its matter. What is of no matter is for the program alone.
create policy with_matter on notice_deliveries for select to huiyin_app
  using (bureau_id = (select app_bureau())
         and (select true from matters m where m.bureau_id = notice_deliveries.bureau_id
              and m.matter_id = notice_deliveries.matter_id));
create policy own_bureau_insert on notice_deliveries for insert to huiyin_app
  with check (bureau_id = (select app_bureau()));
create policy all_bureaus on notice_deliveries to huiyin_worker using (true) with check (true);
grant select, insert on notice_deliveries to huiyin_app;
grant select, update on notice_deliveries to huiyin_worker;

-- Figures for whoever keeps the gateways going and may open no matter: counts and codes, no ids.
create function notice_figures(p_bureau uuid, p_since timestamptz) returns table
  (via text, state text, number bigint, oldest timestamptz, last_error text)
  language sql stable security definer set search_path = public as $$
  select d.via, d.state, count(*), min(d.made_at),
    (array_agg(d.last_error order by d.made_at desc) filter (where d.last_error is not null))[1]
  from notice_deliveries d
  where d.bureau_id = p_bureau and p_bureau = app_bureau() and d.state in ('waiting', 'refused', 'given-up')
    and (d.state = 'waiting' or d.made_at >= p_since)
  group by d.via, d.state
$$;
revoke all on function notice_figures(uuid, timestamptz) from public;
grant execute on function notice_figures(uuid, timestamptz) to huiyin_app;
