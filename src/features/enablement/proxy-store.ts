import type { Db } from '../../platform/db/database.ts';
import { sha256Hex } from '../../platform/digest.ts';
import type { WrittenProxy } from './proxy.ts';

/** Kept beside the check, with the copy of the written proxy and its digest. */
export async function insertProxy(tx: Db, checkId: string, proxy: WrittenProxy, now: Date): Promise<void> {
  await tx.query(
    `insert into identity_check_proxies (check_id, procedure_id, surname, name, document, proxy_number, copy, copy_sha256,
       recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[checkId, proxy.procedureId, proxy.surname, proxy.name, proxy.document, proxy.number],
      ...[Buffer.from(proxy.copy), sha256Hex(proxy.copy), now],
    ],
  );
}
