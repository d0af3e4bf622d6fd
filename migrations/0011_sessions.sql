-- owner: accounts
-- A session says how its person came in, how strongly, when last, and from where: for the acts that ask for a fresh proof, for the list of devices, and for what a filing is valid by.

alter table sessions
  add column method text not null default 'password'
    check (method in ('password', 'passkey', 'spid', 'cie', 'eidas', 'cns')),
  add column level smallint not null default 1 check (level between 1 and 3),
  add column authenticated_at timestamptz,
  -- When the password was last given: with a second factor the proof is as old as the older of the two.
  add column password_at timestamptz,
  -- Who vouched for the person: entity id of a SAML identity provider, issuer of an OpenID one.
  add column provider text check (length(provider) <= 500),
  add column assertion_id text check (length(assertion_id) <= 500),
  add column user_agent text not null default '' check (length(user_agent) <= 400),
  add column network text not null default '' check (length(network) <= 60);

update sessions set authenticated_at = created_at, password_at = created_at, level = case when proven then 2 else 1 end;

alter table sessions
  alter column authenticated_at set not null,
  alter column method drop default,
  alter column level drop default;
