-- owner: admissions
-- Which school takes whom: the seed of the draws, the runs worked out from frozen criteria and valid filings with what came of each filing, and their publication by two people; nothing of it is changed afterwards.

create table admission_seeds (
  procedure_id text primary key,
  seed         text not null check (length(seed) between 10 and 500),
  written_by   uuid not null references accounts,
  written_at   timestamptz not null
);
grant select, insert on admission_seeds to polis_app;
create trigger admission_seeds_are_append_only before update or delete or truncate on admission_seeds
  for each statement execute function refuse_change();

create table admission_runs (
  id             uuid primary key,
  procedure_id   text not null references admission_seeds,
  release_digest text not null references releases,
  -- Of release, seed, criteria, filings and what came of each: the same again is the same run.
  digest         text not null check (digest ~ '^[0-9a-f]{64}$'),
  worked_by      uuid not null references accounts,
  worked_at      timestamptz not null,
  unique (procedure_id, digest)
);
grant select, insert on admission_runs to polis_app;
create trigger admission_runs_are_append_only before update or delete or truncate on admission_runs
  for each statement execute function refuse_change();

create table admission_criteria (
  run_id      uuid not null references admission_runs,
  school_code text not null,
  digest      text not null references school_criteria,
  primary key (run_id, school_code)
);
grant select, insert on admission_criteria to polis_app;
create trigger admission_criteria_are_append_only before update or delete or truncate on admission_criteria
  for each statement execute function refuse_change();

create table admission_outcomes (
  run_id      uuid not null references admission_runs,
  filing_id   uuid not null references filings,
  state       text not null check (state in ('admitted', 'moved', 'not-admitted')),
  school_code text,
  place       text,
  -- School by school what the family is told: its own lines, and of the others nothing but counts.
  steps       jsonb not null check (jsonb_typeof(steps) = 'array'),
  primary key (run_id, filing_id),
  check (num_nonnulls(school_code, place) = case state when 'not-admitted' then 0 else 2 end)
);
create index admission_outcomes_by_filing on admission_outcomes (filing_id);
grant select, insert on admission_outcomes to polis_app;
create trigger admission_outcomes_are_append_only before update or delete or truncate on admission_outcomes
  for each statement execute function refuse_change();

create table admission_publications (
  id         uuid primary key,
  run_id     uuid not null references admission_runs,
  note       text not null check (length(note) between 10 and 2000),
  asked_by   uuid not null references accounts,
  asked_at   timestamptz not null,
  outcome    text check (outcome in ('published', 'refused', 'superseded')),
  decided_by uuid references accounts,
  decided_at timestamptz,
  reason     text check (length(reason) between 10 and 2000),
  check (num_nonnulls(outcome, decided_by, decided_at) in (0, 3)),
  check (outcome is distinct from 'refused' or reason is not null),
  -- Four eyes.
  check (outcome is null or outcome = 'superseded' or decided_by <> asked_by)
);
create unique index admission_publications_open on admission_publications (run_id) where outcome is null;
-- What is published is published once.
create unique index admission_publications_once on admission_publications (run_id) where outcome = 'published';
grant select, insert on admission_publications to polis_app;
grant update (outcome, decided_by, decided_at, reason) on admission_publications to polis_app;
