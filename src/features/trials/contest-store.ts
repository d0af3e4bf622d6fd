import type { Db } from '../../platform/db/database.ts';
import { releaseByDigest } from '../procedures/index.ts';
import { type Candidate, type Contest, type ContestKey, contestOf } from './contest.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return UUID.test(text);
}

interface ContestRow {
  readonly id: string;
  readonly digest: string;
  readonly officeCode: string;
  readonly officeName: string;
  readonly key: ContestKey;
  readonly title: string;
  readonly posts: number | null;
  readonly formedAt: Date;
}

const COLUMNS = `c.id, c.release_digest as digest, c.office_code as "officeCode", c.office_name as "officeName", c.key,
  c.title, c.posts, c.formed_at as "formedAt"`;

/** A competition, if it is this office's; `lock` holds it until the transaction ends. */
export async function contestForOffice(
  db: Db,
  id: string,
  officeCode: string,
  lock: 'lock' | 'look' = 'look',
): Promise<Contest | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await db.query<ContestRow>(
    `select ${COLUMNS} from contests c where c.id = $1 and c.office_code = $2 ${lock === 'lock' ? 'for update' : ''}`,
    [id, officeCode],
  );
  return row && read(db, row);
}

/** The competitions of an office, with how many candidates each has. */
export async function contestsOfOffice(
  db: Db,
  officeCode: string,
): Promise<readonly { readonly contest: Contest; readonly candidates: number }[]> {
  const rows = await db.query<ContestRow & { count: number }>(
    `select ${COLUMNS}, (select count(*)::integer from candidates n where n.contest_id = c.id) as count
     from contests c where c.office_code = $1 order by c.procedure_id desc, c.title`,
    [officeCode],
  );
  return together(db, rows, (contest, { count }) => ({ contest, candidates: count }));
}

/** The competitions of a procedure of which something has appeared. */
export async function publishedContests(db: Db, procedureId: string, now: Date): Promise<readonly Contest[]> {
  const rows = await db.query<ContestRow>(
    `select ${COLUMNS} from contests c where c.procedure_id = $1
       and exists (select from trial_publications p where p.contest_id = c.id and p.outcome = 'published'
         and p.recalled_at is null and p.appears_at <= $2)
     order by c.office_name, c.title`,
    [procedureId, now],
  );
  return together(db, rows, (contest) => contest);
}

/** The competitions with these ids. */
export async function contestsByIds(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Contest>> {
  const rows = await db.query<ContestRow>(`select ${COLUMNS} from contests c where c.id = any ($1::uuid[])`, [ids]);
  return new Map((await together(db, rows, (contest) => contest)).map((contest) => [contest.id, contest]));
}

async function together<Row extends ContestRow, Shown>(
  db: Db,
  rows: readonly Row[],
  show: (contest: Contest, row: Row) => Shown,
): Promise<readonly Shown[]> {
  const found = await Promise.all(rows.map(async (row) => ({ row, contest: await read(db, row) })));
  return found.flatMap(({ row, contest }) => (contest === undefined ? [] : [show(contest, row)]));
}

async function read(db: Db, { digest, ...row }: ContestRow): Promise<Contest | undefined> {
  const release = await releaseByDigest(db, digest);
  if (release === undefined) throw new Error(`contest ${row.id} names a release that is not there`);
  return contestOf(row, release);
}

/** The candidates of a competition, by number. */
export async function candidatesOf(db: Db, contestId: string): Promise<readonly Candidate[]> {
  return db.query<Candidate>(
    `select c.id, c.number, c.account_id as "accountId", c.application_id as "applicationId", c.item,
       c.filing_id as "filingId", a.name, a.surname, a.fiscal_code as "fiscalCode",
       exists (select from withdrawals w where w.filing_id = c.filing_id) as gone
     from candidates c join accounts a on a.id = c.account_id where c.contest_id = $1 order by c.number`,
    [contestId],
  );
}

/** Whether somebody of the office is a candidate there, or bound to one by a delegation: then a colleague does it. */
export async function isCloseTo(db: Db, contestId: string, accountId: string, now: Date): Promise<boolean> {
  const [row] = await db.query<{ close: boolean }>(
    `select exists (select from candidates c where c.contest_id = $1
       and (c.account_id = $2 or bound_by_delegation($2, c.account_id, $3))) as close`,
    [contestId, accountId, now],
  );
  return row?.close === true;
}
