-- owner: personal-data
-- Whoever has an account may have a copy of everything held about them, and may close it: what the law keeps stays, the rest goes.

create table data_copies (
  account_id uuid primary key references accounts,
  asked_at   timestamptz not null,
  ready_at   timestamptz,
  expires_at timestamptz not null,
  zip        bytea
);
alter table data_copies alter column zip set storage external;

-- An account whose owner has asked to close it; taken back until it is due by deleting the row.
create table account_closures (
  account_id uuid primary key references accounts,
  asked_at   timestamptz not null,
  due_at     timestamptz not null,
  done_at    timestamptz,
  check (due_at > asked_at)
);
create index account_closures_due on account_closures (due_at) where done_at is null;

-- A closed account keeps its row, which filings and identity checks name; its person may register again.
alter table accounts add column closed_at timestamptz;
alter table accounts drop constraint accounts_fiscal_code_key;
create unique index accounts_by_fiscal_code on accounts (fiscal_code) where closed_at is null;

grant select, insert, update, delete on data_copies to polis_app;
grant select, insert, delete on account_closures to polis_app;

-- The one way by which the programs take away what they may not delete: an account whose closing is due, and nothing
-- that the law keeps (filings, register, identity checks, readings, attempts, events).
create function close_account(account uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from account_closures c where c.account_id = account and c.done_at is null and c.due_at <= at for update;
  if not found or exists (select from memberships m where m.account_id = account) then
    return false;
  end if;
  delete from partner_sessions where session_id in (select s.id from sessions s where s.account_id = account);
  delete from sessions where account_id = account;
  delete from parked_forms where account_id = account;
  delete from known_devices where account_id = account;
  delete from recovery_links where account_id = account;
  delete from registrations where account_id = account;
  delete from password_history where account_id = account;
  delete from credentials where account_id = account;
  delete from totp_keys where account_id = account;
  delete from passkeys where account_id = account;
  delete from recovery_codes where account_id = account;
  delete from last_entries where account_id = account;
  delete from identity_links where account_id = account;
  delete from digital_only where account_id = account;
  delete from entry_requests where account_id = account;
  delete from pending_links where account_id = account;
  delete from code_recoveries where account_id = account;
  delete from personal_codes where account_id = account;
  delete from enablement_drafts where account_id = account;
  delete from enablements where account_id = account;
  delete from openid_consents where account_id = account;
  delete from openid_rows where account_id = account;
  delete from messages where account_id = account;
  delete from data_copies where account_id = account;
  update delegations set revoked_at = at, revoked_by = account
    where account in (delegator_id, delegate_id) and revoked_at is null and refused_at is null;
  -- Who has filed can still be written to: the reference address stays as long as the filings do.
  if not exists (select from filings f where f.account_id = account) then
    delete from address_changes where account_id = account;
    delete from addresses where account_id = account;
  end if;
  delete from draft_conflicts where application_id in (select never_filed(account));
  delete from attachments where application_id in (select never_filed(account));
  delete from drafts where application_id in (select never_filed(account));
  delete from applications a where a.account_id = account
    and not exists (select from drafts d where d.application_id = a.id)
    and not exists (select from filings f where f.application_id = a.id)
    and not exists (select from attempts t where t.application_id = a.id);
  update accounts set closed_at = at where id = account;
  update account_closures set done_at = at where account_id = account;
  return true;
end $$;

create function never_filed(account uuid) returns setof uuid language sql stable as $$
  select a.id from applications a
  where a.account_id = account and not exists (select from filings f where f.application_id = a.id)
$$;

revoke all on function close_account(uuid, timestamptz) from public;
grant execute on function close_account(uuid, timestamptz) to polis_app;
