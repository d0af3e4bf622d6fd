import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaps } from '../src/engines/procedure/index.ts';
import { exampleWorld } from '../src/features/procedures/example-world.ts';
import { packs } from './catalogue-examples.ts';

/** What a page tells only when one asks to go on. */
const BLANK = ['missing', 'too-few'];

for (const [name, filed] of packs) {
  test(`${name}: a section nobody has written in yet shows no error`, () => {
    assert.ok(filed);
    const { definition, answers } = filed;
    const told = definition.sections.flatMap(({ id }) => {
      const without = Object.fromEntries(Object.entries(answers).filter(([section]) => section !== id));
      return gaps(definition, without, exampleWorld())
        .filter((gap) => gap.section === id && gap.severity === 'error' && !BLANK.includes(gap.code))
        .map(({ section, field, message }) => `${section}.${field}: ${message}`);
    });
    assert.deepEqual(told, []);
  });
}
