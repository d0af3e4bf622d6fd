-- owner: accounts
-- A password may be shorter beside a second factor: when the last one goes, whether it is long enough alone must be known.

-- null where it was chosen before this: noted at the next sign-in with it.
alter table credentials add column stands_alone boolean;
