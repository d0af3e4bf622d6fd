import { availableParallelism } from 'node:os';
import { createHashingPool } from '../src/platform/hashing-pool.ts';
import { median, round1, round2 } from './figures.ts';
import { fire, type Reply, type Shot } from './http-load.ts';
import { makeLoginPeople, PASSWORD } from './login-people.ts';
import { type Browser, loginOf, stormBeside } from './login-storm.ts';
import { inWorld } from './world.ts';

const ROUNDS = 5;
const LOGINS = 320;
/** Before anything is measured: programs that have run for a while. */
const WARM_UP = 300;
const PEOPLE = WARM_UP + ROUNDS * LOGINS;
/** As many as may wait for a place; their connections are kept, as those of a proxy are. */
const CLIENTS = 8 * availableParallelism();

type Figures = Record<string, number>;

/**
 * Logins with a password over HTTP, against bare verifications of the same hash on the same cores, in interleaved rounds
 * (medians): `ratio` of people who come back with a browser they have entered with, `first_entry_ratio` of the first entry
 * of each from a browser nobody knows. Then a storm of three times as many logins as can be checked, while people already
 * inside go on working: `inside_ratio` is their p99 in the storm to that of the quiet just before it.
 */
export async function login(report: (line: string) => void): Promise<Figures> {
  return inWorld(async ({ database, port }) => {
    const people = await makeLoginPeople(database, PEOPLE);
    const [row] = await database.query<{ hash: string }>('select password_hash as hash from credentials limit 1');
    const bench = { port, hash: row?.hash ?? '', report };
    const known: Browser[] = [];
    const strangers = people.map(({ username }) => ({ username }))[Symbol.iterator]();
    await someLogins(port, strangers, WARM_UP, known);
    report('first entry: logins/s   bare argon2/s   ratio');
    const first = await measured(bench, strangers, known);
    report('coming back: logins/s   bare argon2/s   ratio');
    const back = await measured(bench, known.slice()[Symbol.iterator](), []);
    const storm = await stormBeside({ database, port, people, browsers: known, report }, back.ours);
    return {
      clients: CLIENTS,
      rounds: ROUNDS,
      ...{ logins_per_s: round1(back.ours), bare_per_s: round1(back.bare), ratio: round2(back.ratio) },
      ...{ first_entries_per_s: round1(first.ours), first_entry_ratio: round2(first.ratio) },
      ...storm,
    };
  });
}

interface Bench {
  readonly port: number;
  readonly hash: string;
  report(line: string): void;
}

async function measured({ port, hash, report }: Bench, browsers: Iterator<Browser>, seen: Browser[]) {
  const rounds: { ours: number; bare: number }[] = [];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    const before = await bareVerifications(hash, LOGINS / 2);
    const ours = await someLogins(port, browsers, LOGINS, seen);
    const bare = (before + (await bareVerifications(hash, LOGINS / 2))) / 2;
    rounds.push({ ours, bare });
    report(`${ours.toFixed(1).padStart(21)}${bare.toFixed(1).padStart(16)}${(ours / bare).toFixed(2).padStart(8)}`);
  }
  return {
    ours: median(rounds.map(({ ours }) => ours)),
    bare: median(rounds.map(({ bare }) => bare)),
    ratio: median(rounds.map(({ ours, bare }) => ours / bare)),
  };
}

/** Logins per second; each browser keeps what it is given to be known by. */
async function someLogins(port: number, browsers: Iterator<Browser>, many: number, seen: Browser[]): Promise<number> {
  const asking: string[] = [];
  let left = many;
  const shot = (connection: number): Shot | undefined => {
    const { value, done } = left-- > 0 ? browsers.next() : { value: undefined, done: true };
    if (done || value === undefined) return undefined;
    asking[connection] = value.username;
    return loginOf(value);
  };
  const { perSecond } = await fire(port, CLIENTS, shot, (reply, connection) => {
    seen.push({ username: asking[connection] ?? '', device: deviceIn(reply) });
  });
  return perSecond;
}

function deviceIn({ status, head, body }: Reply): string {
  const device = /\r\nset-cookie: polis-device=([^;]+)/i.exec(head)?.[1];
  if (status !== 303 || device === undefined)
    throw new Error(`a login was answered ${status}: ${body.slice(0, 1_000)}`);
  return device;
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
