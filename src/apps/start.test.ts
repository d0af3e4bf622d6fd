import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { until } from '../../test/until.ts';
import { home } from '../platform/home.ts';
import { freePort } from '../platform/postgres/index.ts';
import { DIGITAL_CAST } from './cast.ts';

let stateDir: string;
let port: number;
before(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'polis-start-'));
  // The database's own user must be able to enter.
  chmodSync(stateDir, 0o755);
  port = await freePort();
});
after(() => rmSync(stateDir, { recursive: true, force: true, maxRetries: 20 }));

interface Started {
  readonly process: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function start(environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/apps/start.ts'], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: stateDir, POLIS_STATE_DIR: stateDir, PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  return { process: child, said: () => said, ended: new Promise((resolve) => child.on('close', resolve)) };
}

function environmentOf(name: string): string {
  const { environment } = JSON.parse(readFileSync(join(stateDir, 'running.json'), 'utf8'));
  return environment[name];
}

async function serves(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}

/** From the portal to who plays SPID and back; answers the cookies it came to. */
async function comesInBySpid(played: string): Promise<string> {
  const login = `http://localhost:${port}/spid/login?idp=${encodeURIComponent(`${played}/spid`)}`;
  // The worker reads the metadata when it is up.
  const sent = await until(async () => {
    const answer = await fetch(login, { redirect: 'manual' });
    return answer.headers.get('location')?.startsWith(played) ? answer : undefined;
  }, 60);
  const chooses = await fetch(sent.headers.get('location') ?? '', { redirect: 'manual' });
  const { fiscalCode: person } = DIGITAL_CAST.fabia;
  const grant = new URLSearchParams({ person, level: '2', act: 'grant' });
  const granted = await fetch(new URL(chooses.headers.get('location') ?? '', played), { method: 'POST', body: grant });
  const html = await granted.text();
  const back = [...html.matchAll(/name="(SAMLResponse|RelayState)" value="([^"]*)"/g)];
  const cookie = sent.headers.getSetCookie().map((line) => line.split(';')[0]);
  const entered = await fetch(/<form action="([^"]+)"/.exec(html)?.[1] ?? '', {
    method: 'POST',
    body: new URLSearchParams(back.map(([, name = '', value = '']) => [name, value])),
    headers: { cookie: cookie.join('; ') },
    redirect: 'manual',
  });
  return entered.headers.getSetCookie().join('\n') || (await entered.text());
}

/** The processes whose parent is `pid`. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

function childRunning(pid: number, script: string): number | undefined {
  return childrenOf(pid).find((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(script));
}

test('one command brings everything up, keeps it up, and takes it down', { timeout: 300_000 }, async () => {
  const first = start();
  await until(() => first.said().includes('Ctrl-C'), 150).catch(() => assert.fail(first.said()));
  assert.match(first.said(), new RegExp(`the portal is at +http://localhost:${port}\n`));
  assert.equal(await serves(), true);
  // A name, where passkeys work; the identities are played under the same, or browsers would keep cookies from them.
  const played = /SPID and CIE are played by +(http:\/\/localhost:\d+)/.exec(first.said())?.[1];
  assert.ok(played, first.said());
  assert.match(await comesInBySpid(played), /polis-session=/);
  assert.match(await (await fetch(`http://localhost:${port}/accesso`)).text(), /Entra con una passkey/);

  const second = start();
  assert.equal(await second.ended, 1);
  assert.match(second.said(), /^polis: could not start: Polis is already running here: http:[^\n]*\n$/);

  const supervisor = first.process.pid ?? 0;
  for (const program of ['server.js', 'worker.js']) {
    const victim = childRunning(supervisor, program) ?? assert.fail(`${program} does not run`);
    process.kill(victim, 'SIGKILL');
    const next = await until(() => {
      const found = childRunning(supervisor, program);
      return found === victim ? undefined : found;
    });
    assert.notEqual(next, victim);
  }
  await until(serves);

  const databaseUrl = environmentOf('DATABASE_URL');
  first.process.kill('SIGINT');
  assert.equal(await first.ended, 0, first.said());
  assert.equal(await serves(), false);
  await assert.rejects(new pg.Client({ connectionString: databaseUrl }).connect());
});

test('after its supervisor was killed nothing is left serving, and the next start takes over', {
  timeout: 300_000,
}, async () => {
  const first = start();
  await until(() => first.said().includes('Ctrl-C'), 150).catch(() => assert.fail(first.said()));
  assert.doesNotMatch(first.said(), /0001_platform/);
  first.process.kill('SIGKILL');
  await until(async () => !(await serves()));
  const second = start();
  await until(() => second.said().includes('Ctrl-C'), 150).catch(() => assert.fail(second.said()));
  assert.match(second.said(), /PostgreSQL was still running from before/);
  second.process.kill('SIGTERM');
  assert.equal(await second.ended, 0, second.said());
});

test('a wrong configuration refuses to start with one line', { timeout: 60_000 }, async () => {
  for (const [environment, says] of [
    [{ SESSION_HOURS: 'molte' }, /could not start: wrong configuration: SESSION_HOURS must be a whole number/],
    [{ POLIS_ENV: 'production' }, /could not start: bin\/start is for development/],
    [{ POLIS_STATE_DIR: '/dev/null/none' }, /could not start: \/dev\/null\/none cannot be made/],
  ] as const) {
    const refused = start(environment);
    assert.equal(await refused.ended, 1);
    const lines = refused.said().trim().split('\n');
    assert.equal(lines.filter((line) => says.test(line)).length, 1, refused.said());
    assert.doesNotMatch(refused.said(), /\n\s+at /);
  }
});
