import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { distFolder } from '../../src/apps/build.ts';
import { brokenPromises, filingCommands } from '../../src/features/filings/index.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { sealEvents } from '../../src/platform/events.ts';
import type { PortalPerson } from '../portal-person.ts';
import { until } from '../until.ts';
import { type Applicant, applicant, officerOf } from './applicants.ts';
import type { World } from './world.ts';

/** A filing somebody was told of: by the redirect to its page, which carries its number. */
export interface Acknowledged {
  readonly applicant: Applicant;
  readonly filing: string;
}

/** Figures for the record. */
export interface Kept {
  readonly acknowledged: number;
  readonly stored: number;
  readonly registers: number;
  readonly gaps: number;
  readonly doubles: number;
  /** Most entries written by one statement into one register. */
  readonly largestBatch: number;
}

/**
 * The invariant checker of every row: what was acknowledged is stored, registers have no gap and no double and follow
 * arrival within a batch, one filing per key, stored bytes have the registered digest and can be made again from the
 * answers, every filing has its receipt or its job, every event is sealed and the chain holds, and neither somebody
 * else nor another office sees any of it.
 */
export async function assertKept(world: World, acknowledged: readonly Acknowledged[]): Promise<Kept> {
  const { database } = world;
  await allSealed(database);
  const ids = acknowledged.map(({ filing }) => filing);
  assert.deepEqual(await brokenPromises(database, ids), []);
  assert.deepEqual(await inversions(database), []);
  assert.deepEqual(await filedTwice(database), []);
  await assertRecomputed(database, ids);
  await assertCommandAgrees(world);
  await assertUnseen(world, acknowledged);
  return { acknowledged: new Set(ids).size, ...(await figures(database)) };
}

async function allSealed(database: Database): Promise<void> {
  await until(async () => {
    await sealEvents(database);
    const [open] = await database.query<{ many: number }>(
      'select (select count(*) from events) - (select count(*) from event_seals) as many',
    );
    return open?.many === 0;
  });
}

/** Entries written by one statement (they share the instant of registration) whose numbers go against their arrival. */
function inversions(database: Database): Promise<{ at: string }[]> {
  return database.query(
    `select at from (select office_code || '/' || year || '/' || number as at, arrived_at,
       lag(arrived_at) over (partition by office_code, year, registered_at order by number) as before
       from register_entries) e where arrived_at < before`,
  );
}

/** A key is the filing's own id, and the edition of an application. */
function filedTwice(database: Database): Promise<{ key: string }[]> {
  return database.query(
    `select filing_id::text as key from register_entries group by filing_id, kind having count(*) > 1
     union all select application_id || ' ' || edition from filings group by application_id, edition having count(*) > 1`,
  );
}

/** A dozen of them as `bin/polis receipt verify` does: from the stored bytes, and from the answers by the published rules. */
async function assertRecomputed(database: Database, ids: readonly string[]): Promise<void> {
  for (const id of [...new Set(ids)].slice(0, 12)) {
    const said: string[] = [];
    const code = await filingCommands.receipt(['verify', id], {
      database,
      out: (line) => void said.push(line),
      err: (line) => void said.push(line),
    });
    assert.equal(code, 0, said.join('\n'));
  }
}

/** The operator's own command, as a program. */
async function assertCommandAgrees({ environment }: World): Promise<void> {
  const child = spawn(process.execPath, [join(distFolder, 'cli.js'), 'check'], {
    env: environment as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  assert.equal(code, 0, said);
}

/** Somebody else, an office it was not filed to, and nobody at all: each learns nothing. */
async function assertUnseen(world: World, acknowledged: readonly Acknowledged[]): Promise<void> {
  const some = acknowledged.slice(0, 3);
  if (some.length === 0) return;
  const [stranger, officer] = await Promise.all([applicant(world, { provinces: ['ML'] }), officerOf(world, 'ML')]);
  for (const { applicant: owner, filing } of some) {
    if (await filedTo(world.database, filing, 'ML')) continue;
    const [page, office] = [owner.confirmation(filing), `/ufficio/istanze/${filing}`];
    await assertLikeNothing(stranger.person, [page, `${page}/pdf`, owner.path, `${owner.path}/riepilogo`]);
    await assertLikeNothing(officer, [office, `${office}/pdf`]);
    const nobody = owner.at(world.origin);
    nobody.cookies.clear();
    assert.match((await nobody.get(page)).location ?? '', /^\/accesso/);
    for (const [person, path] of [
      ...['/area', '/archivio', '/messaggi'].map((path) => [stranger.person, path] as const),
      [officer, '/ufficio'] as const,
    ]) {
      const { html } = await person.get(path);
      for (const secret of [owner.canary, filing, owner.application]) assert.ok(!html.includes(secret), path);
    }
    assert.ok((await owner.person.get(`${owner.path}/riepilogo`)).html.includes(owner.canary), 'the owner sees it');
  }
}

async function filedTo(database: Database, filing: string, province: string): Promise<boolean> {
  const rows = await database.query(
    'select from filings f join offices o on o.code = f.office_code where f.id = $1 and o.province = $2',
    [filing, province],
  );
  return rows.length > 0;
}

/** The same answer, to the byte, as for what does not exist. */
async function assertLikeNothing(person: PortalPerson, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const [other, nothing] = [await person.get(path), await person.get(path.replaceAll(/[0-9a-f-]{36}/g, uuidv7()))];
    assert.deepEqual([other.status, other.html], [404, nothing.html], path);
  }
}

async function figures(database: Database) {
  const [row] = await database.query<Omit<Kept, 'acknowledged'>>(
    `select (select count(*) from filings) as stored, count(*) as registers,
       coalesce(sum(r.last_number - e.different), 0)::integer as gaps,
       coalesce(sum(e.many - e.different), 0)::integer as doubles,
       coalesce((select max(count) from (select count(*) from register_entries
         group by office_code, year, registered_at) batches), 0) as "largestBatch"
     from registers r join (select office_code, year, count(*) as many, count(distinct number) as different
       from register_entries group by 1, 2) e using (office_code, year)`,
  );
  if (row === undefined) throw new Error('the registers could not be counted');
  return row;
}
