import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { BrokenCsv, type CsvRecord, CsvSplitter } from './csv.ts';

test('commas, quotes, doubled quotes and new lines inside quotes', () => {
  const cases: readonly (readonly [text: string, ...records: readonly (readonly string[])[]])[] = [
    ['a,b\r\nc,d\r\n', ['a', 'b'], ['c', 'd']],
    ['a,b\nc,d', ['a', 'b'], ['c', 'd']],
    ['"a,1","b"\n', ['a,1', 'b']],
    ['"IC ""VOLTA""",\r\n', ['IC "VOLTA"', '']],
    ['"due\r\nrighe",x\n', ['due\r\nrighe', 'x']],
    ['\uFEFFa,b\n', ['a', 'b']],
    ['a,\n\n\r\n,b\n', ['a', ''], ['', 'b']],
    ['"",""\n', ['', '']],
    ['"ultima",1', ['ultima', '1']],
    ['', ...[]],
  ];
  for (const [text, ...records] of cases) {
    assert.deepEqual(
      split(text).map(({ cells }) => cells),
      records,
      JSON.stringify(text),
    );
  }
});

test('each record knows the line it begins on', () => {
  const lines = split('a\n"b\nb"\n\nc\n').map(({ line }) => line);
  assert.deepEqual(lines, [1, 2, 5]);
});

test('quotes out of place, or never closed, are told with their line', () => {
  const cases: readonly (readonly [text: string, line: number, message: RegExp])[] = [
    ['a\nb"c,d\n', 2, /fuori posto/],
    ['a\n"b"c\n', 2, /fuori posto/],
    ['a\nb\n"c,d\ne,f\n', 3, /non si chiudono/],
    ['a\n"b', 2, /non si chiudono/],
    [`a\n"${'x\n'.repeat(40_000)}`, 2, /non si chiudono/],
    [`a\n${'x'.repeat(70_000)}`, 2, /troppo lunga/],
  ];
  for (const [text, line, message] of cases) {
    assert.throws(
      () => split(text),
      (error: unknown) => error instanceof BrokenCsv && error.line === line && message.test(error.message),
      text.slice(0, 20),
    );
  }
});

test('any text gives what csv-parse gives, in whatever pieces it arrives', () => {
  const characters = fc.constantFrom('a', 'b', ',', '"', '\n', '\r\n', ' ', 'è', '💥');
  const texts = fc.array(characters, { maxLength: 30 }).map((all) => all.join(''));
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 5 }), (text, size) => {
      assert.deepEqual(
        outcome(() => split(text, size).map(({ cells }) => cells)),
        outcome(() => reference(text)),
      );
    }),
    { numRuns: 2_000 },
  );
});

/** Pieces are cut behind line ends, as the reader of files cuts them; `size` lines each. */
function split(text: string, size = 1): CsvRecord[] {
  const lines = text.match(/[^\n]*\n|[^\n]+/g) ?? [];
  const splitter = new CsvSplitter();
  const records: CsvRecord[] = [];
  for (let at = 0; at < lines.length; at += size) records.push(...splitter.push(lines.slice(at, at + size).join('')));
  return [...records, ...splitter.end()];
}

function reference(text: string): string[][] {
  return parse(text, { bom: true, record_delimiter: ['\r\n', '\n'], relax_column_count: true, skip_empty_lines: true });
}

function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch {
    return 'refused';
  }
}

test('a semicolon separates as well as a comma, where the file says so', () => {
  const records = [...new CsvSplitter(';').push('a;"b;1";c,d\n;x;\n')];
  assert.deepEqual(
    records.map(({ cells }) => cells),
    [
      ['a', 'b;1', 'c,d'],
      ['', 'x', ''],
    ],
  );
});
