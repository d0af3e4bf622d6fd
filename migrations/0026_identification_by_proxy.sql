-- owner: enablement
-- Somebody else stood at the desk in the person's place, where a procedure allows it: who it was, and the written proxy.

-- Retention: as the identity check it belongs to, 20 years.
create table identity_check_proxies (
  check_id        uuid primary key references identity_checks,
  procedure_id    text not null check (procedure_id <> ''),
  surname         text not null check (length(surname) between 1 and 100),
  name            text not null check (length(name) between 1 and 100),
  document        text not null check (length(document) between 1 and 120),
  -- Number and date of the written proxy.
  proxy_number    text not null check (length(proxy_number) between 1 and 100),
  copy            bytea not null check (octet_length(copy) between 1 and 5000000),
  copy_sha256     text not null check (copy_sha256 ~ '^[0-9a-f]{64}$'),
  recorded_at     timestamptz not null
);
create trigger identity_check_proxies_are_append_only before update or delete or truncate on identity_check_proxies
  for each statement execute function refuse_change();
grant select, insert on identity_check_proxies to polis_app;
