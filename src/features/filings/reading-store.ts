import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { FilingReading } from './record.ts';

/** Who looks, in the name of which office, at what. */
export interface Look {
  readonly filingId: string;
  readonly applicationId: string;
  readonly reader: string;
  readonly officeCode: string;
  readonly officeName: string;
  readonly what: FilingReading['what'];
}

/** Writes down that an office looked, before it is shown anything: what cannot be recorded is not shown. */
export async function recordReading(database: Database, look: Look): Promise<void> {
  const { filingId, applicationId, reader, officeCode, officeName, what } = look;
  await database.transaction(async (tx) => {
    await tx.query(
      'insert into readings (filing_id, reader, office_code, office_name, what) values ($1, $2, $3, $4, $5)',
      [filingId, reader, officeCode, officeName, what],
    );
    await recordEvent(tx, {
      kind: 'filing.read',
      actor: reader,
      actorOffice: officeCode,
      subject: { type: 'application', id: applicationId },
      data: { filing: filingId, what },
    });
  });
}

/** Every look at these filings, by filing, the first first. */
export async function readingsOf(db: Db, filingIds: readonly string[]): Promise<Map<string, FilingReading[]>> {
  const rows = await db.query<FilingReading & { filingId: string }>(
    `select filing_id as "filingId", office_name as "officeName", what, read_at as "readAt"
     from readings where filing_id = any ($1::uuid[]) order by read_at, id`,
    [filingIds],
  );
  const byFiling = new Map<string, FilingReading[]>();
  for (const { filingId, ...reading } of rows) byFiling.set(filingId, [...(byFiling.get(filingId) ?? []), reading]);
  return byFiling;
}
