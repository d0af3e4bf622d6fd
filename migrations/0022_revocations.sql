-- owner: enablement
-- Who ended an enablement, when and why; and the warnings that go before an end for inactivity.

create table revocations (
  id               uuid primary key,
  account_id       uuid not null references accounts,
  -- The request whose enablement ended.
  request_id       uuid not null references enablement_requests,
  by               text not null check (by in ('self', 'office', 'inactivity')),
  revoked_at       timestamptz not null,
  actor_account_id uuid references accounts,
  actor_name       text,
  role             text check (role in ('clerk', 'officer')),
  office_code      text,
  office_name      text,
  reason           text,
  -- The act an office decided with.
  act              text not null default '' check (length(act) <= 100),
  note             text not null default '' check (length(note) <= 1000),
  -- What the clerk saw of the person who stood there.
  document         text not null default '' check (length(document) <= 120),
  check (case by when 'office' then num_nulls(actor_account_id, actor_name, role, office_code, office_name, reason) = 0
         else num_nonnulls(actor_account_id, actor_name, role, office_code, office_name, reason) = 0 end),
  check (actor_account_id <> account_id)
);
create index revocations_by_account on revocations (account_id, revoked_at);
create index revocations_by_actor on revocations (actor_account_id, revoked_at);

create table inactivity_warnings (
  account_id uuid not null references accounts,
  -- The entry from which the months are counted: after another entry everything begins again.
  entered_at timestamptz not null,
  days       integer not null check (days in (60, 30, 7)),
  warned_at  timestamptz not null,
  primary key (account_id, entered_at, days)
);

create trigger revocations_are_append_only before update or delete or truncate on revocations
  for each statement execute function refuse_change();
create trigger inactivity_warnings_are_append_only before update or delete or truncate on inactivity_warnings
  for each statement execute function refuse_change();
grant select, insert on revocations, inactivity_warnings to polis_app;
