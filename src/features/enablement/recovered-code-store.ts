import { uuidv7 } from 'uuidv7';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { signedText, signText } from '../../platform/hashing-tokens.ts';
import { endSessionsOf } from '../accounts/index.ts';
import { mailEverywhere } from '../addresses/index.ts';
import { notify } from '../notifications/index.ts';
import { FAILURES_TO_SUSPEND } from './code-attempts.ts';
import type { CodeMessage } from './code-messages.ts';
import { canStop, codeStoppedMessage, recoveredByMailMessage } from './recovered-code.ts';

const PURPOSE = 'stop of a recovered code';

/** A code chosen after a recovery by mail, while it may be stopped. */
export interface RecoveredCode {
  readonly id: string;
  readonly accountId: string;
  readonly recoveredAt: Date;
}

/** The token of the link that stops it. */
export function stopToken(secret: string, id: string): string {
  return signText(secret, PURPOSE, id);
}

/** Keeps what the link will name, and tells every address at once. */
export async function tellRecovered(tx: Db, secret: string, accountId: string, now: Date): Promise<void> {
  const id = uuidv7();
  await tx.query('insert into recovered_codes (id, account_id, recovered_at) values ($1, $2, $3)', [
    ...[id, accountId, now],
  ]);
  await tellEverywhere(tx, accountId, recoveredByMailMessage(stopToken(secret, id), id, now));
}

async function tellEverywhere(tx: Db, accountId: string, message: CodeMessage): Promise<void> {
  await notify(tx, { accountId, ...message });
  await mailEverywhere(tx, accountId, message, 'reference');
}

/** A code of today that comes from a mail: any other proof since has set `signs_from` to null. */
const SELECT = `select r.id, r.account_id as "accountId", r.recovered_at as "recoveredAt"
  from recovered_codes r join personal_codes c on c.account_id = r.account_id
  where r.id = $1 and r.stopped_at is null and c.signs_from is not null and r.recovered_at <= c.changed_at`;

/** What the token may stop, while it may. */
export async function codeToStop(db: Db, secret: string, token: string, now: Date): Promise<RecoveredCode | undefined> {
  const id = signedText(secret, PURPOSE, token);
  const [found] = id === undefined ? [] : await db.query<RecoveredCode>(SELECT, [id]);
  return found !== undefined && canStop(found.recoveredAt, now) ? found : undefined;
}

/** The code signs nothing any more, and whoever is inside is out. False when it was stopped, or replaced, meanwhile. */
export async function stopCode(database: Database, { id, accountId }: RecoveredCode, now: Date): Promise<boolean> {
  return database.transaction(async (tx) => {
    await tx.query('select from personal_codes where account_id = $1 for update', [accountId]);
    const [still] = await tx.query<RecoveredCode>(SELECT, [id]);
    if (still === undefined) return false;
    await tx.query('update recovered_codes set stopped_at = $2 where id = $1', [id, now]);
    await tx.query(
      'update personal_codes set failures = $2, paused_until = null, suspended_at = $3 where account_id = $1',
      [accountId, FAILURES_TO_SUSPEND, now],
    );
    await tx.query('update code_recoveries set code_name = null where account_id = $1', [accountId]);
    const subject = { type: 'account', id: accountId };
    await recordEvent(tx, { kind: 'personal_code.stopped', actor: null, subject, data: { recovery: id } });
    await endSessionsOf(tx, accountId, null, 'code-stopped');
    await tellEverywhere(tx, accountId, codeStoppedMessage(id, now));
    return true;
  });
}

/** Whether the code of today was stopped: then a mail alone is not proof enough for another one. */
export async function wasStopped(db: Db, accountId: string): Promise<boolean> {
  const found = await db.query(
    `select from recovered_codes r join personal_codes c on c.account_id = r.account_id
     where r.account_id = $1 and r.stopped_at >= c.changed_at limit 1`,
    [accountId],
  );
  return found.length > 0;
}
