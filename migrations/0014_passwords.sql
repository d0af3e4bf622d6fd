-- owner: accounts
-- The last passwords of an account, so that none comes back, and how far its owner has been warned where passwords grow old.

create table password_history (
  id            bigint generated always as identity primary key,
  account_id    uuid not null references accounts,
  password_hash text not null,
  -- When it was replaced by the next.
  replaced_at   timestamptz not null
);
create index password_history_newest on password_history (account_id, replaced_at desc);
grant select, insert, delete on password_history to polis_app;

-- Days before the end of which the owner was last told by mail: 15, 7 or 1; a new password starts anew.
alter table credentials add column expiry_warned smallint check (expiry_warned in (15, 7, 1));
create index credentials_by_age on credentials (changed_at) where not temporary;
