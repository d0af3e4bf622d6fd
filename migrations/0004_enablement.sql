-- owner: enablement
-- From an account to a personal code: what was declared, the codes, and the identity checks of the desk.
-- Requests, forms and identity checks are the evidence that an advanced electronic signature rests on (DPCM 22-2-2013,
-- art. 57): they are kept for 20 years from the check, the person may have a copy, and the programs cannot change them.

create sequence enablement_request_numbers;

-- Exactly what was printed on the form and signed at the desk.
create table enablement_requests (
  id          uuid primary key,
  number      text not null unique,
  account_id  uuid not null references accounts,
  declaration jsonb not null check (jsonb_typeof(declaration) = 'object'),
  made_at     timestamptz not null
);
create index enablement_requests_by_account on enablement_requests (account_id, made_at);
create index enablement_requests_by_fiscal_code on enablement_requests ((declaration -> 'person' ->> 'fiscalCode'));

-- Where each person stands, with the contact data as they are today.
create table enablements (
  account_id        uuid primary key references accounts,
  state             text not null
    check (state in ('none', 'requested', 'code-confirmed', 'identified', 'active', 'revoked')),
  request_id        uuid not null unique references enablement_requests,
  street            text not null check (length(street) between 1 and 120),
  municipality_code text not null check (municipality_code ~ '^[A-Z][0-9]{3}$'),
  municipality      text not null check (municipality <> ''),
  province          text not null check (province ~ '^[A-Z]{2}$'),
  postal_code       text not null check (postal_code ~ '^[0-9]{5}$'),
  mobile            text not null check (mobile ~ '^(\+?[0-9]{6,15})?$'),
  phone             text not null check (phone ~ '^(\+?[0-9]{6,15})?$'),
  changed_at        timestamptz not null,
  check (mobile <> '' or phone <> '')
);

-- Data entered and shown for a last look, not yet requested.
create table enablement_drafts (
  account_id uuid primary key references accounts,
  data       jsonb not null check (jsonb_typeof(data) = 'object'),
  saved_at   timestamptz not null
);

create table adhesion_forms (
  request_id uuid primary key references enablement_requests,
  pdf        bytea not null,
  sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  made_at    timestamptz not null
);

-- One code for each person: the temporary one until it is replaced, then their own.
create table personal_codes (
  account_id   uuid primary key references accounts,
  hash         text not null,
  temporary    boolean not null,
  expires_at   timestamptz,
  failures     integer not null default 0 check (failures between 0 and 10),
  paused_until timestamptz,
  suspended_at timestamptz,
  -- When temporary codes were mailed in the last 24 hours: they may not be asked for without end.
  mailed_at    timestamptz[] not null default '{}',
  changed_at   timestamptz not null,
  check (temporary = (expires_at is not null)),
  check ((suspended_at is not null) = (failures = 10))
);

-- What a clerk looked up: only this may be opened, and it stays on record who looked at whom.
create table desk_lookups (
  clerk_account_id uuid not null references accounts,
  request_id       uuid not null references enablement_requests,
  office_code      text not null check (office_code <> ''),
  looked_up_at     timestamptz not null,
  primary key (clerk_account_id, request_id, looked_up_at)
);

-- Retention: 20 years from checked_at.
create table identity_checks (
  id               uuid primary key,
  -- One outcome for each request, whoever comes first.
  request_id       uuid not null unique references enablement_requests,
  account_id       uuid not null references accounts,
  clerk_account_id uuid not null references accounts,
  clerk_name       text not null check (clerk_name <> ''),
  office_code      text not null check (office_code <> ''),
  office_name      text not null check (office_name <> ''),
  checked_at       timestamptz not null,
  outcome          text not null check (outcome in ('confirmed', 'refused')),
  checks           text[] not null,
  document_kind    text not null,
  document_number  text not null,
  document_expires date not null,
  form_sha256      text check (form_sha256 ~ '^[0-9a-f]{64}$'),
  reason           text,
  note             text not null default '' check (length(note) <= 1000),
  check (clerk_account_id <> account_id),
  check ((outcome = 'refused') = (reason is not null)),
  check (outcome = 'refused' or checks @> '{person,document,fiscal-code,form}'),
  check (outcome = 'refused' or document_expires >= (checked_at at time zone 'Europe/Rome')::date)
);
create index identity_checks_by_account on identity_checks (account_id, checked_at);
create index identity_checks_by_clerk on identity_checks (clerk_account_id, checked_at);

create trigger enablement_requests_are_append_only before update or delete or truncate on enablement_requests
  for each statement execute function refuse_change();
create trigger adhesion_forms_are_append_only before update or delete or truncate on adhesion_forms
  for each statement execute function refuse_change();
create trigger desk_lookups_are_append_only before update or delete or truncate on desk_lookups
  for each statement execute function refuse_change();
create trigger identity_checks_are_append_only before update or delete or truncate on identity_checks
  for each statement execute function refuse_change();

grant usage on sequence enablement_request_numbers to polis_app;
grant select, insert on enablement_requests, adhesion_forms, desk_lookups, identity_checks to polis_app;
grant select, insert, update on enablements, personal_codes to polis_app;
grant select, insert, update, delete on enablement_drafts to polis_app;
