import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { openSession } from '../src/features/accounts/index.ts';
import type { Database } from '../src/platform/db/database.ts';
import { createHashingPool } from '../src/platform/hashing-pool.ts';
import { median, round1, round2 } from './figures.ts';
import { fire, openLine, type Reply, type Shot } from './http-load.ts';
import { type LoginPerson, makeLoginPeople, PASSWORD, post } from './login-people.ts';
import { inWorld } from './world.ts';

const PEOPLE = 600;
const ROUNDS = 5;
const LOGINS = 120;
const CLIENTS = 4 * availableParallelism();
const STORM_ROUNDS = 3;
const STORM_SECONDS = 12;
/** The storm is so many times what can be checked. */
const STORM = 3;
const INSIDE_PER_SECOND = 50;

type Figures = Record<string, number>;

/**
 * Logins with a password over HTTP, against bare verifications of the same hash on the same cores, in interleaved rounds:
 * `ratio` is the median. Then a storm of three times as many logins as can be checked, while people already inside go on
 * working: `inside_ratio` is their p99 in the storm to that of the quiet just before it.
 */
export async function login(report: (line: string) => void): Promise<Figures> {
  return inWorld(async ({ database, port }) => {
    const people = await makeLoginPeople(database, PEOPLE);
    const bench = { database, port, people, report };
    const speed = await loginSpeed(bench);
    const storm = await stormBeside(bench, speed['logins_per_s'] ?? 1);
    return { clients: CLIENTS, rounds: ROUNDS, ...speed, ...storm };
  });
}

interface Bench {
  readonly database: Database;
  readonly port: number;
  readonly people: readonly LoginPerson[];
  report(line: string): void;
}

async function loginSpeed({ database, port, people, report }: Bench): Promise<Figures> {
  const [row] = await database.query<{ hash: string }>('select password_hash as hash from credentials limit 1');
  const hash = row?.hash ?? '';
  const rounds: { ours: number; bare: number }[] = [];
  let next = 0;
  const someLogins = async (many: number) => {
    const until = next + many;
    const shot = () => (next >= until ? undefined : loginOf(people[next++ % people.length]));
    const { perSecond } = await fire(port, CLIENTS, shot, mustEnter);
    return perSecond;
  };
  await someLogins(30);
  report('logins/s   bare argon2/s   ratio');
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    const before = await bareVerifications(hash, LOGINS / 2);
    const ours = await someLogins(LOGINS);
    const bare = (before + (await bareVerifications(hash, LOGINS / 2))) / 2;
    rounds.push({ ours, bare });
    report(`${ours.toFixed(1).padStart(8)}${bare.toFixed(1).padStart(16)}${(ours / bare).toFixed(2).padStart(8)}`);
  }
  return {
    logins_per_s: round1(median(rounds.map(({ ours }) => ours))),
    bare_per_s: round1(median(rounds.map(({ bare }) => bare))),
    ratio: round2(median(rounds.map(({ ours, bare }) => ours / bare))),
  };
}

function loginOf(person: LoginPerson | undefined): Shot {
  return post('/accesso', { username: person?.username ?? '', password: PASSWORD });
}

function mustEnter({ status, body }: Reply): void {
  if (status !== 303) throw new Error(`a login was answered ${status}: ${body.slice(0, 1_000)}`);
}

const pool = createHashingPool();

/** The library alone, on all cores and at the same priority, with nothing around it. */
async function bareVerifications(hash: string, many: number): Promise<number> {
  let left = many;
  const started = performance.now();
  const core = async () => {
    while (left-- > 0) await pool({ kind: 'verify', hash, text: PASSWORD });
  };
  await Promise.all(Array.from({ length: availableParallelism() }, core));
  return (1000 * many) / (performance.now() - started);
}

async function stormBeside(bench: Bench, perSecond: number): Promise<Figures> {
  const rounds: { quiet: number; storm: number; answered: Map<number, number> }[] = [];
  const shots = await insideShots(bench);
  await insideFor(bench.port, shots, 2);
  bench.report(
    `a storm of ${Math.round(STORM * perSecond)} logins/s, ${INSIDE_PER_SECOND} requests/s of people inside`,
  );
  for (let turn = 0; turn < STORM_ROUNDS; turn += 1) {
    const quiet = await insideFor(bench.port, shots, STORM_SECONDS);
    const answered = new Map<number, number>();
    const raging = rage(bench, STORM * perSecond, answered);
    const storm = await insideFor(bench.port, shots, STORM_SECONDS);
    await raging;
    rounds.push({ quiet, storm, answered });
    const told = [...answered].map(([status, many]) => `${many} × ${status}`).join(', ');
    bench.report(`p99 inside: quiet ${quiet.toFixed(1)} ms, storm ${storm.toFixed(1)} ms (${told})`);
    await pause(3_000);
  }
  const sum = (status: number) => rounds.reduce((all, { answered }) => all + (answered.get(status) ?? 0), 0);
  return {
    inside_p99_quiet_ms: round1(median(rounds.map(({ quiet }) => quiet))),
    inside_p99_storm_ms: round1(median(rounds.map(({ storm }) => storm))),
    inside_ratio: round2(median(rounds.map(({ quiet, storm }) => storm / quiet))),
    storm_let_in: sum(303),
    storm_told_to_wait: sum(503),
  };
}

/** Pages of people who have a session. */
async function insideShots({ database, people }: Bench): Promise<Shot[]> {
  const entry = { method: 'password', level: 1 } as const;
  const browser = { ip: '127.0.0.1', userAgent: 'bench' };
  const some = people.slice(-20);
  const tokens = await Promise.all(
    some.map(({ accountId }) => openSession(database, accountId, entry, browser, new Date())),
  );
  return tokens.map((token) => ({ method: 'GET', path: '/messaggi', cookie: `polis-session=${token}` }));
}

/** Asks at a steady pace, however long the answers take; the p99 in milliseconds. */
async function insideFor(port: number, shots: readonly Shot[], seconds: number): Promise<number> {
  const latencies: number[] = [];
  await atPace(INSIDE_PER_SECOND, seconds, async (turn) => {
    const shot = shots[turn % shots.length];
    if (shot === undefined) return;
    const asked = performance.now();
    const { status } = await once(port, shot);
    if (status !== 200) throw new Error(`a page inside was answered ${status}`);
    latencies.push(performance.now() - asked);
  });
  latencies.sort((one, other) => one - other);
  return latencies[Math.floor(latencies.length * 0.99)] ?? 0;
}

/** Logins at a steady pace; who is told to wait is not sent again: the next ones are others. */
async function rage({ port, people }: Bench, perSecond: number, answered: Map<number, number>): Promise<void> {
  await atPace(perSecond, STORM_SECONDS, async (turn) => {
    // A connection the machine has no room for is told apart, as 0.
    const { status } = await once(port, loginOf(people[turn % people.length])).catch(() => ({ status: 0 }));
    answered.set(status, (answered.get(status) ?? 0) + 1);
  });
}

async function once(port: number, shot: Shot): Promise<Reply> {
  const line = await openLine(port);
  try {
    return await line.ask(shot);
  } finally {
    line.close();
  }
}

async function atPace(perSecond: number, seconds: number, work: (turn: number) => Promise<void>): Promise<void> {
  const under: Promise<void>[] = [];
  const started = performance.now();
  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    const due = started + (1000 * turn) / perSecond - performance.now();
    if (due > 0) await pause(due);
    under.push(work(turn));
  }
  await Promise.all(under);
}
