-- owner: platform
-- What could not be delivered is a fact of the mail that went out: refused while it was sent, or returned later. The number is what the return address of each mail names.

alter table outgoing_mails
  add column number bigint generated always as identity,
  -- When it was known that the mail does not arrive; RFC 3463 status, and the other server's words.
  add column bounced_at timestamptz,
  add column bounce_status text check (length(bounce_status) <= 20);
alter table outgoing_mails drop constraint outgoing_mails_state_check;
update outgoing_mails set bounced_at = settled_at where state = 'failed';
alter table outgoing_mails
  add constraint outgoing_mails_state_check check (state in ('pending', 'sent', 'failed', 'returned')),
  add constraint outgoing_mails_bounced_check check ((state in ('failed', 'returned')) = (bounced_at is not null));
create unique index outgoing_mails_by_number on outgoing_mails (number);
create index outgoing_mails_by_recipient on outgoing_mails (lower(recipient), settled_at);
