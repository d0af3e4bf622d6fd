-- owner: procedures
-- The files a release was made from, so that the next one is written from the same YAML; releases published before this have none.

create table release_sources (
  digest text primary key references releases,
  files  jsonb not null check (jsonb_typeof(files) = 'object')
);
grant select, insert on release_sources to polis_app;

create trigger release_sources_are_append_only before update or delete or truncate on release_sources
  for each statement execute function refuse_change();
