import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { authoringCommands, readPack, rehearse } from '../src/features/procedures/index.ts';

/** docs/how-to/write-your-first-procedure.md followed to the letter: its files written, its commands given. */
const GUIDE = readFileSync(join(import.meta.dirname, '../docs/how-to/write-your-first-procedure.md'), 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'polis-first-'));
const NAMED = 'procedures/prima-prova-2027';
const folder = join(scratch, NAMED);
after(() => rmSync(scratch, { recursive: true }));

/** "`name`", a blank line, then a block: the file of that name. */
const files = [...GUIDE.matchAll(/^`([\w./-]+)`\n\n```\w+\n(.*?)^```$/gms)].map(([, name = '', text = '']) => ({
  name,
  text,
}));
/** A command, and what it must print. */
const commands = [...GUIDE.matchAll(/^```sh\nbin\/polis procedures (\w+) (\S+)\n```\n\n```text\n(.*?)^```$/gms)];

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

async function run(verb: string): Promise<{ readonly code: number; readonly out: string }> {
  const out: string[] = [];
  const code =
    (await authoringCommands[verb]?.([folder], { out: (line) => out.push(line), err: (line) => out.push(line) })) ?? 2;
  return { code, out: out.join('\n').replaceAll(folder, NAMED) };
}

test('the page gives every file whole', () => {
  assert.deepEqual(
    files.map(({ name }) => name),
    ['procedure.yaml', 'texts/guide.it.md', 'scoring.yaml', 'examples/volunteers.yaml'],
  );
  for (const { name, text } of files) write(name, text);
});

test('each command prints what the page says', async () => {
  assert.deepEqual(
    commands.map(([, verb]) => verb),
    ['check', 'examples'],
  );
  for (const [, verb = '', asked, printed = ''] of commands) {
    assert.equal(asked, NAMED);
    assert.deepEqual(await run(verb), { code: 0, out: printed.trimEnd() });
  }
});

test('a wrong figure fails, with what was expected and what came out', async () => {
  const example = files.find(({ name }) => name === 'examples/volunteers.yaml');
  assert.ok(example);
  assert.ok(GUIDE.includes('Change `total: 23.5` to `total: 24`'));
  write(example.name, example.text.replace('total: 23.5', 'total: 24'));
  const { code, out } = await run('examples');
  assert.equal(code, 1);
  assert.match(out, /volunteers\.yaml:\d+/);
  assert.match(out, /24/);
  assert.match(out, /23[.,]5/);
  write(example.name, example.text);
});

test('two hundred invented people rehearse it', () => {
  const read = readPack(folder);
  assert.ok(!('faults' in read));
  const { complete, rankings } = rehearse(read.pack, 200, 1);
  assert.ok(complete.length > 150, String(complete.length));
  assert.ok(rankings.some(({ people }) => people > 50));
});
