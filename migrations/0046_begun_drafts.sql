-- owner: applications
-- Where the answers of a draft came from when it was begun from an earlier filing: told until each section has been looked at.

alter table drafts add column begun_from jsonb check (jsonb_typeof(begun_from) = 'object');
