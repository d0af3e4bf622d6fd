import { uuidv7 } from 'uuidv7';
import type { Db } from '../src/platform/db/database.ts';

/** A passkey as far as pages look at it; no device holds the other half. */
export async function passkeyOf(db: Db, accountId: string, now: Date): Promise<string> {
  const id = uuidv7();
  await db.query(
    `insert into passkeys (id, account_id, credential_id, public_key, algorithm, counter, backed_up, name, added_at)
     values ($1, $2, $3, $4, -7, 0, false, 'telefono', $5)`,
    [id, accountId, `credential-${id}`, Buffer.alloc(77), now],
  );
  return id;
}
