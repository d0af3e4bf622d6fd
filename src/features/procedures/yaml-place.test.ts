import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readYamlText } from './yaml-store.ts';

/** Each text says `a == "it's" && b`, and the fault is at `b`, or at the end. */
const cases: readonly [string, string][] = [
  ['plain', `x:\n  when: a == "it's" && b\n`],
  ['single quotes', `x:\n  when: 'a == "it''s" && b'\n`],
  ['double quotes', `x:\n  when: "a == \\"it's\\" && b"\n`],
  ['folded', `x:\n  when: >-\n    a == "it's"\n    && b\n`],
  ['a block as it is', `x:\n  when: |-\n    a == "it's" &&\n      b\n`],
];

describe('a place inside a text of a YAML file', () => {
  for (const [title, text] of cases) {
    it(`is found in ${title}`, () => {
      const yaml = readYamlText('f.yaml', text);
      assert.ok(!('faults' in yaml));
      const value = (yaml.value as { x: { when: string } }).x.when;
      const at = text.lastIndexOf('b');
      const before = text.slice(0, at).split('\n');
      const column = (before.at(-1)?.length ?? 0) + 1;
      assert.deepEqual(yaml.at('x.when', value.lastIndexOf('b')), { line: before.length, column });
      assert.deepEqual(yaml.at('x.when', value.length), { line: before.length, column: column + 1 });
    });
  }

  it('of a condition that begins with ! without quotes is told', () => {
    const yaml = readYamlText('f.yaml', 'x:\n  when: !a\n');
    assert.ok('faults' in yaml);
    assert.deepEqual([yaml.faults[0]?.line, yaml.faults[0]?.column], [2, 9]);
    assert.match(yaml.faults[0]?.message ?? '', /tra apici/);
  });
});
