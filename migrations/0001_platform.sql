-- owner: platform
-- One append-only log of what happened (sealed in a hash chain), the outbox that feeds the job queue, and the mails gone out.

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create table events (
  id           bigint generated always as identity primary key,
  at           timestamptz not null default clock_timestamp(),
  kind         text not null check (kind ~ '^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+$' and length(kind) <= 100),
  actor        uuid,
  actor_office text,
  subject_type text not null check (subject_type <> ''),
  subject_id   text not null check (subject_id <> ''),
  data         jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
  tx           xid8 not null default pg_current_xact_id()
);
create index events_by_subject on events (subject_type, subject_id, id);
create index events_by_actor on events (actor, id) where actor is not null;
create index events_by_kind on events (kind, id);
create index events_by_tx on events (tx);

-- The instant and the transaction are the database's word: the programs cannot write them.
grant select, insert (kind, actor, actor_office, subject_type, subject_id, data) on events to polis_app;

create trigger events_are_append_only before update or delete or truncate on events
  for each statement execute function refuse_change();

create table event_seals (
  seq       bigint primary key,
  event_id  bigint not null unique,
  seal      bytea not null check (octet_length(seal) = 32),
  sealed_at timestamptz not null default clock_timestamp()
);
grant select on event_seals to polis_app;

create trigger event_seals_are_append_only before update or delete or truncate on event_seals
  for each statement execute function refuse_change();

-- Every event of a transaction before this one is sealed: sealing looks only at what came after.
create table event_seal_mark (
  only_row boolean primary key default true check (only_row),
  tx       xid8 not null
);

-- SHA-256 over the previous seal and the event's own words. jsonb_build_array gives one spelling for each row.
create function event_seal(previous bytea, event events) returns bytea language sql stable as $$
  select sha256(previous || convert_to(jsonb_build_array(
    event.id, to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), event.kind, event.actor,
    event.actor_office, event.subject_type, event.subject_id, event.data)::text, 'UTF8'))
$$;

-- Seals what no running transaction can still precede. Ids are handed out before commit, so an event may come to light
-- after a later one: the chain follows seq, not id. Runs with the owner's rights because the programs may not write seals.
create function seal_events(batch integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  now_seen pg_snapshot;
  last_seq bigint;
  mark xid8;
  last_seal bytea;
  event events;
  sealed integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('polis.seal_events'));
  now_seen := pg_current_snapshot();
  select seq, seal into last_seq, last_seal from event_seals order by seq desc limit 1;
  last_seq := coalesce(last_seq, 0);
  last_seal := coalesce(last_seal, sha256(''));
  -- In a cluster these rows were restored into, transactions count from the start again: then everything is looked at.
  mark := coalesce((select m.tx from event_seal_mark m where m.tx <= pg_snapshot_xmin(now_seen)), '0');
  for event in
    select e.* from events e
    where e.tx >= mark and not exists (select 1 from event_seals s where s.event_id = e.id)
      -- A visible transaction beyond the snapshot belongs to a cluster these rows were restored from.
      and (e.tx < pg_snapshot_xmin(now_seen) or e.tx >= pg_snapshot_xmax(now_seen))
    order by e.id limit batch
  loop
    last_seq := last_seq + 1;
    last_seal := event_seal(last_seal, event);
    insert into event_seals (seq, event_id, seal) values (last_seq, event.id, last_seal);
    sealed := sealed + 1;
  end loop;
  if sealed < batch then
    insert into event_seal_mark (tx) values (pg_snapshot_xmin(now_seen))
      on conflict (only_row) do update set tx = excluded.tx;
  end if;
  return sealed;
end $$;
revoke execute on function seal_events(integer) from public;
grant execute on function seal_events(integer) to polis_app;

-- Recomputes the whole chain; no row means that it holds.
create function first_bad_seal() returns table (seq bigint, event_id bigint, reason text)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  link record;
  expected_seq bigint := 0;
  previous bytea := sha256('');
begin
  for link in
    select s.seq, s.event_id, s.seal, e as event, e.id as found
    from event_seals s left join events e on e.id = s.event_id order by s.seq
  loop
    expected_seq := expected_seq + 1;
    seq := link.seq;
    event_id := link.event_id;
    reason := case
      when link.seq <> expected_seq then 'a seal before this one is missing'
      when link.found is null then 'the event is missing'
      when event_seal(previous, link.event) <> link.seal then 'the event or its seal was changed'
    end;
    if reason is not null then return next; return; end if;
    previous := link.seal;
  end loop;
end $$;

create table outbox (
  id          bigint generated always as identity primary key,
  task        text not null check (length(task) between 1 and 128),
  payload     jsonb not null,
  key         text check (length(key) between 1 and 512),
  run_at      timestamptz,
  enqueued_at timestamptz not null default clock_timestamp()
);
grant select, insert, update, delete on outbox to polis_app;

create table outgoing_mails (
  key        text primary key check (length(key) between 1 and 200),
  recipient  text not null,
  subject    text not null,
  state      text not null default 'pending' check (state in ('pending', 'sent', 'failed')),
  attempts   integer not null default 0,
  last_error text,
  created_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  check ((state = 'pending') = (settled_at is null))
);
create index outgoing_mails_settled on outgoing_mails (settled_at) where settled_at is not null;
grant select, insert, update, delete on outgoing_mails to polis_app;
