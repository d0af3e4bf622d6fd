-- owner: authoring
-- The working copy of each procedure, as the same YAML that is kept in git; who edited it when; and the requests by which a second person publishes or refuses it.

create table procedure_workings (
  procedure_id text primary key check (procedure_id ~ '^[a-z0-9][a-z0-9-]{0,80}$'),
  -- Every save counts one up and must have started from the last: two people never write over one another.
  version      integer not null check (version >= 1),
  -- Path in the folder of the pack → text.
  files        jsonb not null check (jsonb_typeof(files) = 'object'),
  edited_by    uuid not null references accounts,
  edited_at    timestamptz not null
);
grant select, insert, update on procedure_workings to polis_app;

create table procedure_edits (
  procedure_id text not null references procedure_workings,
  version      integer not null,
  -- Only the files that changed with this version; null for one taken away.
  files        jsonb not null check (jsonb_typeof(files) = 'object'),
  edited_by    uuid not null references accounts,
  edited_at    timestamptz not null,
  primary key (procedure_id, version)
);
grant select, insert on procedure_edits to polis_app;

create trigger procedure_edits_are_append_only before update or delete or truncate on procedure_edits
  for each statement execute function refuse_change();

create table publication_requests (
  id           uuid primary key,
  procedure_id text not null references procedure_workings,
  -- What is asked for is this version and no other: whoever edits it takes the request back.
  version      integer not null,
  note         text not null check (length(note) between 10 and 2000),
  asked_by     uuid not null references accounts,
  asked_at     timestamptz not null,
  outcome      text check (outcome in ('published', 'refused', 'withdrawn')),
  decided_by   uuid references accounts,
  decided_at   timestamptz,
  reason       text check (length(reason) between 10 and 2000),
  digest       text references releases,
  check (num_nonnulls(outcome, decided_by, decided_at) in (0, 3)),
  check ((outcome = 'published') = (digest is not null) or outcome is null),
  check (outcome is distinct from 'refused' or reason is not null),
  -- Four eyes.
  check (outcome is null or outcome = 'withdrawn' or decided_by <> asked_by)
);
create unique index publication_requests_open on publication_requests (procedure_id) where outcome is null;
create index publication_requests_by_procedure on publication_requests (procedure_id, asked_at desc);
grant select, insert on publication_requests to polis_app;
grant update (outcome, decided_by, decided_at, reason, digest) on publication_requests to polis_app;
