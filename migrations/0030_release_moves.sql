-- owner: applications
-- What a new release did to each application begun before it: moved or only told, and which answers it touches; one row for each, so that nobody is told twice.

create table release_moves (
  application_id uuid not null references applications on delete cascade,
  to_digest      text not null references releases,
  from_digest    text not null references releases,
  -- Where the application stood. What is filed stays with the release it was filed with: its person is told.
  standing       text not null check (standing in ('draft', 'correcting', 'filed', 'withdrawn')),
  -- Sections, fields and why, with the names the person knows them by.
  touched        jsonb not null check (jsonb_typeof(touched) = 'array'),
  at             timestamptz not null,
  primary key (application_id, to_digest)
);
create index release_moves_by_release on release_moves (to_digest, application_id);
grant select, insert on release_moves to polis_app;

-- Deleted only with its application, when an account is closed that never filed it.
create trigger release_moves_are_kept before update or truncate on release_moves
  for each statement execute function refuse_change();

-- Everybody who has begun one procedure, in an order a job can go on from.
create index applications_by_procedure on applications (procedure_id, id);
