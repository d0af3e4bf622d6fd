-- owner: delegations
-- Operating delegations: who may act in whose name, from when to when, for what; each instant is written once and stays.

create table delegations (
  id           uuid primary key,
  -- How people name it: "delega n. 12".
  number       integer generated always as identity unique,
  delegator_id uuid not null references accounts,
  -- What the delegator typed. Whose it is is found out by a job, and told to nobody until that person accepts.
  fiscal_code  text not null check (fiscal_code ~ '^[A-Z0-9]{11,16}$'),
  surname      text not null check (length(surname) between 1 and 120),
  -- Null: every procedure.
  procedures   text[] check (cardinality(procedures) between 1 and 50),
  starts_at    timestamptz not null,
  -- The first instant at which it no longer counts.
  ends_at      timestamptz not null,
  answer_by    timestamptz not null,
  offered_at   timestamptz not null,
  delegate_id  uuid references accounts,
  delivered_at timestamptz,
  accepted_at  timestamptz,
  refused_at   timestamptz,
  revoked_at   timestamptz,
  -- Null with an instant: the portal ended it, because one of the two is no longer enabled.
  revoked_by   uuid references accounts,
  check (ends_at > starts_at and answer_by > offered_at),
  check (delegate_id <> delegator_id),
  check ((delegate_id is null) = (delivered_at is null)),
  check (delivered_at is not null or (accepted_at is null and refused_at is null)),
  check (accepted_at is null or refused_at is null),
  check (accepted_at < answer_by),
  check (refused_at is null or revoked_at is null),
  check (revoked_by is null or revoked_at is not null),
  check (revoked_by in (delegator_id, delegate_id))
);
create index delegations_by_delegator on delegations (delegator_id, offered_at);
create index delegations_by_delegate on delegations (delegate_id, offered_at) where delegate_id is not null;
create index delegations_by_end on delegations (ends_at) where accepted_at is not null and revoked_at is null;

grant select, insert (id, delegator_id, fiscal_code, surname, procedures, starts_at, ends_at, answer_by, offered_at),
  update (delegate_id, delivered_at, accepted_at, refused_at, revoked_at, revoked_by) on delegations to polis_app;

create function refuse_second_thoughts() returns trigger language plpgsql as $$
begin
  if old.delegate_id <> new.delegate_id or (old.delegate_id is not null and new.delegate_id is null)
    or old.delivered_at is distinct from new.delivered_at and old.delivered_at is not null
    or old.accepted_at is distinct from new.accepted_at and old.accepted_at is not null
    or old.refused_at is distinct from new.refused_at and old.refused_at is not null
    or (old.revoked_at, old.revoked_by) is distinct from (new.revoked_at, new.revoked_by) and old.revoked_at is not null
  then
    raise exception 'what happened to delegation % cannot be rewritten', old.id using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger delegations_are_written_once before update on delegations
  for each row execute function refuse_second_thoughts();
create trigger delegations_are_kept before delete or truncate on delegations
  for each statement execute function refuse_change();

-- In whose name a session acts; whether it still may is read with the delegation at every request.
alter table sessions add column delegation_id uuid references delegations;

-- What was done under one delegation.
create index events_by_delegation on events ((data ->> 'delegation'), id) where data ? 'delegation';
