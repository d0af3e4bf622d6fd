import type { DossierKind, Properties } from '../../engines/procedure/index.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { type KnownEntry, knownEntry } from './entry.ts';

interface EntryRow {
  readonly id: string;
  readonly kind: DossierKind;
  readonly declarations: readonly { filing: string; at: string; properties: Properties }[];
}

const ENTRIES = `
  select e.id, e.kind, (select jsonb_agg(jsonb_build_object('filing', d.filing_id, 'at', d.declared_at,
      'properties', d.properties)) from dossier_declarations d where d.entry_id = e.id) as declarations
    from dossier_entries e where e.account_id = $1`;

/** The dossier of a person, in the order in which it grew. */
export async function entriesOf(db: Db, accountId: string): Promise<KnownEntry[]> {
  const rows = await db.prepared<EntryRow>('dossier-entries-of', `${ENTRIES} order by e.created_at, e.id`, [accountId]);
  return rows.map(fromRow);
}

/** One entry, if it is this person's. */
export async function entryOf(db: Db, accountId: string, id: string): Promise<KnownEntry | undefined> {
  const [row] = await db.query<EntryRow>(`${ENTRIES} and e.id = $2`, [accountId, id]);
  return row && fromRow(row);
}

/** Whether there is anything to take at all. */
export async function hasEntries(db: Db, accountId: string, kind: DossierKind): Promise<boolean> {
  const found = await db.prepared(
    'dossier-has-entries',
    'select from dossier_entries where account_id = $1 and kind = $2 limit 1',
    [accountId, kind],
  );
  return found.length > 0;
}

/** Takes an entry out of its owner's dossier; false when it is not there. What was filed stays as it was. */
export async function removeEntry(database: Database, accountId: string, id: string): Promise<boolean> {
  return database.transaction(async (tx) => {
    const gone = await tx.query('delete from dossier_entries where id = $2 and account_id = $1 returning id', [
      accountId,
      id,
    ]);
    if (gone.length === 0) return false;
    await recordEvent(tx, {
      kind: 'dossier.entry-removed',
      actor: accountId,
      subject: { type: 'account', id: accountId },
      data: { entry: id },
    });
    return true;
  });
}

function fromRow({ id, kind, declarations }: EntryRow): KnownEntry {
  return knownEntry(
    { id, kind },
    declarations.map(({ filing, at, properties }) => ({ filing, at: new Date(at), properties })),
  );
}
