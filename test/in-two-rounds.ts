import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

// Runs the files of tests named by the patterns, in that order, one more at a time than the machine has cores: they
// wait for browsers and clocks a good part of their time. What fails is run once more, alone: a browser or a
// database on a busy machine may be late where a fault of the portal fails again. Who passes only then is named at the
// end, and is a test to be mended; and the files that took longest, where to look when it all takes too long.

const LONGEST_TEST_MS = 600_000;

const LONGEST_FILES = 10;

const took = new Map<string, number>();
const files = globSync(process.argv.slice(2)).map((file) => resolve(file));
if (files.length === 0) throw new Error('no tests there');

const unsteady = await failing(files, availableParallelism() + 1);
if (unsteady.length > 0) {
  console.log(`\n${unsteady.length} of ${files.length} files failed. Once more, one by one:\n`);
  process.exitCode = (await failing(unsteady, false)).length > 0 ? 1 : 0;
  for (const file of unsteady) console.log(`failed in the first round: ${file}`);
}
const longest = [...took].sort(([, one], [, other]) => other - one).slice(0, LONGEST_FILES);
for (const [file, ms] of longest) console.log(`${Math.round(ms / 1_000)} s: ${relative(process.cwd(), file)}`);

/** Those of the files that did not say that all their tests passed: a process that died says nothing of the kind. */
async function failing(all: readonly string[], concurrency: number | false): Promise<string[]> {
  const passed = new Set<string>();
  const execArgv = ['--import', join(import.meta.dirname, 'leave-when-done.ts')];
  const events = run({ files: [...all], concurrency, timeout: LONGEST_TEST_MS, execArgv });
  events.on('test:summary', ({ file, success, duration_ms }) => {
    if (file === undefined) return;
    took.set(resolve(file), duration_ms);
    if (success) passed.add(resolve(file));
  });
  // A file without tests of its own, a fixture for others, passes under its own name.
  events.on('test:pass', ({ name, nesting }) => {
    if (nesting === 0 && all.includes(resolve(name))) passed.add(resolve(name));
  });
  for await (const line of events.compose(new spec())) process.stdout.write(line);
  return all.filter((file) => !passed.has(file));
}
