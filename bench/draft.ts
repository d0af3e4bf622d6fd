import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { startApplication } from '../src/features/applications/store.ts';
import { packDigest, publishRelease, readPack, recordWindowAct } from '../src/features/procedures/index.ts';
import { connect, type Database } from '../src/platform/db/database.ts';
import { newToken, tokenDigest } from '../src/platform/hashing-tokens.ts';
import { home } from '../src/platform/home.ts';
import { csrfToken } from '../src/platform/http/csrf.ts';
import { migrate } from '../src/platform/migrations.ts';
import { startPostgres } from '../src/platform/postgres/index.ts';
import { fire, type Load } from './http-load.ts';

const CLIENTS = 32;
const ROUNDS = 4;
const ROUND_MS = 4_000;
const SECRET = 'a secret for the bench, long enough to be one';

interface Applicant {
  readonly application: string;
  readonly account: string;
  readonly token: string;
  readonly item: string;
  base: string;
  saves: number;
}

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
    portal = fork(join(home, 'bench/draft-server.ts'), [server.appUrl, SECRET], {
      cwd: home,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const port = await portOf(portal);
    await overHttp(port, people, 1_000);
    return await measure(report, port, people, server.appUrl, spares);
  } finally {
    portal?.kill();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
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

/** What a service is made of; its name changes with each save. */
function answers(turn: number): Record<string, string> {
  return {
    school_year: '2023/24',
    'from.day': '11',
    'from.month': '9',
    'from.year': '2023',
    'to.day': '30',
    'to.month': '6',
    'to.year': '2024',
    school_type: 'state',
    school_code: 'TOPS01000A',
    school_name: `Liceo Volta, supplenza numero ${turn}`,
    'teaching_class.query': '',
    teaching_class: 'A-12',
    activity: 'teaching',
    contract: 'temporary',
    weekly_hours: '18',
  };
}

type BareSave = (client: pg.Client, person: Applicant) => Promise<unknown>;

/** Bare clients, one for each connection, that save with nothing in front. */
async function bareSaves(
  url: string,
  people: readonly Applicant[],
  milliseconds: number,
  save: BareSave,
): Promise<number> {
  const clients = await Promise.all(
    people.map(async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const started = performance.now();
  let saves = 0;
  await Promise.all(
    clients.map(async (client, index) => {
      const person = people[index];
      if (person === undefined) return;
      while (performance.now() - started < milliseconds) {
        person.saves += 1;
        await save(client, person);
        saves += 1;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return saves / seconds;
}

const UPDATE = `update drafts set answers = jsonb_set(answers, '{services}', $2::jsonb), version = version + 1,
  updated_at = now() where application_id = $1`;
const INSERT = `insert into events (kind, actor, subject_type, subject_id, data)
  values ('application.section-saved', $2::uuid, 'application', $1, '{"section": "services"}')`;

async function inTransaction(client: pg.Client, person: Applicant): Promise<void> {
  const [application, answersText, account] = bareValues(person);
  await client.query('begin');
  await client.query({ name: 'bare-update', text: UPDATE, values: [application, answersText] });
  await client.query({ name: 'bare-insert', text: INSERT, values: [application, account] });
  await client.query('commit');
}

const BOTH = `with changed as (${UPDATE} returning application_id)
  insert into events (kind, actor, subject_type, subject_id, data)
  select 'application.section-saved', $3::uuid, 'application', application_id::text, '{"section": "services"}' from changed`;

function inOneStatement(client: pg.Client, person: Applicant): Promise<unknown> {
  return client.query({ name: 'bare-both', text: BOTH, values: [...bareValues(person)] });
}

function bareValues(person: Applicant): readonly unknown[] {
  const { 'teaching_class.query': _query, ...values } = answers(person.saves);
  return [person.application, JSON.stringify([{ ...values, id: person.item }]), person.account];
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

async function publish(owner: Database): Promise<void> {
  const reading = readPack(join(home, 'procedures/gps-2026-28'));
  if ('faults' in reading) throw new Error(reading.faults[0]?.message);
  const { pack } = reading;
  const now = new Date();
  await publishRelease(owner, pack, packDigest(pack), 'bench', now);
  await recordWindowAct(owner, uuidv7(), {
    procedureId: pack.definition.id,
    windowId: 'filing',
    opensAt: new Date(now.getTime() - 86_400_000),
    closesAt: new Date(now.getTime() + 86_400_000),
    reason: 'Finestra aperta per la misura.',
    decidedBy: 'bench',
    decidedAt: now,
  });
}

/** Somebody enabled and signed in, with a draft that has one service in it. */
async function applicant(owner: Database, serial: number): Promise<Applicant> {
  const [account, request, token, item] = [uuidv7(), uuidv7(), newToken(), uuidv7()];
  const now = new Date();
  const name = String(serial).padStart(3, '0');
  await owner.query(
    `insert into accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place, email, created_at)
     values ($1, $2, $3, 'Prova', 'Anna', '1990-03-15', 'F', 'L219', 'Torino', 'anna@example.it', $4)`,
    [account, `PRVNNA90C55L${name}X`, `anna.prova${serial}`, now],
  );
  await owner.query(
    `insert into credentials (account_id, password_hash, temporary, changed_at) values ($1, 'none', false, $2)`,
    [account, now],
  );
  await owner.query(
    `insert into enablement_requests (id, number, account_id, declaration, made_at) values ($1, $2, $3, '{}', $4)`,
    [request, `bench-${serial}`, account, now],
  );
  await owner.query(
    `insert into enablements (account_id, state, request_id, street, municipality_code, municipality, province, postal_code,
       mobile, phone, changed_at) values ($1, 'active', $2, 'Via Prova 1', 'L219', 'Torino', 'TO', '10100', '333333333', '', $3)`,
    [account, request, now],
  );
  await owner.query(
    `insert into sessions (token_digest, id, account_id, created_at, last_seen_at, proven) values ($1, $2, $3, $4, $4, false)`,
    [tokenDigest(token), uuidv7(), account, now],
  );
  const [release] = await owner.query<{ digest: string; procedure_id: string }>(
    'select digest, procedure_id from releases',
  );
  if (release === undefined) throw new Error('no release');
  const begun = { id: uuidv7(), procedureId: release.procedure_id, releaseDigest: release.digest };
  const application = await startApplication(owner, begun, { accountId: account, now });
  await owner.query('update drafts set answers = $2 where application_id = $1', [
    application,
    JSON.stringify({
      province: { province: 'TO', already_included: 'none' },
      rankings: [{ id: uuidv7(), teaching_class: 'A-12', tier: 'II', operation: 'insertion', access_title: 'Laurea' }],
      services: [{ id: item }],
    }),
  ]);
  return { application, account, token, item, base: '', saves: 0 };
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

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
