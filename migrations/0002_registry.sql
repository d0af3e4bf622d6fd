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
  code              text primary key check (code ~ '^[A-Z]{2}[A-Z0-9]{8}$'),
  source            text not null check (source in ('state', 'recognised', 'autonomous', 'autonomous_recognised')),
  school_year       text not null check (school_year ~ '^[0-9]{4}/[0-9]{2}$'),
  area              text not null,
  region            text not null,
  province          text not null,
  institute_code    text,
  name              text,
  address           text,
  postal_code       text check (postal_code ~ '^[0-9]{5}$'),
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
-- Only imports write, and each ends by calling tidy_registry: the words go into the index in one sorted pass.
create index schools_by_words on schools using gin (words) with (gin_pending_list_limit = 65536);

create function tidy_registry() returns void language sql security definer set search_path = public, pg_temp as $$
  select gin_clean_pending_list('schools_by_words');
  select gin_clean_pending_list('municipalities_by_words');
$$;
revoke execute on function tidy_registry() from public;
grant execute on function tidy_registry() to polis_app;

-- What schools refer to, checked once for all rows of a statement: three foreign keys, checked row by row, double the
-- time of an import. Nobody may delete what they refer to.
create function check_school_references() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  stray text;
begin
  -- Executed as text so that it is planned anew: a plan made while the tables were empty would read them row by row.
  execute 'select s.code from written s
           left join provinces p on p.code = s.province
           left join municipalities m on m.code = s.municipality_code
           left join institutes i on i.code = s.institute_code
           where p.code is null or m.code is null or (s.institute_code is not null and i.code is null)
           limit 1' into stray;
  if stray is not null then
    raise exception 'school % refers to a province, municipality or institute that is not there', stray
      using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

create trigger schools_inserted_refer after insert on schools referencing new table as written
  for each statement execute function check_school_references();
create trigger schools_updated_refer after update on schools referencing new table as written
  for each statement execute function check_school_references();

grant select, insert, update on provinces, offices, municipalities, countries, teaching_classes, institutes, schools to polis_app;
