-- owner: dossier
-- The titles and services a person has declared, to be taken again into other applications: what they said in each filing, never what anybody verified.

create table dossier_entries (
  id         uuid primary key,
  account_id uuid not null references accounts,
  kind       text not null check (kind in ('titles', 'services')),
  created_at timestamptz not null
);
create index dossier_entries_by_account on dossier_entries (account_id);

-- What one filing says of an entry. What is known of it is, for each property, what was declared last.
create table dossier_declarations (
  filing_id   uuid not null references filings,
  section     text not null,
  item        text not null,
  entry_id    uuid not null references dossier_entries on delete cascade,
  declared_at timestamptz not null,
  properties  jsonb not null,
  primary key (filing_id, section, item)
);
create index dossier_declarations_by_entry on dossier_declarations (entry_id);

-- Filings already looked at: what a person takes out does not come back when the work is done twice.
create table dossier_filings (
  filing_id uuid primary key references filings,
  kept_at   timestamptz not null default clock_timestamp()
);

-- Items of drafts that were taken from an entry.
create table dossier_takings (
  application_id uuid not null references applications on delete cascade,
  item           text not null,
  entry_id       uuid not null references dossier_entries on delete cascade,
  taken_at       timestamptz not null,
  primary key (application_id, item)
);
create index dossier_takings_by_entry on dossier_takings (entry_id);

grant select, insert, delete on dossier_entries to polis_app;
grant select, insert on dossier_declarations, dossier_filings, dossier_takings to polis_app;

-- As in 0039, with the dossier.
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
  delete from dossier_takings where entry_id in (select e.id from dossier_entries e where e.account_id = account);
  delete from dossier_declarations where entry_id in (select e.id from dossier_entries e where e.account_id = account);
  delete from dossier_entries where account_id = account;
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
