-- Steps of instructions and urgent reports go into the daily seal beside the events: how far each record is sealed.
alter table instructions add column sealed_version integer not null default 0;
comment on column instructions.sealed_version is 'Last step a seal lists. Its hash is made anew from the row each time, so that none is kept to be forged.';
