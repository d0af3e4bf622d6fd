-- owner: enablement
-- Whoever finds their fiscal code under an account they did not open proves at a desk that it is theirs: the account, which nobody has ever identified, is closed.

-- Whether a public officer or a digital identity has ever vouched for the person of this account.
create function ever_identified(account uuid) returns boolean language sql stable as $$
  select exists (select from identity_checks c where c.account_id = account and c.outcome = 'confirmed')
    or exists (select from digital_adhesions d where d.account_id = account)
    or exists (select from identity_links l where l.account_id = account)
$$;

-- Closes it at once, by the one way an account is closed. False when it is closed, has been identified, or works in an office.
create function release_fiscal_code(account uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from accounts a where a.id = account and a.closed_at is null for update;
  if not found or ever_identified(account) then
    return false;
  end if;
  insert into account_closures (account_id, asked_at, due_at) values (account, at - interval '1 second', at)
    on conflict (account_id) do update set asked_at = excluded.asked_at, due_at = excluded.due_at;
  if not close_account(account, at) then
    raise exception 'the account % works in an office', account;
  end if;
  return true;
end $$;

revoke all on function release_fiscal_code(uuid, timestamptz) from public;
grant execute on function release_fiscal_code(uuid, timestamptz) to polis_app;

alter table state_lookups drop constraint state_lookups_reason_check;
alter table state_lookups add constraint state_lookups_reason_check
  check (reason in ('mail', 'code', 'step', 'taken', 'revoke', 'decision', 'other'));
