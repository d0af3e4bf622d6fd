-- owner: filings
-- The protocol register (one gapless series per office and year, append-only), what is filed and withdrawn under its numbers, receipts, refused attempts and readings.

-- The only row that changes: the last number given. It is taken in the transaction that uses it, so an undone filing
-- leaves no gap; the half-empty pages let every change stay on its page.
create table registers (
  office_code text not null check (office_code <> ''),
  year        integer not null check (year between 2000 and 9999),
  last_number integer not null check (last_number >= 0),
  primary key (office_code, year)
) with (fillfactor = 20);
grant select, insert (office_code, year, last_number), update (last_number) on registers to polis_app;

create function refuse_going_back() returns trigger language plpgsql as $$
begin
  raise exception 'register %/% cannot go back to a number already given', old.office_code, old.year
    using errcode = 'insufficient_privilege';
end $$;
create trigger registers_only_advance before update on registers
  for each row when (new.last_number < old.last_number or new.office_code <> old.office_code or new.year <> old.year)
  execute function refuse_going_back();
create trigger registers_are_kept before delete or truncate on registers
  for each statement execute function refuse_change();

-- What DPR 445/2000 art. 53 wants recorded and unmodifiable. The stamp (segnatura) is made of these parts.
create table register_entries (
  office_code    text not null,
  year           integer not null,
  number         integer not null check (number > 0),
  kind           text not null check (kind in ('filing', 'withdrawal')),
  filing_id      uuid not null,
  administration text not null check (administration <> ''),
  office_name    text not null check (office_name <> ''),
  register_code  text not null check (register_code <> ''),
  sender         text not null check (sender <> ''),
  subject        text not null check (subject <> ''),
  sha256         bytea not null check (octet_length(sha256) = 32),
  -- The last byte of the request: what counts for the deadline and for the year of the number.
  arrived_at     timestamptz not null,
  registered_at  timestamptz not null,
  primary key (office_code, year, number),
  unique (filing_id, kind)
);

create table filings (
  -- Made with the page that asks to confirm, so that a retry is known for what it is.
  id             uuid primary key,
  application_id uuid not null references applications,
  account_id     uuid not null,
  procedure_id   text not null,
  release_digest text not null,
  edition        integer not null check (edition > 0),
  -- First, second… filing of this application.
  sequence       integer not null check (sequence > 0),
  office_code    text not null,
  year           integer not null,
  number         integer not null,
  -- "ROSSI ANNA": surname and name without accents, for the office's search.
  sender_key     text not null,
  arrived_at     timestamptz not null,
  filed_at       timestamptz not null,
  -- The application itself, in the one spelling whose SHA-256 the register holds.
  canonical      bytea not null check (octet_length(canonical) > 0),
  sha256         bytea not null check (octet_length(sha256) = 32),
  -- Why it counts as signed (CAD art. 65): the identification at the desk and the personal code, with their instants.
  validity       jsonb not null check (validity ? 'ground'),
  unique (application_id, edition),
  unique (application_id, sequence),
  unique (office_code, year, number),
  foreign key (office_code, year, number) references register_entries
);
create index filings_by_sender on filings (office_code, sender_key text_pattern_ops);

create table withdrawals (
  filing_id    uuid primary key references filings,
  office_code  text not null,
  year         integer not null,
  number       integer not null,
  arrived_at   timestamptz not null,
  withdrawn_at timestamptz not null,
  canonical    bytea not null,
  sha256       bytea not null check (octet_length(sha256) = 32),
  validity     jsonb not null check (validity ? 'ground'),
  foreign key (office_code, year, number) references register_entries
);

create table receipts (
  filing_id uuid primary key references filings,
  pdf       bytea not null,
  sha256    bytea not null check (octet_length(sha256) = 32),
  made_at   timestamptz not null,
  -- Characters no font at hand can show, replaced in the PDF and nowhere else.
  replaced  text[] not null
);
-- A PDF is compressed already.
alter table receipts alter column pdf set storage external;

-- What did not become a filing, with the instant of arrival: the proof of every attempt for who is late or refused.
create table attempts (
  id             bigint generated always as identity primary key,
  account_id     uuid not null,
  application_id uuid not null references applications,
  filing_id      uuid,
  act            text not null check (act in ('filing', 'withdrawal')),
  outcome        text not null check (outcome ~ '^[a-z][a-z-]*$'),
  arrived_at     timestamptz not null,
  closes_at      timestamptz,
  request_id     text not null,
  recorded_at    timestamptz not null default clock_timestamp()
);
create index attempts_by_application on attempts (application_id, id);

-- Every look an office takes at a filed application, shown to the person it is about.
create table readings (
  id          bigint generated always as identity primary key,
  filing_id   uuid not null references filings,
  reader      uuid not null,
  office_code text not null,
  office_name text not null,
  what        text not null check (what in ('answers', 'receipt')),
  read_at     timestamptz not null default clock_timestamp()
);
create index readings_by_filing on readings (filing_id, read_at);

grant select, insert on register_entries, filings, withdrawals, receipts to polis_app;
grant select, insert (account_id, application_id, filing_id, act, outcome, arrived_at, closes_at, request_id) on attempts to polis_app;
grant select, insert (filing_id, reader, office_code, office_name, what) on readings to polis_app;

do $$ declare kept text; begin
  foreach kept in array array['register_entries', 'filings', 'withdrawals', 'receipts', 'attempts', 'readings'] loop
    execute format('create trigger %I before update or delete or truncate on %I
      for each statement execute function refuse_change()', kept || '_are_append_only', kept);
  end loop;
end $$;
