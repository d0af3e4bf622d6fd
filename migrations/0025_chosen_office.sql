-- owner: accounts
-- Who works for two schools or offices says for which one they work now: kept with the session, and gone with it.

alter table sessions add column working_for text check (length(working_for) between 1 and 20);
