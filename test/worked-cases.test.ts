import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';

/** docs/reference/worked-cases.md: every case it names is there, and comes to what the page says. */
const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const rows = [...read('docs/reference/worked-cases.md').matchAll(/^\| (\d+) \|(.+)\|$/gm)].map(
  ([, n = '', rest = '']) => {
    const [what = '', result = '', file = '', title = ''] = rest.split(' | ').map((cell) => cell.trim());
    return { n: Number(n), what, result, file, title };
  },
);

test('each of the thirteen numbers has its cases', () => {
  const numbers = [...new Set(rows.map(({ n }) => n))];
  assert.deepEqual(
    numbers,
    Array.from({ length: 13 }, (_, at) => at + 1),
  );
});

for (const { n, what, result, file, title } of rows) {
  test(`${n}. ${what}: ${result}`, () => {
    const wanted = result.startsWith('{') ? [result] : result.split(', ');
    const found = file.endsWith('.yaml')
      ? figuresOf(file, title)
      : { has: (words: string) => bodyOf(file, title).includes(words) };
    for (const words of wanted) assert.ok(found.has(words), `"${title}" in ${file} does not expect ${words}`);
  });
}

/** Every figure that an example of a pack expects. */
function figuresOf(file: string, title: string): ReadonlySet<string> {
  const { cases } = parse(read(file)) as { cases: readonly { title: string; expect: object }[] };
  const example = cases.find((each) => each.title === title);
  assert.ok(example, `"${title}" is no longer in ${file}`);
  return new Set(JSON.stringify(example.expect).match(/-?\d+(?:\.\d+)?/g));
}

/** What stands in a test, up to the next one. */
function bodyOf(file: string, title: string): string {
  const text = read(file);
  const from = text.indexOf(`it('${title}'`);
  assert.ok(from >= 0, `"${title}" is no longer in ${file}`);
  const to = text.indexOf("\n  it('", from + 1);
  return text.slice(from, to < 0 ? undefined : to);
}
