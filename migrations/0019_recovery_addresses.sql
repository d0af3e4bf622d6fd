-- owner: accounts
-- A forgotten password is recovered from any proven address, each with a link of its own: it dies with the address it was mailed to.

-- Good for minutes: whoever holds one asks for another.
delete from recovery_links;
alter table recovery_links add column address_id uuid not null references addresses;
