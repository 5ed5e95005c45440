-- What was sent, what waits and what failed, for whoever keeps the gateways going and may open no matter: no id of a
-- matter, and of a shielded one neither template nor address. Newest first, by the page.
create index notice_deliveries_made on notice_deliveries (bureau_id, made_at desc, notice_id desc);

create function notice_list(p_bureau uuid, p_group text, p_via text, p_before timestamptz, p_before_id uuid, p_limit integer)
  returns table (notice_id uuid, via text, template text, state text, made_at timestamptz, next_at timestamptz,
    attempts integer, settled_at timestamptz, last_error text, tried jsonb, box bytea, retryable boolean)
  language plpgsql stable security definer set search_path = public as $$
begin
  if p_bureau is distinct from app_bureau() then
    return;
  end if;
  -- Two questions instead of one, so that each is answered from its own index.
  if p_group = 'sent' then
    return query
    select d.notice_id, d.via, case when m.shielded then null else d.template end, d.state, d.made_at, d.next_at,
      d.attempts, d.settled_at, d.last_error, d.tried, null::bytea, false
    from notice_deliveries d left join matters m on m.bureau_id = d.bureau_id and m.matter_id = d.matter_id
    where d.bureau_id = p_bureau and d.state in ('sent', 'delivered') and (p_via is null or d.via = p_via)
      and (p_before is null or (d.made_at, d.notice_id) < (p_before, p_before_id))
    order by d.made_at desc, d.notice_id desc limit p_limit;
  else
    return query
    select d.notice_id, d.via, case when m.shielded then null else d.template end, d.state, d.made_at, d.next_at,
      d.attempts, d.settled_at, d.last_error, d.tried,
      case when m.shielded or m.secrecy <> 'none' then null else d.box end, d.state = 'given-up' and d.box is not null
    from notice_deliveries d left join matters m on m.bureau_id = d.bureau_id and m.matter_id = d.matter_id
    where d.bureau_id = p_bureau and d.state in ('waiting', 'refused', 'given-up')
      and (d.state = 'waiting') = (p_group = 'waiting') and (p_via is null or d.via = p_via)
      and (p_before is null or (d.made_at, d.notice_id) < (p_before, p_before_id))
    order by d.made_at desc, d.notice_id desc limit p_limit;
  end if;
end
$$;
revoke all on function notice_list(uuid, text, text, timestamptz, uuid, integer) from public;
grant execute on function notice_list(uuid, text, text, timestamptz, uuid, integer) to huiyin_app;

-- One that was given up waits again; in the transaction that writes down who wished it.
create function notice_retry(p_bureau uuid, p_notice uuid, p_now timestamptz) returns boolean
  language sql security definer set search_path = public as $$
  with revived as (
    update notice_deliveries d set state = 'waiting', next_at = p_now, attempts = 0, settled_at = null
    where d.bureau_id = p_bureau and p_bureau = app_bureau() and d.notice_id = p_notice
      and d.state = 'given-up' and d.box is not null
    returning true)
  select exists (select from revived)
$$;
revoke all on function notice_retry(uuid, uuid, timestamptz) from public;
grant execute on function notice_retry(uuid, uuid, timestamptz) to huiyin_app;
