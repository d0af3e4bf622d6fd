-- owner: registry
-- School districts: no open data lists them, so each provincial office keeps its own, and preferences may name them.

create table districts (
  code       text primary key check (code ~ '^[A-Z0-9-]{2,20}$'),
  name       text not null check (name <> ''),
  province   text not null references provinces,
  -- Made up for a trial, not by an office: pages say so.
  synthetic  boolean not null,
  words      tsvector not null,
  kept_by    text not null check (kept_by <> ''),
  kept_at    timestamptz not null default clock_timestamp()
);
create index districts_by_province on districts (province);
create index districts_by_words on districts using gin (words);

-- A whole municipality, or, where a city has several districts, one institute.
create table district_members (
  member   text primary key check (member ~ '^([A-Z][0-9]{3}|[A-Z0-9]{10})$'),
  district text not null references districts on delete cascade
);
create index district_members_by_district on district_members (district);

grant select, insert, update, delete on districts, district_members to polis_app;

-- How many schools a place holds is asked each time a list of preferences is shown.
create index schools_by_municipality on schools (municipality_code) where closed_in is null;
