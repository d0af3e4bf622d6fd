-- owner: digital-identity
-- Whose the messages of the entry log are, as long as it is kept: also of identities that were unlinked since, so that their owner is told of them.

create table identity_traces (
  provider    text not null,
  subject     text not null,
  account_id  uuid not null references accounts,
  unlinked_at timestamptz,
  primary key (account_id, provider, subject)
);

insert into identity_traces (provider, subject, account_id) select provider, subject, account_id from identity_links;

create function trace_identity() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    update identity_traces set unlinked_at = now()
      where account_id = old.account_id and provider = old.provider and subject = old.subject;
    return old;
  end if;
  insert into identity_traces (provider, subject, account_id) values (new.provider, new.subject, new.account_id)
    on conflict (account_id, provider, subject) do update set unlinked_at = null;
  return new;
end
$$;
create trigger identity_links_are_traced after insert or delete on identity_links
  for each row execute function trace_identity();

create or replace function purge_entry_log() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  removed integer;
begin
  delete from entry_log where at < now() - interval '24 months';
  get diagnostics removed = row_count;
  delete from identity_traces where unlinked_at < now() - interval '24 months';
  return removed;
end
$$;

-- Requests and answers of the identities this account has, or had while they are kept. An answer of CIE by SAML names
-- nobody in the columns of the log: it is found by the assertion an adhesion rests on.
create function entry_requests_of(account uuid) returns setof text language sql stable as $$
  select e.request_id from identity_traces i
    join entry_log e on e.response_issuer = i.provider and i.subject in (e.spid_code, e.subject)
    where i.account_id = account
  union
  select e.request_id from digital_adhesions d join entry_log e on e.assertion_id = d.assertion_id
    where d.account_id = account and d.assertion_id is not null
$$;

create index entry_log_by_issuer on entry_log (response_issuer, spid_code) where response_issuer is not null;
grant select on identity_traces to polis_app;
