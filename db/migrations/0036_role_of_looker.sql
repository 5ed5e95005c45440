-- Who looked is told to the person it is about by unit and role. The role is the one held at the time: what an account may
-- do changes, and a log read through its present roles would tell something that was not so.
alter table access_log add column roles text[];
comment on column access_log.roles is 'Roles of the account at the time of the look; null: the program itself, or a look from before roles were kept.';
