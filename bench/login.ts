import { availableParallelism } from 'node:os';
import type { Database } from '../src/platform/db/database.ts';
import { createHashingPool } from '../src/platform/hashing-pool.ts';
import { median, round1, round2 } from './figures.ts';
import { fire, type Reply, type Shot } from './http-load.ts';
import { type LoginPerson, makeLoginPeople, PASSWORD } from './login-people.ts';
import { type Browser, loginOf, stormBeside } from './login-storm.ts';
import { inWorld } from './world.ts';

const ROUNDS = 5;
const LOGINS = 240;
/** Before anything is measured: programs that have run for a while. */
const WARM_UP = 400;
const PEOPLE = WARM_UP + ROUNDS * LOGINS;
/** As many as may wait for a place; their connections are kept, as those of a proxy are. */
const CLIENTS = 8 * availableParallelism();

type Figures = Record<string, number>;

/**
 * Logins with a password over HTTP, against bare verifications of the same hash on the same cores, in interleaved rounds:
 * `ratio` is the median. Then a storm of three times as many logins as can be checked, while people already inside go on
 * working: `inside_ratio` is their p99 in the storm to that of the quiet just before it.
 */
export async function login(report: (line: string) => void): Promise<Figures> {
  return inWorld(async ({ database, port }) => {
    const people = await makeLoginPeople(database, PEOPLE);
    const browsers: Browser[] = [];
    const speed = await loginSpeed({ database, port, people, report }, browsers);
    const storm = await stormBeside({ database, port, people, browsers, report }, speed['logins_per_s'] ?? 1);
    return { clients: CLIENTS, rounds: ROUNDS, ...speed, ...storm };
  });
}

interface Bench {
  readonly database: Database;
  readonly port: number;
  readonly people: readonly LoginPerson[];
  report(line: string): void;
}

/** Each person comes in once, from a browser nobody knows yet, and keeps what it is given to be known by. */
async function loginSpeed({ database, port, people, report }: Bench, browsers: Browser[]): Promise<Figures> {
  const [row] = await database.query<{ hash: string }>('select password_hash as hash from credentials limit 1');
  const hash = row?.hash ?? '';
  const rounds: { ours: number; bare: number }[] = [];
  let next = 0;
  const someLogins = async (many: number) => {
    const until = next + many;
    const asking: (LoginPerson | undefined)[] = [];
    const shot = (connection: number): Shot | undefined => {
      if (next >= until) return undefined;
      const person = people[next++];
      asking[connection] = person;
      return loginOf({ username: person?.username ?? '' });
    };
    const { perSecond } = await fire(port, CLIENTS, shot, (reply, connection) => {
      browsers.push({ username: asking[connection]?.username ?? '', device: deviceIn(reply) });
    });
    return perSecond;
  };
  await someLogins(WARM_UP);
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
