-- owner: addresses
-- Several mail addresses for each person in the place of one, each proven by a mailed link, one of them the reference; every change is kept, so that it can be taken back.

create table addresses (
  id              uuid primary key,
  account_id      uuid not null references accounts,
  kind            text not null check (kind in ('private', 'institutional', 'pec')),
  address         text not null check (length(address) between 3 and 254),
  created_at      timestamptz not null,
  -- The last time a link mailed there was used: mail arrived, and its owner wanted it.
  verified_at     timestamptz,
  -- Where everything is mailed. One at most for each person.
  reference_since timestamptz,
  removed_at      timestamptz,
  -- The mailed link that waits to be used: its token is made from these and stored nowhere.
  link_number     integer not null default 0,
  link_expires_at timestamptz,
  link_failures   integer not null default 0,
  mails           integer not null default 0,
  mailed_at       timestamptz,
  check (reference_since is null or (verified_at is not null and removed_at is null))
);
create unique index addresses_reference on addresses (account_id) where reference_since is not null;
create unique index addresses_once on addresses (account_id, lower(address)) where removed_at is null;
create index addresses_by_account on addresses (account_id, created_at);

create table address_changes (
  id               uuid primary key,
  -- Order: two changes may have the same instant.
  number           bigint generated always as identity,
  account_id       uuid not null references accounts,
  what             text not null check (what in ('added', 'reference', 'removed', 'fixed', 'undone')),
  address_id       uuid not null references addresses,
  -- The reference before the change.
  former_id        uuid references addresses,
  at               timestamptz not null,
  -- A clerk, with the person present.
  clerk_account_id uuid references accounts,
  clerk_name       text,
  office_code      text,
  office_name      text,
  undo_until       timestamptz,
  undone_at        timestamptz,
  check ((clerk_account_id is null) = (office_code is null) and (clerk_account_id is null) = (office_name is null)
    and (clerk_account_id is null) = (clerk_name is null))
);
create index address_changes_by_account on address_changes (account_id, number);

-- What everybody means by "the address of this person"; empty while they have none.
create function reference_address(account uuid) returns text language sql stable as $$
  select coalesce((select address from addresses where account_id = account and reference_since is not null), '')
$$;

insert into addresses (id, account_id, kind, address, created_at, verified_at, reference_since)
select gen_random_uuid(), id,
  case when lower(email) ~ '@((scuola|posta)\.)?istruzione\.it$' then 'institutional' else 'private' end,
  email, created_at, email_verified_at, email_verified_at
from accounts;

-- From here on the address is stored there and nowhere else.
alter table accounts drop column email, drop column email_verified_at;

grant select, insert, update on addresses to polis_app;
grant select, insert, update (undone_at) on address_changes to polis_app;
