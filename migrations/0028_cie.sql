-- owner: cie
-- The way in with CIE by OpenID Connect: our keys, whom the federation vouches for, sign-ins under way, what is to be revoked, and the record the rules ask for.

-- Private parts are sealed with the installation's secret. Keys of the federation and of OpenID Connect are never the same.
create table cie_keys (
  kid        text primary key check (length(kid) between 1 and 100),
  purpose    text not null check (purpose in ('federation', 'signing', 'encryption')),
  public_key jsonb not null,
  sealed_key bytea not null,
  created_at timestamptz not null,
  -- From when it is used; a key that is only published is known to others before it is needed.
  active_from timestamptz,
  -- Until when it is still published, once another has taken its place.
  retires_at timestamptz
);

-- Trust chains believed, until the first of their statements is over: can be thrown away and fetched again.
create table cie_trust_chains (
  entity      text primary key check (length(entity) <= 2000),
  anchor      text not null,
  tokens      jsonb not null,
  metadata    jsonb not null,
  marks       jsonb not null,
  resolved_at timestamptz not null,
  expires_at  timestamptz not null
);

create table cie_sign_ins (
  id              uuid primary key,
  state_digest    bytea not null unique check (octet_length(state_digest) = 32),
  -- The browser that began: the answer is taken from no other.
  browser_digest  bytea not null check (octet_length(browser_digest) = 32),
  nonce           text not null,
  sealed_verifier bytea not null,
  issuer          text not null,
  level           integer not null check (level between 1 and 3),
  path            text not null check (length(path) <= 1000),
  purpose         text not null check (purpose in ('enter', 'confirm', 'link')),
  -- Who was in already: to prove again who they are, or to add this identity to their account.
  account_id      uuid references accounts,
  session_id      uuid,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  used_at         timestamptz
);
create index cie_sign_ins_by_expiry on cie_sign_ins (expires_at);

-- An ID token is taken once.
create table cie_tokens_taken (
  issuer     text not null,
  jti        text not null,
  expires_at timestamptz not null,
  primary key (issuer, jti)
);

-- What must be revoked at the provider when the session ends.
create table cie_access_tokens (
  session_id   uuid primary key,
  sealed_token bytea not null,
  kept_at      timestamptz not null
);

-- Requests and answers, for 24 months (SPID and CIE rules, "tracciature"; DPCM 24-10-2014 art. 13 c. 2).
create table cie_records (
  id             uuid primary key,
  sign_in_id     uuid not null,
  recorded_at    timestamptz not null,
  kind           text not null check (kind in ('request', 'answer', 'id-token', 'userinfo', 'refused')),
  issuer         text not null,
  subject        text,
  token_id       text,
  reason         text,
  sealed_message bytea not null
);
create index cie_records_by_sign_in on cie_records (sign_in_id);
create index cie_records_by_time on cie_records (recorded_at);

-- The program can write the record and forget what is older than the rules ask: nothing else.
create function forget_cie_records() returns bigint language sql security definer set search_path = public as $$
  with forgotten as (delete from cie_records where recorded_at < now() - interval '24 months' returning 1)
  select count(*) from forgotten
$$;
revoke execute on function forget_cie_records() from public;

grant select, insert, update on cie_keys to polis_app;
grant select, insert, update, delete on cie_trust_chains, cie_sign_ins, cie_tokens_taken, cie_access_tokens to polis_app;
grant select, insert on cie_records to polis_app;
grant execute on function forget_cie_records() to polis_app;
