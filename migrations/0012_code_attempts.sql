-- owner: enablement
-- A page that asks for the personal code carries the name of its one attempt: sent again (a reload, a double tap), a wrong code costs no second try.

-- Names of the attempts that have failed since the last right code: at most ten, since the tenth suspends.
alter table personal_codes add column failed_attempts text[] not null default '{}';
