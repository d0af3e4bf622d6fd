-- owner: enablement
-- Whoever waits to be identified again (a forgotten code, a change of name) goes on with the drafts, and signs nothing until then.

-- Whether the person was identified for a request before this one, and not revoked since: then they were enabled.
create function was_enabled_before(account uuid, request uuid) returns boolean language sql stable as $$
  select exists (
    select from (
      select c.checked_at as at from identity_checks c
        where c.account_id = account and c.outcome = 'confirmed' and c.request_id <> request
      union all
      select d.accepted_at from digital_adhesions d where d.account_id = account and d.request_id <> request) identified
    where not exists (select from revocations r where r.account_id = account and r.revoked_at >= identified.at))
$$;
