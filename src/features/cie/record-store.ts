import { uuidv7 } from 'uuidv7';
import type { Db } from '../../platform/db/database.ts';
import { seal } from '../../platform/hashing-tokens.ts';

/** One message of a sign-in, as it went out or came in. */
export interface Recorded {
  readonly signInId: string;
  readonly kind: 'request' | 'answer' | 'id-token' | 'userinfo' | 'refused';
  readonly issuer: string;
  readonly message: string;
  readonly subject?: string;
  readonly tokenId?: string;
  /** Why it was not believed. */
  readonly reason?: string;
}

const LONGEST = 64 * 1024;

/** Writes the record the rules ask for. The message is sealed: it holds what the person is called and when they were born. */
export async function record(db: Db, secret: string, recorded: Recorded, now: Date): Promise<void> {
  const { signInId, kind, issuer, message, subject = null, tokenId = null, reason = null } = recorded;
  const id = uuidv7();
  const sealed = seal(secret, 'cie record', id, message.slice(0, LONGEST));
  await db.query(
    `insert into cie_records (id, sign_in_id, recorded_at, kind, issuer, subject, token_id, reason, sealed_message)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, signInId, now, kind, issuer, subject, tokenId, reason?.slice(0, 300) ?? null, sealed],
  );
}

/** Forgets what is older than 24 months; answers how much. */
export async function forgetRecords(db: Db): Promise<number> {
  const [row] = await db.query<{ forgotten: number }>('select forget_cie_records() as forgotten');
  return row?.forgotten ?? 0;
}
