import { uuidv7 } from 'uuidv7';
import { currentRelease } from '../src/features/procedures/index.ts';
import { formContests } from '../src/features/trials/forming-store.ts';
import type { Database } from '../src/platform/db/database.ts';
import { OFFICE, openTrialsPortal } from '../test/trials-portal.ts';
import { median, round2 } from './figures.ts';

const ROUNDS = 3;
const SIZES = [10_000, 20_000] as const;

/**
 * Forming the list of candidates of the competition of 2025 at one office, from nothing, against reading and parsing the
 * same texts in one statement: 10,000 and 20,000 filings, interleaved rounds, medians. `ratio` is the floor over our
 * time; `growth` what one candidate costs among 20,000 over what one costs among 10,000.
 */
export async function trials(report: (line: string) => void): Promise<Record<string, number>> {
  const portal = await openTrialsPortal();
  try {
    const { database, owner } = portal.fresh;
    await portal.enter(await portal.applicant('FB'), 105);
    const release = await currentRelease(database, portal.procedureId);
    if (release === undefined) throw new Error('the competition is not published');
    const [officer] = await database.query<{ id: string }>('select id from accounts limit 1');
    const act = { officeCode: OFFICE, officeName: 'Ufficio', accountId: officer?.id ?? '', now: new Date() };
    const each: { forming: number; floor: number }[] = [];
    for (const size of SIZES) {
      await growTo(owner, size);
      const times = { forming: [] as number[], floor: [] as number[] };
      for (let round = 1; round <= ROUNDS; round += 1) {
        await owner.query('delete from candidates');
        await owner.query('delete from contests');
        times.floor.push(await timed(() => readAll(database)));
        times.forming.push(await timed(() => formAll(portal, release, act, size)));
        report(`${size}: ${times.forming.at(-1)?.toFixed(0)} ms, floor ${times.floor.at(-1)?.toFixed(0)} ms`);
      }
      each.push({ forming: median(times.forming), floor: median(times.floor) });
    }
    const [small, large] = each;
    if (small === undefined || large === undefined) throw new Error('nothing was measured');
    return {
      rounds: ROUNDS,
      candidates: SIZES[0],
      forming_ms: Math.round(small.forming),
      forming_twice_as_many_ms: Math.round(large.forming),
      candidates_per_s: Math.round((SIZES[0] / small.forming) * 1_000),
      growth: round2(large.forming / SIZES[1] / (small.forming / SIZES[0])),
      ratio: round2(small.floor / small.forming),
    };
  } finally {
    await portal.close();
  }
}

async function formAll(
  { fresh, deps }: Awaited<ReturnType<typeof openTrialsPortal>>,
  release: Parameters<typeof formContests>[2],
  act: Parameters<typeof formContests>[3],
  size: number,
): Promise<void> {
  const { added } = await formContests(fresh.database, deps.lookups, release, act);
  if (added !== size) throw new Error(`${added} candidates of ${size} filings`);
}

async function readAll(database: Database): Promise<void> {
  const rows = await database.query<{ canonical: Buffer }>('select canonical from filings where office_code = $1', [
    OFFICE,
  ]);
  for (const { canonical } of rows) JSON.parse(canonical.toString('utf8'));
}

/** Files the one application again and again, each time by somebody else, until there are this many. */
async function growTo(owner: Database, size: number): Promise<void> {
  const [found] = await owner.query<{ count: number }>('select count(*)::integer as count from filings');
  const from = found?.count ?? 0;
  const people = Array.from({ length: size - from }, (_, index) => ({
    ...{ number: from + index + 1, account: uuidv7(), application: uuidv7(), filing: uuidv7() },
    code: fiscalCodeOf(from + index + 1),
  }));
  const like = (table: string) =>
    `jsonb_populate_record(null::${table}, (select to_jsonb(o) from ${table} o order by ctid desc limit 1)`;
  const changed: readonly (readonly [string, string])[] = [
    ['accounts', `'id', p.account, 'fiscal_code', p.code, 'username', lower(p.code)`],
    ['applications', `'id', p.application, 'account_id', p.account`],
    ['register_entries', `'filing_id', p.filing, 'number', p.number`],
    ['filings', `'id', p.filing, 'application_id', p.application, 'account_id', p.account, 'number', p.number`],
  ];
  for (const [table, columns] of changed) {
    await owner.query(
      `insert into ${table} select made.* from jsonb_to_recordset($1::jsonb)
         as p (number integer, account uuid, application uuid, filing uuid, code text),
       lateral ${like(table)} || jsonb_build_object(${columns})) made`,
      [JSON.stringify(people)],
    );
  }
  await owner.query('analyze');
}

/** One of 26,000 that look right. */
function fiscalCodeOf(number: number): string {
  const letter = String.fromCharCode(65 + Math.floor(number / 1_000));
  return `CNDDT${letter}80A01X${String(number % 1_000).padStart(3, '0')}A`;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
