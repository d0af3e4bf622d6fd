import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packFiles, readPackFiles, runExamples } from '../src/features/procedures/index.ts';

/** Every procedure is read with the real engines, and its examples come out as they say. */
const ROOT = join(import.meta.dirname, '..', 'procedures');

const packs = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());

test('there is at least one procedure', () => assert.ok(packs.length > 0));

for (const { name } of packs) {
  const files = packFiles(join(ROOT, name));
  const read = readPackFiles(files);

  test(`${name}: the pack has no faults`, () => assert.deepEqual('faults' in read ? read.faults : [], []));

  if ('faults' in read) continue;
  const { outcomes, faults } = runExamples(files, read.pack);
  test(`${name}: it has examples, and they can be read`, () => {
    assert.deepEqual(faults, []);
    assert.ok(outcomes.length > 0);
  });
  for (const { file, line, title, differences } of outcomes) {
    test(`${name}/${file}:${line}: ${title}`, () => assert.deepEqual(differences, []));
  }
}
