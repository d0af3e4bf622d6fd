import { setTimeout as pause } from 'node:timers/promises';
import { openSession } from '../src/features/accounts/index.ts';
import type { Database } from '../src/platform/db/database.ts';
import { median, round1, round2 } from './figures.ts';
import type { Shot } from './http-load.ts';
import { type LoginPerson, PASSWORD, post } from './login-people.ts';
import type { SteadyOutcome } from './steady-client.ts';
import { type SteadyClient, startSteadyClient } from './steady-clients.ts';

const ROUNDS = 3;
const SECONDS = 12;
/** The storm is so many times what can be checked. */
const STORM = 3;
const INSIDE_PER_SECOND = 50;
/** Those who storm are far away in truth: their client gives way to everything that is measured. */
const FAR_AWAY = 10;

/** Somebody with the browser they have entered with before. */
export interface Browser {
  readonly username: string;
  readonly device?: string;
}

export interface Stage {
  readonly database: Database;
  readonly port: number;
  readonly people: readonly LoginPerson[];
  readonly browsers: readonly Browser[];
  report(line: string): void;
}

export function loginOf({ username, device }: Browser): Shot {
  return post('/accesso', { username, password: PASSWORD }, device);
}

/**
 * People inside ask for pages at a steady pace, first in quiet and then beside a storm of logins; they and the storm are
 * processes of their own. Who is told to wait is not sent again: the next ones are others.
 */
export async function stormBeside(stage: Stage, perSecond: number): Promise<Record<string, number>> {
  const [inside, far] = await Promise.all([startSteadyClient(0), startSteadyClient(FAR_AWAY)]);
  try {
    return await rounds(stage, STORM * perSecond, { inside, far });
  } finally {
    inside.end();
    far.end();
  }
}

interface Clients {
  readonly inside: SteadyClient;
  readonly far: SteadyClient;
}

async function rounds(stage: Stage, perSecond: number, { inside, far }: Clients): Promise<Record<string, number>> {
  const { port, browsers, report } = stage;
  const pages = await insideShots(stage);
  const storm = { port, shots: browsers.map(loginOf), perSecond, seconds: SECONDS };
  const work = { port, shots: pages, perSecond: INSIDE_PER_SECOND, seconds: SECONDS };
  await Promise.all([inside.carryOut({ ...work, seconds: 3 }), far.carryOut({ ...storm, seconds: 3 })]);
  report(`a storm of ${Math.round(perSecond)} logins/s, ${INSIDE_PER_SECOND} requests/s of people inside`);
  const seen: { quiet: SteadyOutcome; beside: SteadyOutcome; raging: SteadyOutcome }[] = [];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    await pause(3_000);
    const quiet = await inside.carryOut(work);
    const [raging, beside] = await Promise.all([far.carryOut(storm), inside.carryOut(work)]);
    for (const { answered } of [quiet, beside]) {
      if (answered.some(([status]) => status !== 200)) throw new Error(`pages inside: ${String(answered)}`);
    }
    seen.push({ quiet, beside, raging });
    const told = raging.answered.map(([status, many]) => `${many} × ${status}`).join(', ');
    const sent = `${Math.round(raging.askedPerSecond)}/s: ${told}`;
    report(`p99 inside: quiet ${quiet.p99.toFixed(1)} ms, storm ${beside.p99.toFixed(1)} ms (${sent})`);
  }
  const sum = (status: number) =>
    seen.flatMap(({ raging }) => raging.answered).reduce((all, [one, many]) => all + (one === status ? many : 0), 0);
  return {
    storm_per_s: round1(median(seen.map(({ raging }) => raging.askedPerSecond))),
    inside_p99_quiet_ms: round1(median(seen.map(({ quiet }) => quiet.p99))),
    inside_p99_storm_ms: round1(median(seen.map(({ beside }) => beside.p99))),
    inside_ratio: round2(median(seen.map(({ quiet, beside }) => beside.p99 / quiet.p99))),
    inside_p50_quiet_ms: round1(median(seen.map(({ quiet }) => quiet.p50))),
    inside_p50_storm_ms: round1(median(seen.map(({ beside }) => beside.p50))),
    storm_let_in: sum(303),
    storm_told_to_wait: sum(503),
    storm_without_connection: sum(0),
  };
}

/** Pages of people who have a session. */
async function insideShots({ database, people }: Stage): Promise<Shot[]> {
  const entry = { method: 'password', level: 1 } as const;
  const browser = { ip: '127.0.0.1', userAgent: 'bench' };
  const some = people.slice(-20);
  const tokens = await Promise.all(
    some.map(({ accountId }) => openSession(database, accountId, entry, browser, new Date())),
  );
  return tokens.map((token) => ({ method: 'GET', path: '/messaggi', cookie: `polis-session=${token}` }));
}
