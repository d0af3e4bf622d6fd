/**
 * For the few statements that write many rows of several tables at once: how events and jobs are appended from inside
 * such a statement. Each is followed by a `select` with these columns, in this order.
 */
export const appendEvents = 'insert into events (kind, actor, actor_office, subject_type, subject_id, data)';

/** Jobs for the dispatcher; `key` makes the same job asked for twice run once. */
export const appendJobs = 'insert into outbox (task, payload, key)';
