-- owner: enablement
-- Who asks to change their personal data signs nothing while it waits: withdrawn, the request leaves code and enablement as they were.

-- The code of before, with its tries and the request it stood on; null when none waits to come back.
alter table personal_codes add column set_aside jsonb;
