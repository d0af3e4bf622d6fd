import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type FreshDatabase, freshDatabase } from '../../../../test/database.ts';
import {
  fileOf,
  importShippedRegistry,
  shippedLines as lines,
  shippedSchools as schools,
  schoolsWith,
} from '../../../../test/registry.ts';
import { importRegistry } from './import-registry.ts';
import type { ImportReport } from './report.ts';

let fresh: FreshDatabase;
before(async () => {
  fresh = await freshDatabase();
  await importShippedRegistry(fresh.database);
});
after(() => fresh.drop());

/** What is done to the file, and where the fault must be told. */
const broken: readonly (readonly [
  title: string,
  text: string | Buffer,
  line: number,
  column: string | null,
  message: RegExp,
])[] = [
  ['cut in the middle of a row', schools.slice(0, schools.length - 60), lines.length - 1, null, /colonne invece di 20/],
  ['cut inside quotes', schools.slice(0, schools.indexOf('LINA AURORA') + 4), 2, null, /non si chiudono/],
  ['a row with a column more', schoolsWith(20, (row) => `${row},x`), 21, null, /21 colonne invece di 20/],
  [
    'a school code that is none',
    schoolsWith(3, (row) => row.replace('VDAA80102F', 'VDAA-80102')),
    4,
    'CODICESCUOLA',
    /codice meccanografico/,
  ],
  [
    'the same code twice',
    [...lines.slice(0, -1), lines[5], ''].join('\r\n'),
    lines.length,
    'CODICESCUOLA',
    /c’è già in .*riga 6/,
  ],
  [
    'an unknown municipality',
    schoolsWith(1, (row) => row.replace('X001', 'X999')),
    2,
    'CODICECOMUNESCUOLA',
    /non è nell’elenco dei comuni/,
  ],
  [
    'an unknown province',
    schoolsWith(1, (row) => row.replace(',VALDORO,', ',ATLANTIDE,')),
    2,
    'PROVINCIA',
    /«ATLANTIDE» non è nell’elenco/,
  ],
  ['letters for a postal code', schoolsWith(1, (row) => row.replace('39901', 'ABCDE')), 2, 'CAPSCUOLA', /5 cifre/],
  [
    'a name too long',
    schoolsWith(2, (row) => row.replace('GIROTONDO', 'G'.repeat(251))),
    3,
    'DENOMINAZIONESCUOLA',
    /251 caratteri, il massimo è 250/,
  ],
  [
    'another school year half-way',
    schoolsWith(9, (row) => row.replace('202526', '202425')),
    10,
    'ANNOSCOLASTICO',
    /comincia con 202526/,
  ],
  [
    'a year that is none',
    schoolsWith(1, (row) => row.replace('202526', '202529')),
    2,
    'ANNOSCOLASTICO',
    /anno scolastico/,
  ],
  ['neither yes nor no', schoolsWith(1, (row) => row.replace(/,NO$/, ',FORSE')), 2, 'SEDESCOLASTICA', /SI o NO/],
  [
    'a zero byte',
    schoolsWith(2, (row) => row.replace('GIROTONDO', 'GIRO\0TONDO')),
    3,
    'DENOMINAZIONESCUOLA',
    /carattere nullo/,
  ],
  [
    'bytes that are not UTF-8',
    Buffer.from(
      schoolsWith(4, (row) => row.replace('ZEFIRO', 'ZEFÌRO')),
      'latin1',
    ),
    5,
    null,
    /UTF-8/,
  ],
  ['another header', schools.replace('CAPSCUOLA', 'CAP'), 1, null, /intestazione/],
  ['no header', lines.slice(1).join('\r\n'), 1, null, /intestazione/],
  ['nothing but the header', `${lines[0]}\r\n`, 0, null, /nessuna riga/],
  ['an empty file', '', 1, null, /vuoto/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 255, 254]), 1, null, /UTF-8/],
];

for (const [title, content, line, column, message] of broken) {
  test(`${title}: nothing is written, and line and column are told`, async () => {
    const before = await state();
    const report = await importOne(content);
    assert.equal(report.done, false);
    assert.equal(report.faults.length, 1, JSON.stringify(report.faults));
    assert.deepEqual([report.faults[0]?.line, report.faults[0]?.column], [line, column], report.faults[0]?.message);
    assert.match(report.faults[0]?.message ?? '', message);
    assert.deepEqual(await state(), before);
  });
}

test('all faults of a file are told at once, up to fifty', async () => {
  const bad = lines.map((row, index) => (index === 0 ? row : row.replace('202526', 'x').replace(',NO', ',BOH')));
  const report = await importOne(bad.join('\r\n'));
  assert.equal(report.faults.length, 50);
  assert.ok(new Set(report.faults.map(({ line }) => line)).size > 20);
});

test('a good file beside a bad one is not taken either', async () => {
  const before = await state();
  const header = 'codice,denominazione,denominazione_en,attivo,data_cessazione';
  const countries = fileOf(`${header}\r\nZ100,Albania,,SI,\r\n`, 'stati-esteri-codice-catastale.csv');
  const bad = fileOf(schoolsWith(1, (row) => row.replace('202526', '')));
  const report = await importRegistry(fresh.database, [countries, bad], { by: 'prova' });
  assert.equal(report.done, false);
  assert.deepEqual(await state(), before);
});

test('the same list twice in one import is refused', async () => {
  const report = await importRegistry(fresh.database, [fileOf(schools, 'a.csv'), fileOf(schools, 'b.csv')], {
    by: 'prova',
  });
  assert.match(report.faults[0]?.message ?? '', /stesso elenco di a\.csv/);
});

test('a gzip cut short: nothing is written, and the line it broke at is told', async () => {
  const before = await state();
  const report = await importOne(gzipSync(schools).subarray(0, 2_000));
  assert.match(report.faults[0]?.message ?? '', /interrotto o danneggiato/);
  assert.ok((report.faults[0]?.line ?? 0) > 1);
  assert.deepEqual(await state(), before);
});

function importOne(content: string | Uint8Array): Promise<ImportReport> {
  return importRegistry(fresh.database, [fileOf(content)], { by: 'prova' });
}

async function state(): Promise<unknown> {
  return fresh.database.query(
    `select (select count(*) from registry_imports) imports,
            (select md5(string_agg(s::text, '|' order by code)) from schools s) schools,
            (select md5(string_agg(c::text, '|' order by code)) from countries c) countries,
            (select count(*) from events) events`,
  );
}
