-- Head and foot of documents: who prints for an organ, which marks of the head it uses at all.
alter table paper_organs add column imprint_by text;
alter table paper_organs add column head_marks text[] not null default '{}'
  check (head_marks <@ array['copy-number', 'secrecy', 'urgency']);
comment on column paper_organs.imprint_by is '印发机关 at the foot; null: the organ itself.';
comment on column paper_organs.head_marks is 'Marks (份号, 密级, 紧急程度) its writers may set; none until the organ says so.';

-- A notification about one document of a matter leads to that document, and is seen only while the matter is.
alter table notifications drop constraint notifications_check;
alter table notifications add constraint notifications_leads_somewhere check (matter_id is not null or link is not null);
