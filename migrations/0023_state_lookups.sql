-- owner: enablement
-- Who looked at the state of whose enablement, for which reason: kept for good, and shown to the person.

create table state_lookups (
  id              uuid primary key,
  seeker_id       uuid not null references accounts,
  seeker_name     text not null check (seeker_name <> ''),
  role            text not null check (role in ('clerk', 'officer')),
  office_code     text not null check (office_code <> ''),
  office_name     text not null check (office_name <> ''),
  -- Nobody, when there is no account with that fiscal code: it counts as a look-up all the same.
  account_id      uuid references accounts,
  reason          text not null check (reason in ('mail', 'code', 'step', 'revoke', 'decision', 'other')),
  note            text not null default '' check (length(note) <= 500),
  looked_up_at    timestamptz not null,
  check (seeker_id is distinct from account_id)
);
create index state_lookups_by_seeker on state_lookups (seeker_id, looked_up_at);
create index state_lookups_by_account on state_lookups (account_id, looked_up_at);

create trigger state_lookups_are_append_only before update or delete or truncate on state_lookups
  for each statement execute function refuse_change();
grant select, insert on state_lookups to polis_app;
