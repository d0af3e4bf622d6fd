-- owner: accounts
-- When each person last came in: sessions are forgotten, and who stays away for 15 months loses the enablement.

create table last_entries (
  account_id uuid primary key references accounts,
  entered_at timestamptz not null
);
create index last_entries_by_instant on last_entries (entered_at);
grant select, insert, update on last_entries to polis_app;

-- Of whom nothing is known, today counts.
insert into last_entries (account_id, entered_at)
select a.id, coalesce((select max(s.last_seen_at) from sessions s where s.account_id = a.id), now()) from accounts a;
