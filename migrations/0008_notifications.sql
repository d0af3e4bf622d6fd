-- owner: notifications
-- The inbox of each person: what the portal told them, kept beside the mail that carried the same words.

create table messages (
  id               uuid primary key,
  account_id       uuid not null references accounts,
  kind             text not null check (length(kind) between 1 and 100),
  subject          text not null check (length(subject) between 1 and 200),
  paragraphs       text[] not null check (cardinality(paragraphs) > 0),
  link_href        text check (link_href ~ '^/'),
  link_label       text,
  -- What the mail carries besides the words, named so that it can be fetched when the mail is sent.
  attachments_from jsonb,
  -- One event, one message, however often the work that tells of it is tried.
  key              text not null unique check (length(key) between 1 and 150),
  created_at       timestamptz not null default clock_timestamp(),
  read_at          timestamptz,
  check ((link_href is null) = (link_label is null))
);
create index messages_by_account on messages (account_id, created_at desc, id);
create index messages_unread on messages (account_id) where read_at is null;

grant select, insert, update on messages to polis_app;
