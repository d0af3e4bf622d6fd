-- owner: registry
-- The reference data of the Ministry and of ISTAT: what applications name by code. Rows that disappear are marked closed, never deleted.

create table registry_imports (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default clock_timestamp(),
  by      text not null check (by <> ''),
  files   jsonb not null check (jsonb_typeof(files) = 'array'),
  changes jsonb not null check (jsonb_typeof(changes) = 'object'),
  -- Day of the list of municipalities in use: older school files may name municipalities abolished since.
  municipalities_as_of date
);
grant select, insert on registry_imports to polis_app;
-- The number of an import is drawn before its rows are written, its record when it is known what changed.
grant usage on sequence registry_imports_id_seq to polis_app;

-- In every table below imported_in is the import that last wrote the row, closed_in the one that no longer held it.
-- They carry no foreign key: it would be checked row by row, a hundred thousand times in one import.

create table provinces (
  code         text primary key check (code ~ '^[A-Z]{2}$'),
  name         text not null,
  display_name text not null,
  region       text not null,
  code_prefix  text not null check (code_prefix ~ '^[A-Z]{2}$'),
  autonomous   boolean not null,
  imported_in  bigint not null,
  closed_in    bigint
);

create table offices (
  code          text primary key check (code ~ '^[A-Z0-9-]{2,20}$'),
  kind          text not null check (kind in ('province')),
  name          text not null,
  province      text not null references provinces,
  register_code text not null unique check (register_code ~ '^[A-Z0-9]{2,16}$'),
  imported_in   bigint not null,
  closed_in     bigint
);
create unique index offices_one_per_province on offices (province) where closed_in is null;

create table municipalities (
  code          text primary key check (code ~ '^[A-Z][0-9]{3}$'),
  name          text not null,
  istat_code    text check (istat_code ~ '^[0-9]{6}$'),
  province      text not null check (province ~ '^[A-Z]{2}$'),
  province_name text not null,
  region        text not null,
  capital       boolean not null,
  source        text not null check (source in ('istat', 'schools')),
  words         tsvector not null,
  imported_in   bigint not null,
  closed_in     bigint
);
create index municipalities_by_words on municipalities using gin (words);

create table countries (
  code        text primary key check (code ~ '^Z[0-9]{3}$'),
  name        text not null,
  name_en     text,
  current     boolean not null,
  ceased_on   date,
  imported_in bigint not null,
  closed_in   bigint
);

create table teaching_classes (
  code        text primary key check (code <> '' and length(code) <= 30),
  name        text not null,
  kind        text not null check (kind in ('common', 'support', 'class_a', 'class_b', 'educator')),
  grade       text not null check (grade in ('nursery', 'primary', 'lower', 'upper', 'lower_upper', 'educator')),
  current     boolean not null,
  imported_in bigint not null,
  closed_in   bigint
);

create table institutes (
  code        text primary key check (code ~ '^[A-Z]{2}[A-Z0-9]{8}$'),
  name        text,
  province    text not null references provinces,
  source      text not null check (source in ('state', 'autonomous')),
  imported_in bigint not null,
  closed_in   bigint
);

create table schools (
  code              text primary key check (length(code) = 10),
  source            text not null check (source in ('state', 'recognised', 'autonomous', 'autonomous_recognised')),
  school_year       text not null check (length(school_year) = 7),
  area              text not null,
  region            text not null,
  province          text not null,
  institute_code    text,
  name              text,
  address           text,
  postal_code       text check (length(postal_code) = 5),
  municipality_code text not null,
  municipality_name text not null,
  feature           text,
  kind_name         text,
  headquarters      boolean,
  comprehensive_of  text,
  email             text,
  pec               text,
  website           text,
  school_site       boolean,
  grades            text[] not null,
  words             tsvector not null,
  imported_in       bigint not null,
  closed_in         bigint
);
create index schools_by_province on schools (province);
-- Only imports write, and each ends with finish_registry_import: the words go into the index in one sorted pass.
create index schools_by_words on schools using gin (words) with (gin_pending_list_limit = 65536);

-- Ends an import. What schools refer to is checked here, once for all rows: three foreign keys, checked row by row,
-- would double the time of an import, and nobody else writes schools or deletes what they refer to.
create function finish_registry_import(import bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  stray text;
begin
  select s.code into stray from schools s
  left join provinces p on p.code = s.province
  left join municipalities m on m.code = s.municipality_code
  left join institutes i on i.code = s.institute_code
  where s.imported_in = import
    and (p.code is null or m.code is null or (s.institute_code is not null and i.code is null))
  limit 1;
  if stray is not null then
    raise exception 'school % refers to a province, municipality or institute that is not there', stray
      using errcode = 'foreign_key_violation';
  end if;
  perform gin_clean_pending_list('schools_by_words');
  perform gin_clean_pending_list('municipalities_by_words');
end $$;
revoke execute on function finish_registry_import(bigint) from public;
grant execute on function finish_registry_import(bigint) to polis_app;

grant select, insert, update on provinces, offices, municipalities, countries, teaching_classes, institutes, schools to polis_app;
