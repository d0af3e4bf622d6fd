import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readYamlText, YAML_LIMITS } from './yaml-store.ts';

const laughs = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  .concat(Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`))
  .join('\n');

const hostile: [title: string, text: string, line: number, says: RegExp][] = [
  ['longer than the limit', `a: ${'x'.repeat(YAML_LIMITS.characters)}`, 1, /supera/],
  ['a hundred thousand brackets deep', `a: 1\nb: ${'['.repeat(100_000)}`, 2, /troppi livelli/],
  ['deep in blocks', Array.from({ length: 60 }, (_, n) => `${' '.repeat(n)}k:`).join('\n'), 41, /troppi livelli/],
  ['growing through its aliases', laughs, 6, /troppo grande/],
  ['an alias inside its own anchor', 'a: 1\nb: &b [1, *b]', 2, /contiene sé stesso/],
  [
    'more aliases than anybody reads',
    `a: &a 1\nb:\n${'  - *a\n'.repeat(YAML_LIMITS.aliases + 1)}`,
    503,
    /troppi rimandi/,
  ],
  ['a key given twice', 'a: 1\na: 2', 2, /unique/],
];

describe('a YAML text somebody else wrote', () => {
  for (const [title, text, line, says] of hostile) {
    it(`is refused when it is ${title}, at its line`, () => {
      const read = readYamlText('procedure.yaml', text);
      assert.ok('faults' in read);
      assert.equal(read.faults[0]?.line, line, JSON.stringify(read.faults[0]));
      assert.ok((read.faults[0]?.column ?? 0) > 0);
      assert.match(read.faults[0]?.message ?? '', says);
    });
  }

  it('may say once what stands in several places', () => {
    const read = readYamlText('x.yaml', 'a: &a { points: 12 }\nb: *a\nc: [*a, *a]');
    assert.ok('value' in read);
    assert.deepEqual(read.value, { a: { points: 12 }, b: { points: 12 }, c: [{ points: 12 }, { points: 12 }] });
  });

  it('reads keys that mean something to the language as plain keys', () => {
    const read = readYamlText('x.yaml', '__proto__: { admin: true }\nconstructor: 1');
    assert.ok('value' in read);
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });
});
