-- owner: accounts
-- The browsers somebody has entered from are shown to them in words, and each can be forgotten.

alter table known_devices
  add column id uuid not null default gen_random_uuid() unique,
  add column first_at timestamptz,
  add column user_agent text not null default '' check (length(user_agent) <= 400),
  add column network text not null default '' check (length(network) <= 60);
update known_devices set first_at = seen_at;
alter table known_devices alter column first_at set not null;
