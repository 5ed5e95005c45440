-- Erasure of a matter's content: the record of the decision and the destruction of the key are one act. The application
-- role cannot destroy a key or forget a blind index otherwise, and cannot record the decision without carrying it out.

create function carry_out_erasure() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update matter_keys set wrapped = null, destroyed_at = new.recorded_at, decision = new.data ->> 'decision'
  where bureau_id = new.bureau_id and matter_id = new.matter_id and wrapped is not null;
  delete from blind_index where bureau_id = new.bureau_id and matter_id = new.matter_id;
  return null;
end $$;
revoke all on function carry_out_erasure() from public;
comment on function carry_out_erasure() is 'Destroys the key of a matter and its look-up digests when the erasure is recorded in the ledger.';

create trigger erasure_is_carried_out after insert on events
  for each row when (new.type = 'matter.erased') execute function carry_out_erasure();

-- A key is wrapped anew when the outer key is rotated; without these two columns the CHECK keeps it from being nulled.
revoke update (destroyed_at, decision) on matter_keys from huiyin_app;
