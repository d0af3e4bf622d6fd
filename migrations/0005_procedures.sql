-- owner: procedures
-- Published releases of the procedures, frozen with their digest, and the acts that move a window; nothing here is ever changed.

create table releases (
  digest       text primary key check (digest ~ '^[0-9a-f]{64}$'),
  procedure_id text not null,
  title        text not null,
  content      jsonb not null,
  published_at timestamptz not null,
  published_by text not null
);
create index releases_newest on releases (procedure_id, published_at desc);
grant select, insert on releases to polis_app;

create trigger releases_are_append_only before update or delete or truncate on releases
  for each statement execute function refuse_change();

-- An extension or a new opening: who decided it, why, and the instants from then on. The last act counts.
create table window_acts (
  id           uuid primary key,
  procedure_id text not null,
  window_id    text not null,
  opens_at     timestamptz not null,
  closes_at    timestamptz not null check (closes_at > opens_at),
  reason       text not null check (length(reason) between 10 and 2000),
  decided_by   text not null,
  decided_at   timestamptz not null
);
create index window_acts_newest on window_acts (procedure_id, window_id, decided_at desc);
grant select, insert on window_acts to polis_app;

create trigger window_acts_are_append_only before update or delete or truncate on window_acts
  for each statement execute function refuse_change();
