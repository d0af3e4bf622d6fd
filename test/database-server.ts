/**
 * Keeps one throw-away PostgreSQL for every test process of this checkout, and removes it when nobody has used it for a
 * while. Started by test/database.ts as a process of its own, because no test process outlives all the others.
 */
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startPostgres } from '../src/platform/postgres/index.ts';

const lingerMs = 20_000;
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: database-server FOLDER');

const users = join(folder, 'users');
const ready = join(folder, 'server.json');

// A name in the abstract socket space is a lock that its holder's death releases.
await new Promise<void>((resolve) => {
  const lock = createServer();
  lock.on('error', () => process.exit(0));
  lock.listen(`\0${folder}`, resolve);
});

const server = await startPostgres({ dir: join(folder, 'postgres'), cache: `${folder}-binaries`, test: true });
const { adminUrl, ownerUrl, appUrl } = server;
announce();

let lastUse = Date.now();
const watch = setInterval(() => {
  if (inUse()) lastUse = Date.now();
  if (Date.now() - lastUse <= lingerMs) return;
  // A user signs in before it looks for the announcement, so one of the two always sees the other.
  rmSync(ready, { force: true });
  if (inUse()) announce();
  else void end();
}, 1_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());

function announce(): void {
  writeFileSync(`${ready}.part`, JSON.stringify({ adminUrl, ownerUrl, appUrl }), { mode: 0o600 });
  renameSync(`${ready}.part`, ready);
}

function inUse(): boolean {
  return readdirSync(users).some(isAlive);
}

async function end(): Promise<void> {
  clearInterval(watch);
  rmSync(ready, { force: true });
  await server.stop();
  rmSync(folder as string, { recursive: true, force: true });
  process.exit(0);
}

function isAlive(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    rmSync(join(users, pid), { force: true });
    return false;
  }
}
