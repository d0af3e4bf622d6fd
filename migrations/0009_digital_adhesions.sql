-- owner: enablement
-- Who comes in with SPID or CIE accepts the adhesion on line: the provider has identified them, and no desk is needed.

-- The evidence that takes the place of the signed form and of the clerk's check. Retention: 20 years from accepted_at.
create table digital_adhesions (
  request_id       uuid primary key references enablement_requests,
  account_id       uuid not null references accounts,
  method           text not null check (method in ('spid', 'cie', 'eidas', 'cns')),
  level            integer not null check (level between 2 and 3),
  provider         text,
  assertion_id     text,
  -- The instant of the entry the acceptance rests on.
  authenticated_at timestamptz not null,
  accepted_at      timestamptz not null
);
create index digital_adhesions_by_account on digital_adhesions (account_id, accepted_at);

create trigger digital_adhesions_are_append_only before update or delete or truncate on digital_adhesions
  for each statement execute function refuse_change();
grant select, insert on digital_adhesions to polis_app;
