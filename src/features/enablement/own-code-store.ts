import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { notify } from '../notifications/index.ts';
import { activatedMessage, codeChangedMessage } from './code-messages.ts';
import { afterMove, pendingStep } from './enablement.ts';
import { lockedEnablement, setState } from './enablement-store.ts';
import { codeSignsFrom, replaceWithOwn } from './personal-code-store.ts';
import type { WrongStep } from './wrong-step.ts';

/** The person's own code takes the place of the temporary one, and the enablement is complete. */
export async function saveOwnCode(
  database: Database,
  accountId: string,
  hash: string,
  now: Date,
): Promise<true | WrongStep> {
  return database.transaction(async (tx) => {
    const state = (await lockedEnablement(tx, accountId))?.state ?? 'none';
    if (afterMove(state, 'choose-code') === undefined) return { kind: 'wrong-step', resume: pendingStep(state) };
    await chooseCode(tx, accountId, hash, now);
    await notify(tx, { accountId, ...activatedMessage(accountId, now) });
    return true;
  });
}

export async function chooseCode(tx: Db, accountId: string, hash: string, now: Date): Promise<void> {
  await replaceWithOwn(tx, accountId, { hash }, now);
  await setState(tx, accountId, 'active', now);
  await recordEvent(tx, {
    kind: 'enablement.activated',
    actor: accountId,
    subject: { type: 'account', id: accountId },
  });
}

/** Another own code in place of the one just verified. */
export async function saveChangedCode(
  database: Database,
  accountId: string,
  hash: string,
  now: Date,
): Promise<true | WrongStep> {
  return database.transaction(async (tx) => {
    const state = (await lockedEnablement(tx, accountId))?.state ?? 'none';
    if (state !== 'active') return { kind: 'wrong-step', resume: pendingStep(state) };
    // A code recovered by mail hands its delay on: changing it proves nothing more.
    const from = await codeSignsFrom(tx, accountId);
    await replaceWithOwn(tx, accountId, { hash, from }, now);
    await recordEvent(tx, {
      kind: 'personal_code.changed',
      actor: accountId,
      subject: { type: 'account', id: accountId },
    });
    await notify(tx, { accountId, ...codeChangedMessage(accountId, now) });
    return true;
  });
}
