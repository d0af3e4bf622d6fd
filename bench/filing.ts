import { tmpdir } from 'node:os';
import { openPortal } from '../src/apps/portal.ts';
import { brokenPromises } from '../src/features/filings/index.ts';
import { readConfiguration } from '../src/platform/config/index.ts';
import type { Database } from '../src/platform/db/database.ts';
import { createHasher } from '../src/platform/hashing.ts';
import { createLog } from '../src/platform/log.ts';
import { createPress } from '../src/platform/pdf/index.ts';
import type { Postgres } from '../src/platform/postgres/index.ts';
import { median, round1, round2 } from './figures.ts';
import { bareClients, recording, restated } from './filing-floor.ts';
import { confirmOf, makePeople, type Person } from './filing-people.ts';
import { fire } from './http-load.ts';
import { inWorld } from './world.ts';

const CLIENTS = 32;
const ROUNDS = 5;
const FILINGS = 1_000;

type Offices = 'one' | 'all';
type Figures = Record<string, number>;

/**
 * Whole filings over HTTP (session, form token, rules, personal code, number, answer) by 32 clients, over 110 registers
 * and over one, against the same SQL statements sent by 32 bare clients, one filing per transaction, in interleaved
 * rounds on the same durable cluster. `ratio` is over 110 registers, `ratio_one` over one: medians of the rounds.
 */
export async function filing(report: (line: string) => void): Promise<Figures> {
  const hashes = await hashesPerSecond();
  report(
    `${hashes.toFixed(0)} personal codes per second at production strength; from here on they cost next to nothing`,
  );
  return inWorld(async ({ database, cluster, environment, port }) => {
    const bench = { database, cluster, port, report, acknowledged: [] as string[] };
    const { statements, example } = await oneFiling(database, environment);
    report(`${statements.length} statements for one filing`);
    const measured = await measure({ ...bench, statements, example });
    return { hashes_per_s: Math.round(hashes), ...measured, ...(await kept(database, bench.acknowledged)) };
  });
}

interface Bench {
  readonly database: Database;
  readonly cluster: Postgres;
  readonly port: number;
  readonly statements: Parameters<typeof restated>[0];
  readonly example: Person;
  readonly acknowledged: string[];
  report(line: string): void;
}

async function measure(bench: Bench): Promise<Figures> {
  const rounds: Record<Offices, Round[]> = { all: [], one: [] };
  for (const offices of ['all', 'one'] as const) await round(bench, offices, 300);
  bench.acknowledged.length = 0;
  bench.report('registers   filings/s   p50 ms   p99 ms   floor/s   p50 ms   p99 ms   ratio');
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const offices of ['all', 'one'] as const) {
      const measured = await round(bench, offices, FILINGS);
      rounds[offices].push(measured);
      const { ours, floor } = measured;
      const cells = [ours.perSecond, ours.p50, ours.p99, floor.perSecond, floor.p50, floor.p99];
      const line = cells.map((value) => value.toFixed(value < 100 ? 1 : 0).padStart(9)).join('');
      bench.report(
        `${(offices === 'all' ? '110' : '1').padStart(9)}${line}${ratioOf(measured).toFixed(2).padStart(8)}`,
      );
    }
  }
  return {
    clients: CLIENTS,
    rounds: ROUNDS,
    filings_per_s: Math.round(median(rounds.all.map(({ ours }) => ours.perSecond))),
    p50_ms: round1(median(rounds.all.map(({ ours }) => ours.p50))),
    p99_ms: round1(median(rounds.all.map(({ ours }) => ours.p99))),
    floor_per_s: Math.round(median(rounds.all.map(({ floor }) => floor.perSecond))),
    filings_per_s_one: Math.round(median(rounds.one.map(({ ours }) => ours.perSecond))),
    p50_ms_one: round1(median(rounds.one.map(({ ours }) => ours.p50))),
    p99_ms_one: round1(median(rounds.one.map(({ ours }) => ours.p99))),
    floor_per_s_one: Math.round(median(rounds.one.map(({ floor }) => floor.perSecond))),
    ratio_one: round2(median(rounds.one.map(ratioOf))),
    ratio: round2(median(rounds.all.map(ratioOf))),
  };
}

interface Round {
  readonly ours: { readonly perSecond: number; readonly p50: number; readonly p99: number };
  readonly floor: { readonly perSecond: number; readonly p50: number; readonly p99: number };
}

async function round(bench: Bench, offices: Offices, filings: number): Promise<Round> {
  const { database, cluster, port, statements, example } = bench;
  const [mine, bare] = [await makePeople(database, filings, offices), await makePeople(database, filings, offices)];
  await database.query('checkpoint').catch(() => undefined);
  const shots = mine.map(confirmOf);
  const ours = await fire(
    port,
    CLIENTS,
    () => shots.pop(),
    ({ status, location, body }) => {
      if (status !== 303 || location === undefined)
        throw new Error(`a filing was answered ${status}: ${body.slice(0, 2_000)}`);
      bench.acknowledged.push(location.split('/').at(-1) ?? '');
    },
  );
  const floor = await bareClients(
    cluster.appUrl,
    CLIENTS,
    bare.map((person) => restated(statements, example, person)),
  );
  bench.acknowledged.push(...bare.map(({ filingId }) => filingId));
  return { ours, floor };
}

/** Files once through the whole portal and keeps every statement it sent: what the bare clients will send. */
async function oneFiling(plain: Database, environment: Readonly<Record<string, string>>) {
  const { database, statements } = recording(plain);
  const portal = await openPortal({
    configuration: readConfiguration(environment),
    database,
    press: createPress(),
    assets: { css: '/a.css', js: '/a.js', sprite: '/a.svg', mark: '/m.svg', fonts: [] },
    assetsDirectory: tmpdir(),
    log: createLog({ program: 'bench', level: 'error' }),
    now: () => new Date(),
  });
  const [warm, example] = (await makePeople(plain, 2, 'one')) as [Person, Person];
  for (const person of [warm, example]) {
    statements.length = 0;
    const { path, cookie, body, method } = confirmOf(person);
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await portal.inject({ method, url: path, headers, payload: body });
    if (answer.statusCode !== 303)
      throw new Error(`the first filing was answered ${answer.statusCode}: ${answer.body}`);
  }
  await portal.close();
  return { statements, example };
}

/** What must be nought: numbers left out, given twice, acknowledged and not there; and every other promise broken. */
async function kept(database: Database, acknowledged: readonly string[]): Promise<Figures> {
  const [numbers] = await database.query<{ gap: number; double: number }>(
    `select coalesce(sum(r.last_number - e.different), 0)::integer as gap, coalesce(sum(e.many - e.different), 0)::integer as double
     from registers r join (select office_code, year, count(*) as many, count(distinct number) as different
       from register_entries group by 1, 2) e using (office_code, year)`,
  );
  const breaches = await brokenPromises(database, acknowledged);
  if (breaches.length > 0) throw new Error(`broken: ${JSON.stringify(breaches.slice(0, 5))}`);
  return { ...numbers, acknowledged: acknowledged.length, acknowledged_missing: 0, broken_promises: breaches.length };
}

async function hashesPerSecond(): Promise<number> {
  const hasher = createHasher({ queue: 1_000 });
  const hash = await hasher.hashSecret('TIGLI2047');
  const started = performance.now();
  const tries = 60;
  await Promise.all(Array.from({ length: tries }, () => hasher.verifySecret(String(hash), 'TIGLI2047')));
  return tries / ((performance.now() - started) / 1_000);
}

function ratioOf({ ours, floor }: Round): number {
  return ours.perSecond / floor.perSecond;
}
