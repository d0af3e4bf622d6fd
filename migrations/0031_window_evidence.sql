-- owner: procedures
-- An act that moves a window names what it rests on: who signed it, its number and its day; acts recorded before this have only their reason.

alter table window_acts
  add column authority  text check (length(authority) between 3 and 200),
  add column act_number text check (length(act_number) between 1 and 60),
  add column act_date   date,
  add constraint window_acts_evidence check (num_nonnulls(authority, act_number, act_date) in (0, 3));
