import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { endSessionsOf } from '../accounts/index.ts';
import { notify } from '../notifications/index.ts';
import type { Letter } from './letters.ts';

/** Something that changes with what somebody proves who they are. */
export interface Change {
  readonly accountId: string;
  /** Who did it; null for an administrator at the command line. */
  readonly actor: string | null;
  /** The session that goes on. */
  readonly session: string | null;
  /** As in the log: `passkey.added`. */
  readonly kind: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly letter: Letter;
}

/** What every change brings with it, in its own transaction: the log, a message with its mail, the other sessions ended. */
export async function settleChange(tx: Db, change: Change, now: Date): Promise<void> {
  const { accountId, actor, session, kind, data = {}, letter } = change;
  await recordEvent(tx, { kind, actor, subject: { type: 'account', id: accountId }, data });
  await endSessionsOf(tx, accountId, session, kind);
  const key = `${kind}:${accountId}:${now.getTime()}`;
  await notify(tx, { accountId, kind: `account.${kind}`, key, ...letter });
}

/** The owner is told that somebody with the password tries codes: once a day. */
export async function warnOfGuessing(tx: Db, accountId: string, letter: Letter, now: Date): Promise<void> {
  const key = `second-factor-guessed:${accountId}:${now.toISOString().slice(0, 10)}`;
  await notify(tx, { accountId, kind: 'account.second-factor-guessed', key, ...letter });
}
