-- owner: delegations
-- Nobody handles, at a desk or in an office, somebody they act for or who acts for them.

-- Whether one of the two may act for the other, now or later.
create function bound_by_delegation(one uuid, other uuid, at timestamptz) returns boolean language sql stable as $$
  select exists (select from delegations d
    where d.accepted_at is not null and d.revoked_at is null and d.ends_at > at
      and ((d.delegator_id = one and d.delegate_id = other) or (d.delegator_id = other and d.delegate_id = one)))
$$;
