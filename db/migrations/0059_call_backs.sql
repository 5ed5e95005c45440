-- What a call-back tells besides grades and demands: reached by telephone, the unit in touch before, the reply true to fact.

alter table statistics_counts
  add column called integer not null default 0,
  add column connected integer not null default 0,
  add column contacted_said integer not null default 0,
  add column contacted integer not null default 0,
  add column truth_said integer not null default 0,
  add column truthful integer not null default 0;
