-- Places of a bureau: townships, villages, roads of its own map, for the forms of the public and the picture of the map.

create table place_maps (
  bureau_id uuid primary key references bureaus,
  datum text not null check (datum in ('CGCS2000', 'WGS84')),
  source text not null,
  loaded_at timestamptz not null
);
comment on table place_maps is 'Of what the coordinates of a bureau''s places are degrees, and whose map it is.';

create table places (
  bureau_id uuid not null references bureaus,
  code text not null,
  name_zh text not null,
  name_en text not null,
  kind text not null check (kind in ('area', 'road', 'water', 'point')),
  parent_code text,
  position integer not null,
  lines jsonb not null,
  primary key (bureau_id, code)
);
comment on table places is 'Public geography as the operator loaded it, replaced as a whole; nothing of any person.';

alter table place_maps enable row level security;
create policy own_bureau on place_maps for select to huiyin_app using (bureau_id = (select app_bureau()));
alter table places enable row level security;
create policy own_bureau on places for select to huiyin_app using (bureau_id = (select app_bureau()));
grant select on place_maps, places to huiyin_app;
