import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { connect } from '../src/platform/db/database.ts';
import { home } from '../src/platform/home.ts';
import { csrfToken } from '../src/platform/http/csrf.ts';
import { migrate } from '../src/platform/migrations.ts';
import { startPostgres } from '../src/platform/postgres/index.ts';
import { bareSaves, inOneStatement, inTransaction } from './draft-floor.ts';
import { type Applicant, answers, applicant, publish } from './draft-people.ts';
import { median } from './figures.ts';
import { fire, type Load } from './http-load.ts';

const CLIENTS = 32;
const ROUNDS = 4;
const ROUND_MS = 4_000;
const SECRET = 'a secret for the bench, long enough to be one';

/**
 * One section saved durably (fsync on), over HTTP with 32 people at once: session, ownership, deadline, reading of
 * fifteen answers, merge, and the draft with its event. The floor is the bare UPDATE and the INSERT of its audit row, in
 * one transaction, prepared, sent by 32 bare clients in the same run, in turns with the portal. `ratio` is portal over
 * floor, medians. `ratio_to_one_statement` is to a harder floor: both writes in one statement and one round trip.
 */
export async function draft(report: (line: string) => void): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'polis-bench-'));
  chmodSync(folder, 0o755);
  const server = await startPostgres({ dir: join(folder, 'postgres'), cache: join(folder, 'binaries') });
  let portal: ChildProcess | undefined;
  try {
    await migrate(server.ownerUrl);
    const owner = connect(server.ownerUrl, { size: 4 });
    await publish(owner);
    const people = await Promise.all(Array.from({ length: CLIENTS }, (_, serial) => applicant(owner, serial)));
    const spares = await Promise.all(
      Array.from({ length: CLIENTS }, (_, serial) => applicant(owner, CLIENTS + serial)),
    );
    await owner.close();
    portal = fork(await bundled(), [server.appUrl, SECRET], {
      cwd: home,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const port = await portOf(portal);
    await overHttp(port, people, 1_000);
    return await measure(report, port, people, server.appUrl, spares);
  } finally {
    portal?.kill();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(join(home, 'dist/bench'), { recursive: true, force: true });
  }
}

async function measure(
  report: (line: string) => void,
  port: number,
  people: readonly Applicant[],
  url: string,
  spares: readonly Applicant[],
): Promise<Record<string, number>> {
  const rounds: { http: Load; bare: number; single: number }[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const http = await overHttp(port, people, ROUND_MS);
    const bare = await bareSaves(url, spares, ROUND_MS, inTransaction);
    const single = await bareSaves(url, spares, ROUND_MS / 2, inOneStatement);
    rounds.push({ http, bare, single });
    const ratio = (http.perSecond / bare).toFixed(2);
    report(
      `round ${round}: ${http.perSecond.toFixed(0)} saves/s over HTTP, ${bare.toFixed(0)}/s bare, ${single.toFixed(0)}/s in one statement, ratio ${ratio}`,
    );
  }
  const saves = people.reduce((sum, person) => sum + person.saves, 0);
  const lost = await lostSaves(url, people);
  if (lost > 0) throw new Error(`${lost} acknowledged saves are not in the database`);
  return {
    saves_per_second: median(rounds.map(({ http }) => http.perSecond)),
    bare_per_second: median(rounds.map(({ bare }) => bare)),
    one_statement_per_second: median(rounds.map(({ single }) => single)),
    ratio: median(rounds.map(({ http, bare }) => http.perSecond / bare)),
    ratio_to_one_statement: median(rounds.map(({ http, single }) => http.perSecond / single)),
    p50_ms: median(rounds.map(({ http }) => http.p50)),
    p99_ms: median(rounds.map(({ http }) => http.p99)),
    saves,
    lost,
    clients: CLIENTS,
  };
}

/** Each person saves their own service again and again, as the autosave does, with the base it was given last. */
async function overHttp(port: number, people: readonly Applicant[], milliseconds: number): Promise<Load> {
  const until = performance.now() + milliseconds;
  return fire(
    port,
    people.length,
    (connection) => {
      const person = people[connection];
      if (person === undefined || performance.now() >= until) return undefined;
      const fields = {
        csrf: csrfToken(SECRET, `account:${person.account}`),
        base: person.base,
        ...answers(person.saves + 1),
      };
      return {
        method: 'POST',
        path: `/istanze/${person.application}/sezioni/services/${person.item}`,
        cookie: `polis-session=${person.token}`,
        accept: 'application/json',
        body: new URLSearchParams(fields).toString(),
      };
    },
    (reply, connection) => {
      const person = people[connection];
      if (person === undefined) return;
      if (reply.status !== 200) throw new Error(`a save was answered ${reply.status}: ${reply.body.slice(0, 300)}`);
      person.base = (JSON.parse(reply.body) as { base: string }).base;
      person.saves += 1;
    },
  );
}

/** How many people find less in their draft than what was acknowledged to them. */
async function lostSaves(url: string, people: readonly Applicant[]): Promise<number> {
  const database = connect(url, { size: 1 });
  const rows = await database.query<{ name: string }>(
    `select answers -> 'services' -> 0 ->> 'school_name' as name from drafts where application_id = any($1)`,
    [people.map((person) => person.application)],
  );
  await database.close();
  const names = new Set(rows.map((row) => row.name));
  return people.filter((person) => !names.has(answers(person.saves)['school_name'] ?? '')).length;
}

/** The server as the programs are run: one file. It lies in the checkout, where its packages are found. */
async function bundled(): Promise<string> {
  const outfile = join(home, 'dist/bench/draft-server.js');
  await build({
    entryPoints: [join(home, 'bench/draft-server.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  return outfile;
}

async function portOf(portal: ChildProcess): Promise<number> {
  let said = '';
  portal.stdout?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  for (let waited = 0; waited < 300; waited += 1) {
    if (said.includes('\n')) return Number(said.trim());
    if (portal.exitCode !== null) break;
    await pause(100);
  }
  throw new Error('the server of the bench did not start');
}
