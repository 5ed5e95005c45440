-- Whether a row that hangs on a matter is in sight was asked by EXISTS, which the planner may answer by reading all
-- matters of the bureau into a hash first: the inbox of one unit then costs as much as the bureau is large. A scalar
-- subquery is always one look by key for each row that is given out.
do $$
declare t text;
begin
  foreach t in array array['events', 'contents', 'attachments', 'matter_keys', 'proceedings', 'clocks', 'demands',
                           'contacts', 'documents', 'links', 'ratings', 'blind_index', 'access_log'] loop
    execute format('alter policy with_matter on %I using (bureau_id = (select app_bureau()) '
                   'and (select true from matters m where m.bureau_id = %I.bureau_id and m.matter_id = %I.matter_id))',
                   t, t, t);
  end loop;
end $$;
