import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { buildAll, distFolder } from '../src/apps/build.ts';
import { home } from '../src/platform/home.ts';
import { digestOfSources } from './digest-of-sources.ts';

const stamp = join(distFolder, 'tests.json');

/**
 * Sees to it that `dist` holds the programs of these very sources. Of several test processes that ask at once one
 * builds and the others wait; what is already built is not built again.
 */
export async function builtPrograms(): Promise<void> {
  const lock = await theOnlyBuilder();
  try {
    const sources = digestOfSources('src');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === JSON.stringify({ sources, built: built() })) return;
    await buildAll(true);
    writeFileSync(stamp, JSON.stringify({ sources, built: built() }));
  } finally {
    lock.close();
  }
}

/** A name in the abstract socket space is a lock that its holder's death releases. */
async function theOnlyBuilder(): Promise<Server> {
  for (let tries = 0; tries < 6_000; tries += 1) {
    const lock = createServer();
    const mine = await new Promise<boolean>((resolve) => {
      lock.on('error', () => resolve(false));
      lock.listen(`\0polis-test-build:${home}`, () => resolve(true));
    });
    if (mine) return lock;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('another test process has been building for five minutes');
}

/** When each program was written last: `bin/start` builds into the same folder. */
function built(): number[] {
  return [
    'server.js',
    'worker.js',
    'mail-catcher.js',
    'press-process.js',
    'hashing-thread.js',
    'assets/manifest.json',
  ].map((name) => statSync(join(distFolder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
}
