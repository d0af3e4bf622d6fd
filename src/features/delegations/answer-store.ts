import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { notify } from '../notifications/index.ts';
import { delegationState } from './delegation.ts';
import { heldBy, lockedDelegation } from './delegation-store.ts';
import { acceptedLetters, refusedLetter, revokedLetters, type ToldToBoth, type Words } from './letters.ts';
import { LIMITS } from './offer.ts';
import type { DelegationRecord } from './record.ts';

/** `over`: somebody was faster, or the time to answer has passed. `too-many`: the delegate holds as many as one may. */
export type Answered = 'done' | 'absent' | 'over' | 'too-many';

type Step = (tx: Db, delegation: DelegationRecord) => Promise<Answered>;

/** The delegate accepts or refuses an offer that still waits. */
export async function saveAnswer(
  database: Database,
  accountId: string,
  id: string,
  answer: 'accept' | 'refuse',
  now: Date,
): Promise<Answered> {
  return locked(database, accountId, id, async (tx, delegation) => {
    if (delegation.side !== 'delegate' || delegationState(delegation, now) !== 'offered') return 'over';
    if (answer === 'refuse') return refuse(tx, delegation, accountId, now);
    if ((await heldBy(tx, accountId, now)) >= LIMITS.heldAtOnce) return 'too-many';
    return accept(tx, delegation, accountId, now);
  });
}

/**
 * Either of the two ends it: from this instant nothing more is done under it. Needs no code, because stopping is safe.
 * The instant is read while the row is held: an act that had the row before has arrived before (see standing-store.ts).
 */
export async function saveRevocation(
  database: Database,
  accountId: string,
  id: string,
  clock: () => Date,
): Promise<Answered> {
  return locked(database, accountId, id, async (tx, delegation) => {
    const now = clock();
    const state = delegationState(delegation, now);
    const mayEnd =
      state === 'accepted' || state === 'running' || (state === 'offered' && delegation.side === 'delegator');
    if (!mayEnd) return 'over';
    await endDelegation(tx, delegation, accountId, now);
    return 'done';
  });
}

/** Writes the end of a delegation and tells both. `by` null: the portal, because one of the two is no longer enabled. */
export async function endDelegation(tx: Db, delegation: DelegationRecord, by: string | null, now: Date): Promise<void> {
  const { id, delegatorId, acceptedAt } = delegation;
  await tx.query('update delegations set revoked_at = $2, revoked_by = $3 where id = $1', [id, now, by]);
  const kind = acceptedAt === null ? 'delegation.withdrawn' : 'delegation.revoked';
  await recordEvent(tx, { kind, actor: by, subject: { type: 'delegation', id } });
  const told = toldToBoth(delegation);
  if (told === undefined || acceptedAt === null) return;
  const side = by === null ? null : by === delegatorId ? 'delegator' : 'delegate';
  await tellBoth(tx, delegation, revokedLetters(told, now, side), 'revoked');
}

async function locked(database: Database, accountId: string, id: string, step: Step): Promise<Answered> {
  return database.transaction(async (tx) => {
    const delegation = await lockedDelegation(tx, accountId, id);
    return delegation === undefined ? 'absent' : step(tx, delegation);
  });
}

async function accept(tx: Db, delegation: DelegationRecord, accountId: string, now: Date): Promise<Answered> {
  const { id } = delegation;
  await tx.query('update delegations set accepted_at = $2 where id = $1', [id, now]);
  await recordEvent(tx, { kind: 'delegation.accepted', actor: accountId, subject: { type: 'delegation', id } });
  const told = toldToBoth(delegation);
  if (told !== undefined) await tellBoth(tx, delegation, acceptedLetters(told), 'accepted');
  return 'done';
}

async function refuse(tx: Db, delegation: DelegationRecord, accountId: string, now: Date): Promise<Answered> {
  const { id, delegatorId } = delegation;
  await tx.query('update delegations set refused_at = $2 where id = $1', [id, now]);
  await recordEvent(tx, { kind: 'delegation.refused', actor: accountId, subject: { type: 'delegation', id } });
  await notify(tx, { ...refusedLetter(delegation), accountId: delegatorId, key: `delegation-refused ${id}` });
  return 'done';
}

function toldToBoth(delegation: DelegationRecord): ToldToBoth | undefined {
  const { delegateName } = delegation;
  return delegateName === null ? undefined : { ...delegation, delegateName };
}

/** The same event told to both, each once. */
export async function tellBoth(
  tx: Db,
  { id, delegatorId, delegateId }: Pick<DelegationRecord, 'id' | 'delegatorId' | 'delegateId'>,
  letters: { readonly delegator: Words; readonly delegate: Words },
  what: string,
): Promise<void> {
  await notify(tx, { ...letters.delegator, accountId: delegatorId, key: `delegation-${what} ${id} delegator` });
  if (delegateId === null) return;
  await notify(tx, { ...letters.delegate, accountId: delegateId, key: `delegation-${what} ${id} delegate` });
}
