-- owner: sso
-- One sign-on: the services that trust the portal (clients), what people let them have, what the OpenID provider remembers, and its keys.

create table openid_clients (
  id                 text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) between 3 and 60),
  name               text not null check (length(name) between 3 and 100),
  -- What the service does with what it gets, in the words shown when it is entered.
  purpose            text not null check (length(purpose) between 10 and 500),
  home_url           text not null check (length(home_url) <= 500),
  redirect_uris      text[] not null check (cardinality(redirect_uris) between 1 and 10),
  post_logout_uris   text[] not null default '{}',
  logout_url         text check (length(logout_url) <= 500),
  authentication     text not null check (authentication in ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
  public_keys        jsonb,
  scopes             text[] not null,
  -- The norm by which the service may have the fiscal code; without one it never gets it.
  fiscal_code_basis  text check (length(fiscal_code_basis) between 5 and 500),
  level              smallint not null check (level between 1 and 3),
  -- Of the administration itself: the person is told what is passed, and not asked.
  own                boolean not null default false,
  refresh            boolean not null default false,
  suspended          boolean not null default false,
  created_at         timestamptz not null,
  check ((authentication = 'private_key_jwt') = (public_keys is not null)),
  check (('fiscal_number' = any (scopes)) = (fiscal_code_basis is not null))
);

-- Secrets are random and long: their digest is enough to know them again. Two are good while one takes over.
create table openid_client_secrets (
  digest      bytea primary key check (octet_length(digest) = 32),
  client_id   text not null references openid_clients,
  created_at  timestamptz not null,
  expires_at  timestamptz
);
create index openid_client_secrets_by_client on openid_client_secrets (client_id);

create table openid_consents (
  account_id    uuid not null references accounts,
  client_id     text not null references openid_clients,
  scopes        text[] not null,
  claims        text[] not null,
  given_at      timestamptz not null,
  last_used_at  timestamptz not null,
  primary key (account_id, client_id)
);

-- Everything the protocol remembers, by the digest of its id: whoever reads the table holds no token.
create table openid_rows (
  kind            text not null,
  id_digest       bytea not null check (octet_length(id_digest) = 32),
  payload         jsonb not null,
  grant_id        text,
  uid             text,
  portal_session  uuid,
  account_id      uuid,
  client_id       text,
  expires_at      timestamptz not null,
  consumed_at     timestamptz,
  primary key (kind, id_digest)
);
create unique index openid_rows_by_uid on openid_rows (uid) where uid is not null;
create index openid_rows_by_grant on openid_rows (grant_id) where grant_id is not null;
create index openid_rows_by_portal_session on openid_rows (portal_session) where portal_session is not null;
create index openid_rows_by_account on openid_rows (account_id, client_id) where account_id is not null;
create index openid_rows_by_expiry on openid_rows (expires_at);

-- Sealed with the installation's secret. A key is shown before it is used, and after, as long as something signed with
-- it may still be about.
create table openid_keys (
  id          text primary key,
  use         text not null check (use in ('signing', 'cookies', 'salt')),
  sealed      bytea not null,
  created_at  timestamptz not null,
  use_from    timestamptz not null,
  retire_at   timestamptz
);

grant select, insert, update on openid_clients to polis_app;
grant select, insert, update, delete on openid_client_secrets, openid_consents, openid_rows, openid_keys to polis_app;

-- However a session ends (its owner, another device, a new password, a revocation, time), the services entered in it
-- are told: here, because whoever ends one tomorrow will not think of it.
create function tell_openid_clients() returns trigger language plpgsql as $$
begin
  insert into outbox (task, payload, key)
    select 'sso.session-over', jsonb_build_object('session', old.id), 'sso.session-over:' || old.id
    where exists (select from openid_rows where portal_session = old.id);
  return null;
end $$;

create trigger openid_clients_are_told after delete on sessions for each row execute function tell_openid_clients();
