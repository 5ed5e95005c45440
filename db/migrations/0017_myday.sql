-- My day (我的一天): figures of a unit by the day its matters ended.
create index matters_ended_handled on matters (bureau_id, handler_unit_id, ended_on, matter_id)
  where ended_on is not null;
