-- owner: applications
-- What a person fills in before it is filed: one draft per application, its attached files, and what two devices wrote at odds.

create table applications (
  id           uuid primary key,
  account_id   uuid not null references accounts,
  procedure_id text not null check (procedure_id <> ''),
  created_at   timestamptz not null,
  unique (account_id, procedure_id)
);
grant select, insert on applications to polis_app;

-- Everything but the edition is kept by section, so that two sections are saved side by side and each save is one
-- statement. Answers are what could be read; typed is what could not, word for word, to be shown again; removed is what
-- was taken away and can be put back. The edition counts corrections: it is filed when a filing carries its number.
create table drafts (
  application_id uuid primary key references applications,
  release_digest text not null references releases,
  edition        integer not null default 1 check (edition >= 1),
  version        integer not null default 0,
  answers        jsonb not null default '{}' check (jsonb_typeof(answers) = 'object'),
  typed          jsonb not null default '{}' check (jsonb_typeof(typed) = 'object'),
  removed        jsonb not null default '{}' check (jsonb_typeof(removed) = 'object'),
  sections       jsonb not null default '{}' check (jsonb_typeof(sections) = 'object'),
  updated_at     timestamptz not null
) with (fillfactor = 70);
grant select, insert, update on drafts to polis_app;

-- A file is attached when an answer names it; the row itself never changes, so a filing's hash stays true.
create table attachments (
  id             uuid primary key,
  application_id uuid not null references applications,
  section        text not null,
  item           text not null,
  field          text not null,
  filename       text not null check (length(filename) between 1 and 255),
  media_type     text not null,
  size           integer not null check (size > 0),
  sha256         text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes          bytea not null,
  added_at       timestamptz not null,
  check (octet_length(bytes) = size)
);
create index attachments_by_application on attachments (application_id);
-- PDF files are compressed already.
alter table attachments alter column bytes set storage external;
grant select, insert on attachments to polis_app;

-- Values typed on one device while another had saved different ones: nothing is lost, the person chooses.
create table draft_conflicts (
  id             uuid primary key,
  application_id uuid not null references applications,
  section        text not null,
  item           text not null,
  -- The session that typed them: its next save replaces its own earlier values.
  session_id     uuid not null,
  fields         text[] not null check (cardinality(fields) > 0),
  mine           jsonb not null,
  at             timestamptz not null,
  unique (application_id, section, item, session_id)
);
grant select, insert, update, delete on draft_conflicts to polis_app;
