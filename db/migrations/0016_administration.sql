-- Administration: what a bureau's administrator keeps besides units and accounts. Each table is the bureau's own.

-- Two administrators may look at the same row; the second to save is told that it changed.
alter table units add column version integer not null default 1;
alter table accounts add column version integer not null default 1;

-- A password that somebody else has seen opens nothing but the change of itself, and not for long.
alter table sign_ins add column one_time_until timestamptz;
comment on column sign_ins.one_time_until is 'Set while the password is a one-time one: until when it may be exchanged for the person''s own.';

create table code_items (
  bureau_id uuid not null references bureaus,
  list text not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  position integer not null default 0,
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  primary key (bureau_id, list, code),
  check (valid_to is null or valid_to >= valid_from)
);
comment on table code_items is 'A bureau''s own codes beside those of the program; ended, never deleted, for old matters name them.';

create table categories (
  bureau_id uuid not null references bureaus,
  code text not null check (code ~ '^([0-9]{2}){1,3}$'),
  parent_code text,
  name_zh text not null,
  name_en text not null,
  position integer not null default 0,
  retired_on date,
  version integer not null default 1,
  primary key (bureau_id, code),
  foreign key (bureau_id, parent_code) references categories (bureau_id, code),
  check (parent_code is not distinct from nullif(left(code, length(code) - 2), ''))
);
comment on table categories is 'Tree of what matters are about, three levels, two digits a level; matters name the code. Retired, never deleted.';

create table calendar_notices (
  bureau_id uuid not null references bureaus,
  year integer not null,
  title text not null,
  number text,
  days jsonb not null,
  imported_at timestamptz not null,
  primary key (bureau_id, year)
);
comment on table calendar_notices is 'Holiday notices read in before a release of the program brings them; the program''s own win.';

create table notice_words (
  bureau_id uuid not null references bureaus,
  template text not null,
  version integer not null,
  text_zh text not null,
  text_en text not null,
  saved_at timestamptz not null,
  account_id uuid not null,
  primary key (bureau_id, template, version)
);
comment on table notice_words is 'A bureau''s own words of a notice; the highest version holds. An empty pair goes back to the program''s words.';

create table retention_periods (
  bureau_id uuid not null references bureaus,
  kind text not null,
  valid_from date not null,
  months integer not null check (months between 1 and 1200),
  basis_zh text not null,
  basis_en text not null,
  primary key (bureau_id, kind, valid_from)
);
comment on table retention_periods is 'How long a kind of data is kept. Says what may be decided on; nothing is deleted by it.';

create table access_samples (
  bureau_id uuid not null references bureaus,
  sample_id uuid not null,
  from_day date not null,
  to_day date not null,
  seed text not null,
  population integer not null,
  drawn_at timestamptz not null,
  account_id uuid not null,
  primary key (bureau_id, sample_id)
);
comment on table access_samples is 'A sample of staff''s looks at personal data, drawn for review; the seed makes the draw repeatable.';

create table access_reviews (
  bureau_id uuid not null,
  sample_id uuid not null,
  access_id uuid not null,
  position integer not null,
  verdict text check (verdict in ('justified', 'unclear', 'unjustified')),
  words text,
  reviewed_at timestamptz,
  reviewer_id uuid,
  primary key (bureau_id, sample_id, access_id),
  foreign key (bureau_id, sample_id) references access_samples (bureau_id, sample_id),
  check ((verdict is null) = (reviewed_at is null))
);

do $$
declare t text;
begin
  foreach t in array array['code_items', 'categories', 'calendar_notices', 'notice_words', 'retention_periods',
                           'access_samples', 'access_reviews'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app using (bureau_id = (select app_bureau())) '
                   'with check (bureau_id = (select app_bureau()))', t);
  end loop;
end $$;

grant select, insert on code_items, categories, calendar_notices, notice_words, retention_periods, access_samples,
  access_reviews to huiyin_app;
grant update (name_zh, name_en, position, valid_from, valid_to, version) on code_items to huiyin_app;
grant update (name_zh, name_en, position, retired_on, version) on categories to huiyin_app;
grant update (verdict, words, reviewed_at, reviewer_id) on access_reviews to huiyin_app;
-- A period not yet in force may be corrected.
grant update (months, basis_zh, basis_en) on retention_periods to huiyin_app;

-- Looks are searched by time over all matters; until now they were only read matter by matter.
create index access_log_at on access_log (bureau_id, at desc, access_id desc);
