-- owner: trials
-- The competitions of an office with their candidates, the files of convocations and results it brings in, and what is published of them: outcomes and ranking of merit, each act by two people and never changed afterwards.

create table contests (
  id             uuid primary key,
  procedure_id   text not null,
  -- The rules the competition is held by, for everybody alike, whatever release one filed with.
  release_digest text not null references releases,
  office_code    text not null check (office_code <> ''),
  office_name    text not null,
  -- The answers that tell it apart: {"procedure": "upper", "teaching_class": "A-12"}; empty for a procedure with one.
  key            jsonb not null check (jsonb_typeof(key) = 'object'),
  title          text not null,
  posts          integer check (posts between 1 and 100000),
  formed_by      uuid not null references accounts,
  formed_at      timestamptz not null,
  unique (office_code, procedure_id, key)
);
grant select, insert, update (posts) on contests to polis_app;

create table candidates (
  id             uuid primary key,
  contest_id     uuid not null references contests,
  -- What stands in public lists in the place of the name.
  number         integer not null check (number > 0),
  account_id     uuid not null references accounts,
  application_id uuid not null references applications,
  -- The item of the application that takes part; empty where the application is one whole.
  item           text not null,
  -- The filing the list was formed from.
  filing_id      uuid not null references filings,
  unique (contest_id, number),
  unique (contest_id, application_id, item)
);
create index candidates_by_application on candidates (application_id);
create index candidates_by_account on candidates (account_id);
grant select, insert, update (filing_id) on candidates to polis_app;

create table trial_imports (
  id           uuid primary key,
  contest_id   uuid not null references contests,
  trial        text not null,
  kind         text not null check (kind in ('convocations', 'results')),
  filename     text not null,
  content      text not null check (length(content) between 1 and 2000000),
  uploaded_by  uuid not null references accounts,
  uploaded_at  timestamptz not null,
  -- Nothing of the file counts before it is confirmed.
  confirmed_by uuid references accounts,
  confirmed_at timestamptz,
  -- Why it changes what an earlier one said.
  reason       text check (length(reason) between 10 and 2000),
  check (num_nonnulls(confirmed_by, confirmed_at) in (0, 2))
);
create index trial_imports_by_contest on trial_imports (contest_id, uploaded_at desc);
grant select, insert, delete, update (confirmed_by, confirmed_at, reason) on trial_imports to polis_app;

-- Of each candidate and trial the last row counts; a correction is another row.
create table convocations (
  sequence     bigint generated always as identity primary key,
  candidate_id uuid not null references candidates,
  trial        text not null,
  import_id    uuid not null references trial_imports,
  starts_at    timestamptz not null,
  place        text not null check (place <> ''),
  address      text not null,
  room         text not null,
  seat         text not null
);
create index convocations_by_candidate on convocations (candidate_id, trial, sequence desc);
grant select, insert on convocations to polis_app;
create trigger convocations_are_append_only before update or delete or truncate on convocations
  for each statement execute function refuse_change();

create table trial_results (
  sequence     bigint generated always as identity primary key,
  candidate_id uuid not null references candidates,
  trial        text not null,
  import_id    uuid not null references trial_imports,
  -- Hundredths; null for who did not come.
  points       integer check (points between 0 and 100000)
);
create index trial_results_by_candidate on trial_results (candidate_id, trial, sequence desc);
grant select, insert on trial_results to polis_app;
create trigger trial_results_are_append_only before update or delete or truncate on trial_results
  for each statement execute function refuse_change();

create table trial_publications (
  id           uuid primary key,
  contest_id   uuid not null references contests,
  -- The trial whose outcomes are published; null for the ranking of merit.
  trial        text,
  -- What is asked for is exactly this, to the last hundredth: whatever changes it takes the request back.
  digest       text not null check (digest ~ '^[0-9a-f]{64}$'),
  note         text not null check (length(note) between 10 and 2000),
  asked_by     uuid not null references accounts,
  asked_at     timestamptz not null,
  outcome      text check (outcome in ('published', 'refused', 'superseded')),
  decided_by   uuid references accounts,
  decided_at   timestamptz,
  reason       text check (length(reason) between 10 and 2000),
  check (num_nonnulls(outcome, decided_by, decided_at) in (0, 3)),
  check (outcome is distinct from 'refused' or reason is not null),
  -- Four eyes.
  check (outcome is null or outcome = 'superseded' or decided_by <> asked_by)
);
create unique index trial_publications_open on trial_publications (contest_id, coalesce(trial, '')) where outcome is null;
create index trial_publications_by_contest on trial_publications (contest_id, decided_at desc) where outcome = 'published';
grant select, insert on trial_publications to polis_app;
grant update (outcome, decided_by, decided_at, reason) on trial_publications to polis_app;

create table published_outcomes (
  publication_id uuid not null references trial_publications,
  candidate_id   uuid not null references candidates,
  points         integer,
  outcome        text not null check (outcome in ('admitted', 'passed', 'beyond', 'below', 'absent')),
  -- Told to the candidate: what counted against what.
  because        text not null,
  primary key (publication_id, candidate_id)
);
create index published_outcomes_by_candidate on published_outcomes (candidate_id);
grant select, insert on published_outcomes to polis_app;
create trigger published_outcomes_are_append_only before update or delete or truncate on published_outcomes
  for each statement execute function refuse_change();

create table merit_places (
  publication_id uuid not null references trial_publications,
  candidate_id   uuid not null references candidates,
  position       integer not null check (position > 0),
  total          integer not null,
  parts          jsonb not null,
  -- Which criterion put the one above there, by its name alone: what others declared stays theirs.
  decided_by     text,
  primary key (publication_id, candidate_id)
);
create index merit_places_by_candidate on merit_places (candidate_id);
grant select, insert on merit_places to polis_app;
create trigger merit_places_are_append_only before update or delete or truncate on merit_places
  for each statement execute function refuse_change();
