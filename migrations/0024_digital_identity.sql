-- owner: digital-identity
-- SPID, CIE and their like: the providers we believe, the requests that wait for an answer, which identity belongs to which account, and the log the rules of SPID ask for.

-- A foreigner may come with the provisional code of eleven digits.
alter table accounts drop constraint accounts_fiscal_code_check;
alter table accounts add constraint accounts_fiscal_code_check check (fiscal_code ~ '^([A-Z0-9]{16}|[0-9]{11})$');

create table identity_providers (
  profile   text not null check (profile in ('spid', 'cie')),
  entity_id text not null check (length(entity_id) between 1 and 1024),
  -- The file it was read from: when a newer one of this name is refused, this one goes on counting.
  file      text not null,
  name      text not null,
  described jsonb not null,
  digest    bytea not null,
  loaded_at timestamptz not null,
  primary key (profile, entity_id)
);

-- One row for each time somebody was sent to a provider. Answered once: a second answer is a replay.
create table entry_requests (
  id             text primary key check (length(id) between 20 and 100),
  profile        text not null check (profile in ('spid', 'cie')),
  -- The browser that asked holds the token.
  browser_digest bytea not null check (octet_length(browser_digest) = 32),
  relay_state    text not null,
  provider       text not null,
  level          smallint not null check (level between 1 and 3),
  comparison     text not null,
  purpose        text not null check (purpose in ('enter', 'confirm', 'link', 'leave')),
  -- Who was already in, for the last three.
  account_id     uuid references accounts,
  session_id     uuid,
  next           text not null default '' check (length(next) <= 1000),
  asked_at       timestamptz not null,
  expires_at     timestamptz not null,
  answers        integer not null default 0,
  used_at        timestamptz
);
create index entry_requests_by_expiry on entry_requests (expires_at);

-- Whose an identity is: known by the provider and its own name for the person, never by the fiscal code alone.
create table identity_links (
  provider     text not null check (length(provider) between 1 and 1024),
  subject      text not null check (length(subject) between 1 and 256),
  account_id   uuid not null references accounts,
  method       text not null check (method in ('spid', 'cie', 'eidas', 'cns')),
  level        smallint not null check (level between 1 and 3),
  linked_at    timestamptz not null,
  last_used_at timestamptz not null,
  primary key (provider, subject)
);
create index identity_links_by_account on identity_links (account_id);

-- An identity that waits for a proof that the account of the same fiscal code is its owner's.
create table pending_links (
  browser_digest bytea primary key check (octet_length(browser_digest) = 32),
  account_id     uuid not null references accounts,
  sealed         bytea not null,
  code_digest    bytea not null,
  tries          integer not null default 0,
  expires_at     timestamptz not null
);
create index pending_links_by_account on pending_links (account_id);

-- Who wants to come in with a digital identity and in no other way.
create table digital_only (
  account_id uuid primary key references accounts,
  since      timestamptz not null
);

-- The session a provider keeps (level 1 alone), to be ended with ours.
create table partner_sessions (
  session_id     uuid primary key,
  profile        text not null check (profile in ('spid', 'cie')),
  provider       text not null,
  name_id        text not null,
  name_qualifier text not null,
  session_index  text,
  at             timestamptz not null
);
create index partner_sessions_by_name on partner_sessions (provider, name_id);

-- SPID technical rules, "Log"; DPCM 24-10-2014 art. 13 c. 2: every request with its answer, for 24 months.
create table entry_log (
  id                     uuid primary key,
  profile                text not null check (profile in ('spid', 'cie')),
  kind                   text not null check (kind in ('request', 'response')),
  at                     timestamptz not null,
  request_id             text not null,
  request_instant        timestamptz not null,
  response_id            text,
  response_instant       text,
  response_issuer        text,
  assertion_id           text,
  subject                text,
  subject_name_qualifier text,
  spid_code              text,
  outcome                text not null check (outcome in ('sent', 'accepted', 'refused', 'anomaly')),
  reason                 text not null,
  message                text not null
);
create index entry_log_by_request on entry_log (request_id);
create index entry_log_by_assertion on entry_log (assertion_id) where assertion_id is not null;
create index entry_log_by_spid_code on entry_log (spid_code) where spid_code is not null;
create index entry_log_by_at on entry_log (at);

create function keep_entry_log() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '24 months' then return old; end if;
  raise exception 'entry_log is append-only: a row is kept for 24 months';
end
$$;
create trigger entry_log_is_kept before update or delete on entry_log for each row execute function keep_entry_log();

-- The programs may delete what is over, and nothing else.
create function purge_entry_log() returns integer language plpgsql security definer set search_path = public as $$
declare
  removed integer;
begin
  delete from entry_log where at < now() - interval '24 months';
  get diagnostics removed = row_count;
  return removed;
end
$$;
revoke all on function purge_entry_log() from public;
grant execute on function purge_entry_log() to polis_app;

grant select, insert on entry_log to polis_app;
grant select, insert, update, delete on identity_providers, entry_requests, identity_links, pending_links, digital_only,
  partner_sessions to polis_app;
