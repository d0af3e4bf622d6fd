-- owner: applications
-- A procedure may let one person have several applications: they are counted, and a filing keeps what it is the only one for.

alter table applications
  add column ordinal integer not null default 1 check (ordinal >= 1),
  drop constraint applications_account_id_procedure_id_key,
  add constraint applications_in_order unique (account_id, procedure_id, ordinal);

-- SHA-256 of what no other valid filing may be about; null where there may be any number. Written with the filing.
alter table filings add column subject_key text check (subject_key ~ '^[0-9a-f]{64}$');
create index filings_by_subject on filings (subject_key) where subject_key is not null;
grant insert (subject_key) on filings to polis_app;
