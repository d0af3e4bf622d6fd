-- owner: applications
-- The version of the draft after a release moved it, so that who confirms an earlier one is told which act changed the rules; moves of before have none.

alter table release_moves add column version integer;
