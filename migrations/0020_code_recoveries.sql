-- owner: enablement
-- Ways back to a forgotten personal code: a mailed code good for ten minutes, and requests that say why they are made again.

create table code_recoveries (
  account_id      uuid primary key references accounts,
  -- The session that asked: the mailed code is worth nothing in another one.
  session_id      uuid not null,
  -- Keyed with the installation's secret; gone once used.
  code_name       text,
  asked_at        timestamptz not null,
  expires_at      timestamptz not null,
  failures        integer not null default 0 check (failures between 0 and 5),
  failed_attempts text[] not null default '{}',
  -- When codes were mailed in the last 24 hours: they may not be asked for without end.
  mailed_at       timestamptz[] not null default '{}'
);
grant select, insert, update on code_recoveries to polis_app;

-- Why the data were confirmed: the desk sees whether it identifies somebody for the first time.
alter table enablement_requests add column purpose text not null default 'first'
  check (purpose in ('first', 'return', 'regeneration', 'variation'));
