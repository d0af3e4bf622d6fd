import type { Db } from '../../platform/db/database.ts';
import { sha256Hex } from '../../platform/digest.ts';

/** The form of a request, if it has been made. */
export async function keptAdhesionForm(db: Db, requestId: string): Promise<Uint8Array | undefined> {
  const [row] = await db.query<{ pdf: Uint8Array }>('select pdf from adhesion_forms where request_id = $1', [
    requestId,
  ]);
  return row?.pdf;
}

/** Keeps the form; when two were made at the same moment the first stays, and it is the one answered. */
export async function keepAdhesionForm(db: Db, requestId: string, pdf: Uint8Array, now: Date): Promise<Uint8Array> {
  await db.query(
    `insert into adhesion_forms (request_id, pdf, sha256, made_at) values ($1, $2, $3, $4)
     on conflict (request_id) do nothing`,
    [requestId, Buffer.from(pdf), sha256Hex(pdf), now],
  );
  return (await keptAdhesionForm(db, requestId)) ?? pdf;
}
