import type { Answers } from '../../engines/procedure/index.ts';
import { together } from '../../kernel/together.ts';
import type { Db } from '../../platform/db/database.ts';
import { type FiledApplication, readCanonical } from './canonical.ts';
import type { FilingRecord } from './record.ts';
import { type RegisterNumber, writeNumber } from './register-number.ts';

type FilingRow = Omit<FilingRecord, 'state' | 'withdrawal' | 'receipt'> & {
  replacedById: string | null;
  withdrawnYear: number | null;
  withdrawnNumber: number | null;
  withdrawnArrivedAt: Date | null;
  withdrawnAt: Date | null;
  receiptSha256: string | null;
  receiptMadeAt: Date | null;
  receiptReplaced: string[] | null;
};

/** A filing with what became of it. Replaced and withdrawn are read off the later acts, never written on the filing. */
const record = `
  select f.id, f.application_id as "applicationId", f.account_id as "accountId", f.procedure_id as "procedureId",
    f.release_digest as "releaseDigest", f.edition, f.sequence, f.year, f.number, f.arrived_at as "arrivedAt",
    f.filed_at as "filedAt", encode(f.sha256, 'hex') as sha256, f.validity,
    jsonb_build_object('code', f.office_code, 'name', e.office_name, 'registerCode', e.register_code) as office,
    e.administration, e.subject, e.sender,
    (select n.id from filings n where n.application_id = f.application_id and n.sequence = f.sequence + 1) as "replacedById",
    w.year as "withdrawnYear", w.number as "withdrawnNumber", w.arrived_at as "withdrawnArrivedAt",
    w.withdrawn_at as "withdrawnAt", encode(r.sha256, 'hex') as "receiptSha256", r.made_at as "receiptMadeAt",
    r.replaced as "receiptReplaced"
  from filings f
  join register_entries e on e.office_code = f.office_code and e.year = f.year and e.number = f.number
  left join withdrawals w on w.filing_id = f.id
  left join receipts r on r.filing_id = f.id`;

/** All the filings of a person, the newest first: the archive. */
export async function filingsOf(db: Db, accountId: string): Promise<FilingRecord[]> {
  const rows = await db.prepared<FilingRow>(
    'filings-of',
    `${record} where f.application_id in (select a.id from applications a where a.account_id = $1)
     order by f.filed_at desc, f.id`,
    [accountId],
  );
  return rows.map(fromRow);
}

/** One filing, if it is this person's. */
export async function filingForPerson(db: Db, filingId: string, accountId: string): Promise<FilingRecord | undefined> {
  const [row] = await db.prepared<FilingRow>('filing-for-person', `${record} where f.id = $1 and f.account_id = $2`, [
    filingId,
    accountId,
  ]);
  return row && fromRow(row);
}

/** One filing, if it is addressed to this office. */
export async function filingForOffice(db: Db, filingId: string, officeCode: string): Promise<FilingRecord | undefined> {
  const [row] = await db.prepared<FilingRow>('filing-for-office', `${record} where f.id = $1 and f.office_code = $2`, [
    filingId,
    officeCode,
  ]);
  return row && fromRow(row);
}

/** One filing, for the programs: jobs and commands. */
export async function filingById(db: Db, filingId: string): Promise<FilingRecord | undefined> {
  const [row] = await db.query<FilingRow>(`${record} where f.id = $1`, [filingId]);
  return row && fromRow(row);
}

/** The filings that have this number, in one register or, without an office, in all of them. */
export async function filingIdsByNumber(
  db: Db,
  { year, number }: RegisterNumber,
  officeCode: string | undefined,
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select f.id from registers r join filings f on f.office_code = r.office_code and f.year = r.year and f.number = $2
     where r.year = $1 and ($3::text is null or r.office_code = $3) order by r.office_code`,
    [year, number, officeCode ?? null],
  );
  return rows.map(({ id }) => id);
}

/** The digest the register holds for a filing, hexadecimal. */
export async function entryDigest(db: Db, filingId: string): Promise<string | undefined> {
  const [row] = await db.query<{ sha256: string }>(
    `select encode(sha256, 'hex') as sha256 from register_entries where filing_id = $1 and kind = 'filing'`,
    [filingId],
  );
  return row?.sha256;
}

/** All the filings of one application, the first first. */
export async function filingsOfApplication(db: Db, applicationId: string): Promise<FilingRecord[]> {
  const rows = await db.prepared<FilingRow>(
    'filings-of-application',
    `${record} where f.application_id = $1 order by f.sequence`,
    [applicationId],
  );
  return rows.map(fromRow);
}

/** The last filing of an application, as far as filling in needs to know it. */
export interface EditionStatus {
  readonly filingId: string;
  readonly edition: number;
  readonly withdrawn: boolean;
  readonly filedAt: Date;
  /** "0000041/2026". */
  readonly registerNumber: string;
  readonly officeName: string;
}

/**
 * SQL for the last filed edition of the draft `d`; null while nothing was filed. For the one statement that saves an
 * answer, which stands in a feature below this one and is given it by the wiring.
 */
export const FILED_EDITION = 'select max(f.edition) from filings f where f.application_id = d.application_id';

type StatusRow = Omit<EditionStatus, 'registerNumber'> & { year: number; number: number };
type StatusFinder = (applicationId: string) => Promise<StatusRow | undefined>;

const LARGEST = 100;
const finders = new WeakMap<Db, StatusFinder>();

/** Null while nothing was ever filed. Requests that come while a look-up is under way share the next one. */
export async function editionStatus(db: Db, applicationId: string): Promise<EditionStatus | null> {
  const find = finders.get(db) ?? statusFinder(db);
  finders.set(db, find);
  const row = await find(applicationId);
  if (row === undefined) return null;
  const { year, number, ...status } = row;
  return { ...status, registerNumber: writeNumber({ year, number }) };
}

function statusFinder(db: Db): StatusFinder {
  return together<string, StatusRow | undefined>(async (applications) => {
    const rows = await db.prepared<StatusRow & { place: number }>(
      'edition-status',
      `select found.* from unnest($1::uuid[]) with ordinality as asked (id, place) cross join lateral (
         select asked.place::integer, f.id as "filingId", f.edition, f.filed_at as "filedAt", f.year, f.number,
           e.office_name as "officeName", exists (select from withdrawals w where w.filing_id = f.id) as withdrawn
         from filings f
         join register_entries e on e.office_code = f.office_code and e.year = f.year and e.number = f.number
         where f.application_id = asked.id order by f.sequence desc limit 1) found`,
      [applications],
    );
    const byPlace = new Map(rows.map(({ place, ...row }) => [place, row]));
    return applications.map((_, index) => byPlace.get(index + 1));
  }, LARGEST);
}

/** Whether what was filed is being written anew: a correction, or after a withdrawal, begun and not filed. */
export async function isBegunAgain(
  db: Db,
  { applicationId, edition }: Pick<FilingRecord, 'applicationId' | 'edition'>,
): Promise<boolean> {
  const [draft] = await db.query<{ edition: number }>('select edition from drafts where application_id = $1', [
    applicationId,
  ]);
  return draft !== undefined && draft.edition > edition;
}

/** What was filed, read from the very bytes whose digest the register holds. */
export async function filedApplication(db: Db, filingId: string): Promise<FiledApplication | undefined> {
  const canonical = await canonicalBytes(db, filingId);
  return canonical && readCanonical(canonical);
}

/** As many texts as are held in memory at the same moment. */
const AT_ONCE = 500;

/** The same of thousands, each with its id, in no order. */
export async function* filedApplications(
  db: Db,
  filingIds: readonly string[],
): AsyncGenerator<readonly [id: string, filed: FiledApplication]> {
  for (let from = 0; from < filingIds.length; from += AT_ONCE) {
    const rows = await db.query<{ id: string; canonical: Buffer }>(
      'select id, canonical from filings where id = any ($1::uuid[])',
      [filingIds.slice(from, from + AT_ONCE)],
    );
    for (const { id, canonical } of rows) yield [id, readCanonical(canonical)];
  }
}

/** The answers of the last filing of an application, for who gives up a correction. */
export async function filedAnswers(
  db: Db,
  applicationId: string,
): Promise<{ readonly edition: number; readonly answers: Answers; readonly releaseDigest: string } | null> {
  const status = await editionStatus(db, applicationId);
  const filed = status && (await filedApplication(db, status.filingId));
  return status && filed ? { edition: status.edition, answers: filed.answers, releaseDigest: filed.release } : null;
}

export async function canonicalBytes(db: Db, filingId: string): Promise<Buffer | undefined> {
  const [row] = await db.query<{ canonical: Buffer }>('select canonical from filings where id = $1', [filingId]);
  return row?.canonical;
}

function fromRow(row: FilingRow): FilingRecord {
  const { replacedById, withdrawnYear, withdrawnNumber, withdrawnArrivedAt, withdrawnAt, ...rest } = row;
  const { receiptSha256, receiptMadeAt, receiptReplaced, ...filing } = rest;
  const withdrawal =
    withdrawnYear !== null && withdrawnNumber !== null && withdrawnArrivedAt !== null && withdrawnAt !== null
      ? { year: withdrawnYear, number: withdrawnNumber, arrivedAt: withdrawnArrivedAt, withdrawnAt }
      : undefined;
  const receipt =
    receiptSha256 !== null && receiptMadeAt !== null
      ? { sha256: receiptSha256, madeAt: receiptMadeAt, replaced: receiptReplaced ?? [] }
      : undefined;
  const state = withdrawal ? 'withdrawn' : replacedById === null ? 'valid' : 'replaced';
  return { ...filing, state, replacedById, withdrawal, receipt };
}
