import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { home } from '../home.ts';
import { findBinaries, packageRoot } from './binaries.ts';
import { serverUser } from './identity.ts';
import { startPostgres } from './index.ts';

const asRoot = { skip: process.getuid?.() !== 0 && 'needs root' };
let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'polis-launcher-'));
  chmodSync(folder, 0o755);
});
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

test('a server is made, keeps what it was told, and stops', async () => {
  const dir = join(folder, 'kept');
  const first = await startPostgres({ dir });
  assert.equal(first.adopted, false);
  await ask(first.ownerUrl, 'create table kept as select 42 as n');
  assert.equal(await ask(first.appUrl, 'show data_checksums'), 'on');
  assert.equal(await ask(first.appUrl, 'show fsync'), 'on');
  assert.equal(await ask(first.appUrl, "select 'a' < 'B' collate \"it-x-icu\" and 'B' < 'a'"), true);
  assert.equal(statSync(join(dir, 'passwords.json')).mode & 0o777, 0o600);
  await assert.rejects(ask(first.appUrl, 'create table mine ()'), { code: '42501' });
  await assert.rejects(ask(first.appUrl.replace(/:[^:@]+@/, ':wrong@'), 'select 1'), { code: '28P01' });
  await first.stop();
  await assert.rejects(ask(first.appUrl, 'select 1'), { code: 'ECONNREFUSED' });
  await first.stop();

  const second = await startPostgres({ dir });
  assert.equal(await ask(second.ownerUrl, 'select n from kept'), 42);
  await second.stop();
});

test('a server left by a killed parent is taken over', async () => {
  const dir = join(folder, 'orphan');
  const appUrl = await startAndDie(dir, {});
  await ask(appUrl, 'select 1');
  const adopted = await startPostgres({ dir, test: true });
  assert.equal(adopted.adopted, true);
  assert.equal(adopted.appUrl, appUrl);
  await adopted.stop();
  await assert.rejects(ask(appUrl, 'select 1'));
});

test('a start interrupted half-way is begun again', async () => {
  const dir = join(folder, 'half');
  spawnSync('mkdir', ['-p', join(dir, 'data', 'base')]);
  const server = await startPostgres({ dir, test: true });
  assert.equal(await ask(server.appUrl, 'select 1'), 1);
  await server.stop();
});

test('a data folder of another major version is refused and left alone', async () => {
  const dir = join(folder, 'old');
  spawnSync('mkdir', ['-p', join(dir, 'data')]);
  writeFileSync(join(dir, 'data', 'PG_VERSION'), '13\n');
  await assert.rejects(startPostgres({ dir }), /written by PostgreSQL 13, and Polis brings PostgreSQL \d+/);
  assert.equal(readFileSync(join(dir, 'data', 'PG_VERSION'), 'utf8'), '13\n');
});

test('an ordinary user runs it as themselves', asRoot, async () => {
  const dir = join(folder, 'ordinary');
  const nobody = { uid: 65_534, gid: 65_534 };
  mkdirSync(dir);
  chownSync(dir, nobody.uid, nobody.gid);
  const appUrl = await startAndDie(dir, nobody);
  assert.equal(await ask(appUrl, 'select 1'), 1);
  assert.equal(statSync(join(dir, 'data')).uid, nobody.uid);
  const [pid] = readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGQUIT');
});

test('binaries in a closed folder are copied to where the server’s user can run them', asRoot, () => {
  const closed = join(folder, 'closed');
  cpSync(packageRoot(), closed, { recursive: true });
  chmodSync(closed, 0o700);
  const user = serverUser();
  const { bin } = findBinaries(user, join(folder, 'cache'), closed);
  rmSync(closed, { recursive: true });
  const { stdout } = spawnSync(join(bin, 'initdb'), ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
  assert.match(stdout, /PostgreSQL/);
});

/** Starts the server in a process of its own, which then dies without stopping it. Returns the programs' URL. */
async function startAndDie(dir: string, user: { uid?: number; gid?: number }): Promise<string> {
  const script = `
    import { startPostgres } from './src/platform/postgres/index.ts';
    const { appUrl } = await startPostgres({ dir: ${JSON.stringify(dir)}, test: true });
    process.stdout.write(appUrl, () => process.kill(process.pid, 'SIGKILL'));`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    ...user,
    cwd: home,
    env: { PATH: process.env['PATH'], TSX_DISABLE_CACHE: '1', HOME: dir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await new Promise((resolve) => child.on('close', resolve));
  return said;
}
