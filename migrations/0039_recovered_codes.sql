-- owner: enablement
-- A personal code recovered by mail alone signs after a day, unless a term ends sooner; whoever reads one of the addresses may stop it.

alter table personal_codes add column signs_from timestamptz;

-- One row for each recovery by mail: what the link that stops it names.
create table recovered_codes (
  id           uuid primary key,
  account_id   uuid not null references accounts,
  recovered_at timestamptz not null,
  stopped_at   timestamptz
);
create index recovered_codes_by_account on recovered_codes (account_id);
grant select, insert, update (stopped_at) on recovered_codes to polis_app;

-- As in 0029, with the table above.
create or replace function close_account(account uuid, at timestamptz) returns boolean
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
  delete from cie_sign_ins where account_id = account;
  delete from pending_links where account_id = account;
  delete from recovered_codes where account_id = account;
  delete from code_recoveries where account_id = account;
  delete from personal_codes where account_id = account;
  delete from enablement_drafts where account_id = account;
  delete from enablements where account_id = account;
  delete from openid_consents where account_id = account;
  delete from openid_rows where account_id = account;
  delete from messages where account_id = account;
  delete from data_copies where account_id = account;
  -- Who has filed can still be written to: the reference address stays as long as the filings do.
  delete from address_changes where account_id = account;
  delete from addresses where account_id = account
    and (reference_since is null or not exists (select from filings f where f.account_id = account));
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
