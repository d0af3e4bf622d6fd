-- owner: second-factors
-- Beside the code of an app there are passkeys, and codes for who has lost both; they have a feature of their own, above the accounts.

create table totp_keys (
  account_id   uuid primary key references accounts,
  sealed_key   bytea not null,
  confirmed_at timestamptz not null,
  last_used_at timestamptz,
  -- Time step of the last code accepted: a code opens one door once.
  last_step    bigint not null default 0
);

-- A key that was never confirmed protects nothing: its owner is shown a new one.
insert into totp_keys (account_id, sealed_key, confirmed_at, last_step)
select account_id, sealed_secret, confirmed_at, last_step from second_factors where confirmed_at is not null;

drop table second_factors;

create table passkeys (
  id            uuid primary key,
  account_id    uuid not null references accounts,
  -- What the browser calls the key (WebAuthn: credential id), and its public half as a COSE key.
  credential_id text not null unique check (length(credential_id) between 1 and 1400),
  public_key    bytea not null check (octet_length(public_key) between 30 and 3000),
  algorithm     integer not null check (algorithm in (-7, -8, -257)),
  -- How often the key says that it was used; zero for ever where the device does not count.
  counter       bigint not null check (counter >= 0),
  transports    text[] not null default '{}',
  backed_up     boolean not null,
  name          text not null check (length(name) between 1 and 60),
  added_at      timestamptz not null,
  last_used_at  timestamptz
);
create index passkeys_by_account on passkeys (account_id);

-- What a browser was asked to sign: once, soon, and only by who was asked.
create table passkey_challenges (
  digest     bytea primary key check (octet_length(digest) = 32),
  -- For what, and whose session or visit asked.
  bound      text not null check (length(bound) between 10 and 200),
  expires_at timestamptz not null
);
create index passkey_challenges_by_bound on passkey_challenges (bound);
create index passkey_challenges_by_expiry on passkey_challenges (expires_at);

create table recovery_codes (
  account_id uuid not null references accounts,
  -- A digest under the installation's secret: whoever reads the table cannot use it.
  digest     text not null check (length(digest) = 43),
  made_at    timestamptz not null,
  used_at    timestamptz,
  primary key (account_id, digest)
);

grant select, insert, update, delete on totp_keys, passkeys, passkey_challenges, recovery_codes to polis_app;
