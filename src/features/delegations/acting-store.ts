import type { Database } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { ActingDelegation, EnablementState, Visitor } from '../../platform/http/index.ts';
import { actFor } from '../accounts/index.ts';
import { standsAt } from './delegation.ts';
import { delegationFor } from './delegation-store.ts';

/**
 * SQL for the delegation a session `s` acts under, as JSON; null without one. For the one statement that says who is
 * asking, which stands in a feature below this one and is given it by the wiring: a revoked delegation is over at the
 * very next request.
 */
const ACTING = `select json_build_object('id', d.id, 'number', d.number, 'procedures', d.procedures,
    'startsAt', d.starts_at, 'endsAt', d.ends_at, 'answerBy', d.answer_by, 'acceptedAt', d.accepted_at,
    'refusedAt', d.refused_at, 'revokedAt', d.revoked_at, 'delegatorId', d.delegator_id,
    'delegatorName', g.name || ' ' || g.surname, 'delegateAccountId', d.delegate_id,
    'delegateName', h.name || ' ' || h.surname, 'delegator', coalesce(ge.state, 'none'),
    'delegate', coalesce(he.state, 'none'),
    'applications', case when d.procedures is not null then (select coalesce(json_agg(p.id), '[]') from applications p
      where p.account_id = d.delegator_id and p.procedure_id = any (d.procedures)) end)
  from delegations d
    join accounts g on g.id = d.delegator_id
    join accounts h on h.id = d.delegate_id
    left join enablements ge on ge.account_id = g.id
    left join enablements he on he.account_id = h.id
  where d.id = s.delegation_id and d.delegate_id = s.account_id`;

interface Found extends Omit<ActingDelegation, 'endsAt'> {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly answerBy: string;
  readonly acceptedAt: string | null;
  readonly refusedAt: string | null;
  readonly revokedAt: string | null;
  readonly delegatorId: string;
  readonly delegator: EnablementState;
  readonly delegate: EnablementState;
}

/** In whose name a session acts, as far as it may at this instant. */
export const acting = { named: 'acting', sql: ACTING, at: actingAt, of: actingOf };

function actingOf(found: unknown): { delegation: string; delegatorId: string } {
  const { id: delegation, delegatorId } = found as Found;
  return { delegation, delegatorId };
}

/**
 * What of the visitor is the delegator's: whose things are seen, and no office, because nobody works at a desk in
 * somebody else's name. How they came in and what they have proved stays the delegate's own.
 */
function actingAt(found: unknown, now: Date): Partial<Visitor> {
  const { delegatorId, delegator, delegate, startsAt, endsAt, answerBy, ...row } = found as Found;
  const { acceptedAt, refusedAt, revokedAt, ...delegation } = row;
  const times = {
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    answerBy: new Date(answerBy),
    acceptedAt: instant(acceptedAt),
    refusedAt: instant(refusedAt),
    revokedAt: instant(revokedAt),
  };
  const { id, delegatorName: name } = delegation;
  if (!standsAt(times, { delegator, delegate }, now)) return { delegationOver: { id, delegatorName: name } };
  const under = { ...delegation, endsAt: times.endsAt };
  return {
    accountId: delegatorId,
    name,
    enablement: delegator,
    enabledBefore: false,
    memberships: [],
    delegation: under,
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

interface Session {
  readonly accountId: string;
  readonly sessionId: string;
}

/**
 * From now on this session acts for the delegator: with a new token, because its rights have changed. Nothing when the
 * delegation does not stand for this delegate now.
 */
export async function beginActing(
  database: Database,
  { accountId, sessionId }: Session,
  id: string,
  now: Date,
): Promise<string | undefined> {
  return database.transaction(async (tx) => {
    const delegation = await delegationFor(tx, accountId, id);
    if (delegation?.side !== 'delegate' || !standsAt(delegation, delegation.standing, now)) return undefined;
    const subject = { type: 'delegation', id };
    await recordEvent(tx, { kind: 'delegation.acting-begun', actor: accountId, subject, data: { delegation: id } });
    return actFor(tx, sessionId, id);
  });
}

/** This session acts for nobody any more; under a new token again. */
export async function endActing(database: Database, { accountId, sessionId }: Session, id: string): Promise<string> {
  return database.transaction(async (tx) => {
    const subject = { type: 'delegation', id };
    await recordEvent(tx, { kind: 'delegation.acting-ended', actor: accountId, subject, data: { delegation: id } });
    return actFor(tx, sessionId, null);
  });
}
