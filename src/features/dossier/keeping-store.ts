import { uuidv7 } from 'uuidv7';
import { type Declared, place } from '../../engines/procedure/index.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { entriesOf } from './entry-store.ts';
import { takenInto } from './taking-store.ts';

/** What a filing declares, to be kept in the dossier of whom it is. */
export interface FiledDeclarations {
  readonly filingId: string;
  readonly applicationId: string;
  readonly accountId: string;
  readonly filedAt: Date;
  readonly declared: readonly Declared[];
}

/** Puts what was filed into the dossier, once for each filing however often it is asked. */
export async function keepDeclared(database: Database, filed: FiledDeclarations): Promise<void> {
  await database.transaction(async (tx) => {
    // One filing of a person after the other: the same title declared in two must find itself.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 2708))', [filed.accountId]);
    const first = await tx.query(
      'insert into dossier_filings (filing_id) values ($1) on conflict do nothing returning filing_id',
      [filed.filingId],
    );
    if (first.length > 0 && filed.declared.length > 0) await keep(tx, filed);
  });
}

async function keep(tx: Db, { filingId, applicationId, accountId, filedAt, declared }: FiledDeclarations) {
  const [entries, taken] = await Promise.all([entriesOf(tx, accountId), takenInto(tx, applicationId)]);
  const placed = place(declared, { entries, taken, newId: uuidv7 });
  const news = placed.filter(({ isNew }) => isNew);
  await tx.query(
    `insert into dossier_entries (id, account_id, kind, created_at)
     select id, $1, kind, $2 from jsonb_to_recordset($3) as e (id uuid, kind text)`,
    [accountId, filedAt, JSON.stringify(news.map(({ entry, declared: { kind } }) => ({ id: entry, kind })))],
  );
  await tx.query(
    `insert into dossier_declarations (filing_id, section, item, entry_id, declared_at, properties)
     select $1, section, item, entry, $2, properties
       from jsonb_to_recordset($3) as d (section text, item text, entry uuid, properties jsonb)`,
    [filingId, filedAt, JSON.stringify(placed.map(({ entry, declared: one }) => ({ ...one, entry })))],
  );
  await recordEvent(tx, {
    kind: 'dossier.kept',
    actor: null,
    subject: { type: 'account', id: accountId },
    data: { filing: filingId, entries: placed.length, new: news.length },
  });
}
