-- The folded state of a matter and the data of its events are written at every step and read whole: as json they are
-- stored as they came. jsonb took them apart and put them together again each time, and its form of them is hardly
-- compressed at all (docs/benchmark.md).

-- Lists ask for these two; the projection writes them, so that no list has to open the state.
alter table matters alter column centre_unit_id drop expression;
alter table matters add column subject_id uuid generated always as ((doc ->> 'subjectId')::uuid) stored;
alter table matters alter column subject_id drop expression;
comment on column matters.centre_unit_id is 'Unit that took the matter in (受理单位), of a review its reviewer.';
comment on column matters.subject_id is 'The content that holds the subject.';

alter table matters alter column doc type json using doc::json;
alter table events alter column data type json using data::json;

-- Most matters come of no file: their empty key was entered anew at every step.
alter table matters drop constraint matters_bureau_id_source_key_key;
create unique index matters_source on matters (bureau_id, source_key) where source_key is not null;
