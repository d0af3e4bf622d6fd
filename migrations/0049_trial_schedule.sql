-- owner: trials
-- What is decided today may appear tomorrow, to the second: until then nobody sees anything of it and it can be taken back; whether it has appeared is the clock's to say, not a job's.

alter table trial_publications
  -- As asked for, null while it is to appear at once; after the decision the instant from which everybody sees it.
  add column appears_at    timestamptz,
  add column recalled_by   uuid references accounts,
  add column recalled_at   timestamptz,
  add column recall_reason text check (length(recall_reason) between 10 and 2000),
  -- The people in it have been written to.
  add column told_at       timestamptz;

update trial_publications set appears_at = decided_at, told_at = decided_at where outcome = 'published';

alter table trial_publications
  add check (outcome is distinct from 'published' or (appears_at is not null and appears_at >= decided_at)),
  add check (num_nonnulls(recalled_by, recalled_at, recall_reason) in (0, 3)),
  -- What people have seen is corrected, not taken back.
  add check (recalled_at is null or (outcome = 'published' and recalled_at < appears_at and told_at is null));
grant update (appears_at, recalled_by, recalled_at, recall_reason, told_at) on trial_publications to polis_app;

drop index trial_publications_by_contest;
create index trial_publications_by_contest on trial_publications (contest_id, appears_at desc)
  where outcome = 'published' and recalled_at is null;

-- The publication of a trial (null: the ranking of merit) that counts at an instant; null while there is none.
create function publication_seen(contest uuid, what text, at timestamptz) returns uuid language sql stable parallel safe
  return (select p.id from trial_publications p
    where p.contest_id = contest and p.trial is not distinct from what and p.outcome = 'published'
      and p.recalled_at is null and p.appears_at <= at
    order by p.appears_at desc, p.id desc limit 1);
grant execute on function publication_seen to polis_app;
