-- owner: accounts
-- Who may enter and how they prove it: accounts, requests to register, passwords, sessions, second factors, roles, and the limits on guessing.

create table accounts (
  id                uuid primary key,
  fiscal_code       text not null unique check (fiscal_code ~ '^[A-Z0-9]{16}$'),
  username          text not null unique check (username ~ '^[a-z0-9]+(\.[a-z0-9]+)*$' and length(username) <= 80),
  surname           text not null check (length(surname) between 1 and 100),
  name              text not null check (length(name) between 1 and 100),
  birth_date        date not null,
  sex               text not null check (sex in ('F', 'M')),
  birth_place_code  text not null check (birth_place_code ~ '^[A-Z][0-9]{3}$'),
  birth_place       text not null check (length(birth_place) between 1 and 120),
  email             text not null check (length(email) between 3 and 254),
  email_verified_at timestamptz,
  created_at        timestamptz not null
);

-- A request to register is nobody's account until its mailed link is used: writing down somebody else's fiscal code
-- takes nothing away from them.
create table registrations (
  id               uuid primary key,
  -- What the browser that asked holds, so that it alone can have the mail sent again.
  handle_digest    bytea not null unique,
  link_digest      bytea unique,
  fiscal_code      text not null,
  surname          text not null,
  name             text not null,
  birth_date       date not null,
  sex              text not null check (sex in ('F', 'M')),
  birth_place_code text not null,
  birth_place      text not null,
  email            text not null check (length(email) between 3 and 254),
  terms_at         timestamptz not null,
  created_at       timestamptz not null,
  expires_at       timestamptz not null,
  mails            integer not null default 0 check (mails >= 0),
  confirmed_at     timestamptz,
  account_id       uuid references accounts
);
create index registrations_by_expiry on registrations (expires_at);

create table credentials (
  account_id    uuid primary key references accounts,
  password_hash text not null,
  temporary     boolean not null,
  -- Only temporary passwords expire: a password somebody chose stays good until there is a reason.
  expires_at    timestamptz,
  changed_at    timestamptz not null,
  check (temporary = (expires_at is not null))
);

create table recovery_links (
  link_digest bytea primary key,
  account_id  uuid not null references accounts,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz
);
create index recovery_links_by_account on recovery_links (account_id);

create table sessions (
  token_digest bytea primary key check (octet_length(token_digest) = 32),
  id           uuid not null unique,
  account_id   uuid not null references accounts,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  -- The second factor was given in this session.
  proven       boolean not null
);
create index sessions_by_account on sessions (account_id);
create index sessions_by_last_seen on sessions (last_seen_at);

create table memberships (
  account_id uuid not null references accounts,
  role       text not null check (role in ('clerk', 'officer', 'administrator')),
  body_code  text not null check (length(body_code) between 1 and 20),
  body_name  text not null check (body_name <> ''),
  since      timestamptz not null,
  primary key (account_id, role, body_code)
);

create table second_factors (
  account_id    uuid primary key references accounts,
  sealed_secret bytea not null,
  confirmed_at  timestamptz,
  -- Time step of the last code accepted: a code opens one door once.
  last_step     bigint not null default 0
);

-- Browsers somebody has already entered from keep their own budget of tries: strangers cannot use it up.
create table known_devices (
  token_digest bytea not null check (octet_length(token_digest) = 32),
  account_id   uuid not null references accounts,
  seen_at      timestamptz not null,
  primary key (token_digest, account_id)
);
create index known_devices_by_account on known_devices (account_id);

-- Counts of tries under names that cannot be read back. Losing them in a crash costs nothing worth a disk write.
create unlogged table throttles (
  key     text primary key check (length(key) <= 100),
  tries   integer not null check (tries > 0),
  last_at timestamptz not null,
  free_at timestamptz not null
);
create index throttles_by_last_at on throttles (last_at);

-- What somebody was writing when their session ended, encrypted, until they sign in again.
create table parked_forms (
  token_digest bytea primary key check (octet_length(token_digest) = 32),
  account_id   uuid not null references accounts,
  path         text not null check (length(path) <= 2000),
  sealed_form  bytea not null,
  expires_at   timestamptz not null
);
create index parked_forms_by_expiry on parked_forms (expires_at);

grant select, insert, update on accounts to polis_app;
grant select, insert, update, delete on registrations, credentials, recovery_links, sessions, memberships,
  second_factors, known_devices, throttles, parked_forms to polis_app;
