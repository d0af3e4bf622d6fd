-- owner: procedures
-- What each school asks and decides for itself in a procedure: decided by its council, published before the applications open, never changed.

create table school_criteria (
  digest       text primary key check (digest ~ '^[0-9a-f]{64}$'),
  procedure_id text not null,
  school_code  text not null check (school_code ~ '^[A-Z]{2}[A-Z0-9]{8}$'),
  name         text not null,
  content      jsonb not null,
  source       text not null,
  published_at timestamptz not null,
  published_by text not null
);
create index school_criteria_newest on school_criteria (procedure_id, school_code, published_at desc);
grant select, insert on school_criteria to polis_app;

create trigger school_criteria_are_append_only before update or delete or truncate on school_criteria
  for each statement execute function refuse_change();
