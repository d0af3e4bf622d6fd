import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { until } from '../../test/until.ts';
import { createSupervisor } from './supervisor.ts';

const folder = mkdtempSync(join(tmpdir(), 'polis-supervisor-'));
after(() => rmSync(folder, { recursive: true }));

function program(name: string, body: string): string {
  const script = join(folder, `${name}.mjs`);
  writeFileSync(script, body);
  return script;
}

test('a program that keeps dying is started again after growing pauses', async () => {
  const lines: string[] = [];
  const supervisor = createSupervisor({ say: (line) => lines.push(line), onHopeless: assert.fail, firstPause: 20 });
  supervisor.keep({ name: 'mayfly', script: program('mayfly', 'process.exit(3)'), environment: {} });
  await until(() => lines.length >= 3);
  await supervisor.stop();
  assert.deepEqual(
    lines.slice(0, 3).map((line) => /code 3\); starting it again in (.*) s/.exec(line)?.[1]),
    ['0.02', '0.04', '0.08'],
  );
});

test('a program that refuses its configuration is not started again', async () => {
  const hopeless: string[] = [];
  const supervisor = createSupervisor({ say: () => undefined, onHopeless: (name) => hopeless.push(name) });
  supervisor.keep({ name: 'stubborn', script: program('stubborn', 'process.exit(2)'), environment: {} });
  await until(() => hopeless.length === 1);
  await supervisor.stop();
  assert.deepEqual(hopeless, ['stubborn']);
});

test('programs are ended in the reverse of the order they were started in', async () => {
  const diary = join(folder, 'diary');
  const body = (name: string) => `
    import { appendFileSync } from 'node:fs';
    process.on('SIGTERM', () => { appendFileSync(${JSON.stringify(diary)}, 'end ${name}\\n'); process.exit(0); });
    setInterval(() => {}, 1000);
    appendFileSync(${JSON.stringify(diary)}, 'begin ${name}\\n');`;
  writeFileSync(diary, '');
  const supervisor = createSupervisor({ say: () => undefined, onHopeless: assert.fail });
  for (const name of ['first', 'second']) {
    supervisor.keep({ name, script: program(name, body(name)), environment: {} });
    await until(() => readFileSync(diary, 'utf8').includes(`begin ${name}`));
  }
  await supervisor.stop();
  assert.equal(readFileSync(diary, 'utf8'), 'begin first\nbegin second\nend second\nend first\n');
});
