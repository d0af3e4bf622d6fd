-- owner: trials
-- The paper of each candidate, with the answers given and the right ones: brought in by the office as a ZIP, seen by that candidate alone and only once the outcome of the trial is.

alter table trial_imports
  drop constraint trial_imports_kind_check,
  -- Of papers the content is the list of them: number, name, bytes, digest.
  add constraint trial_imports_kind_check check (kind in ('convocations', 'results', 'papers'));

create table trial_papers (
  id           uuid primary key,
  candidate_id uuid not null references candidates,
  trial        text not null,
  -- Counts when this is confirmed; goes with it when it is not.
  import_id    uuid not null references trial_imports on delete cascade,
  sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes        bytea not null check (octet_length(bytes) between 1 and 2097152),
  unique (import_id, candidate_id)
);
create index trial_papers_by_candidate on trial_papers (candidate_id, trial);
grant select, insert on trial_papers to polis_app;
create trigger trial_papers_stay_as_they_are before update or truncate on trial_papers
  for each statement execute function refuse_change();

-- The paper of a candidate that counts: that of the last file confirmed.
create function paper_standing(candidate uuid, what text) returns uuid language sql stable parallel safe
  return (select p.id from trial_papers p join trial_imports i on i.id = p.import_id
    where p.candidate_id = candidate and p.trial = what and i.confirmed_at is not null
    order by i.confirmed_at desc, i.id desc limit 1);
grant execute on function paper_standing to polis_app;
