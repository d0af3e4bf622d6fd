import type { Db } from '../../platform/db/database.ts';

export interface StoredReceipt {
  readonly pdf: Buffer;
  readonly sha256: string;
  readonly madeAt: Date;
}

export async function receiptOf(db: Db, filingId: string): Promise<StoredReceipt | undefined> {
  const [row] = await db.query<StoredReceipt>(
    `select pdf, encode(sha256, 'hex') as sha256, made_at as "madeAt" from receipts where filing_id = $1`,
    [filingId],
  );
  return row;
}

/** Keeps the receipt of a filing. The first one stays: a job that runs twice changes nothing. */
export async function saveReceipt(
  tx: Db,
  filingId: string,
  made: { readonly pdf: Uint8Array; readonly madeAt: Date; readonly replaced: readonly string[] },
): Promise<void> {
  await tx.query(
    `insert into receipts (filing_id, pdf, sha256, made_at, replaced) values ($1, $2::bytea, sha256($2::bytea), $3, $4)
     on conflict (filing_id) do nothing`,
    [filingId, Buffer.from(made.pdf), made.madeAt, [...made.replaced]],
  );
}
