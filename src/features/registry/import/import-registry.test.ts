import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type FreshDatabase, freshDatabase } from '../../../../test/database.ts';
import {
  fileOf,
  importShippedRegistry,
  shippedLines as lines,
  officialFolder,
  shippedSchools as schools,
  schoolsWith,
} from '../../../../test/registry.ts';
import { importRegistry } from './import-registry.ts';
import type { ImportReport } from './report.ts';

const by = 'prova';

let fresh: FreshDatabase;
before(async () => {
  fresh = await freshDatabase();
  const report = await importShippedRegistry(fresh.database);
  assert.equal(report.changes['schools']?.added, 69);
});
after(() => fresh.drop());

test('the shipped registry is read without a fault or a warning', async () => {
  const report = await importShippedRegistry(fresh.database);
  assert.deepEqual([report.done, report.warningCount, report.files.length], [true, 0, 6]);
});

test('a second import of the same files changes nothing', async () => {
  const report = await importShippedRegistry(fresh.database);
  for (const [table, { added, changed, closed, unchanged }] of Object.entries(report.changes)) {
    assert.deepEqual([added, changed, closed], [0, 0, 0], table);
    assert.ok(unchanged > 0, table);
  }
});

test('an altered file changes exactly what was altered, and the old file brings it back', async () => {
  const [header, first = '', second = '', ...rest] = lines;
  const moved = second.replace('VIALE DEGLI OLMI 2', 'VIA NUOVA, 7').replace('GIROTONDO', 'GIROTONDO BIS');
  const added = (rest[0] ?? '').replace('VDAA80102', 'VDAA80109');
  const altered = [header, first, moved.replace('VIA NUOVA, 7', '"VIA NUOVA, 7"'), ...rest.slice(1, -1), added, ''];
  const report = await importText(altered.join('\r\n'));
  assert.deepEqual(report.changes['schools'], {
    added: 1,
    changed: 1,
    closed: 1,
    unchanged: 61,
    columns: { address: 1, name: 1, words: 1 },
    examples: [{ code: 'VDAA80101T', columns: ['name', 'address', 'words'] }],
  });
  const closed = await fresh.database.query<{ code: string }>('select code from schools where closed_in is not null');
  assert.deepEqual(
    closed.map(({ code }) => code),
    ['VDAA80102F'],
  );
  const back = (await importText(schools)).changes['schools'];
  assert.deepEqual([back?.added, back?.changed, back?.closed], [0, 2, 1]);
  assert.deepEqual(back?.columns, { address: 1, closed_in: 1, name: 1, words: 1 });
});

test('an import leaves its record: who, which files, what changed', async () => {
  const [last] = await fresh.database.query<{ by: string; files: { name: string; sha256: string }[]; events: number }>(
    `select by, files, (select count(*) from events where kind = 'registry.imported' and subject_id = i.id::text) events
     from registry_imports i order by id desc limit 1`,
  );
  assert.equal(last?.by, by);
  assert.match(last?.files[0]?.sha256 ?? '', /^[0-9a-f]{64}$/);
  assert.equal(last?.events, 1);
});

const row2 = lines[1] ?? '';

test('gzip, BOM and other line ends are read all the same', async () => {
  for (const content of [gzipSync(schools), `\uFEFF${schools}`, schools.replaceAll('\r\n', '\n')]) {
    const report = await importText(content);
    assert.deepEqual([report.done, report.changes['schools']?.unchanged], [true, 63]);
  }
});

test('an unfinished postal code is missing, with a warning', async () => {
  const report = await importText(schoolsWith(1, (row) => row.replace('39901', '-----')));
  assert.deepEqual([report.done, report.warningCount], [true, 1]);
  assert.deepEqual([report.warnings[0]?.line, report.warnings[0]?.column], [2, 'CAPSCUOLA']);
  await importText(schools);
});

test('a municipality abolished before the list was made is kept, and no longer good as a place to live', async () => {
  const old = schools.replaceAll('202526,', '202324,').replaceAll('X001,BORGO VALDORO', 'X555,BORGO ANTICO');
  const report = await importText(old);
  assert.equal(report.done, true);
  assert.match(report.warnings[0]?.message ?? '', /X555 .*non esiste più/);
  const [kept] = await fresh.database.query<object>(
    "select name, source, province from municipalities where code = 'X555'",
  );
  assert.deepEqual(kept, { name: 'BORGO ANTICO', source: 'schools', province: 'VD' });
  await importText(schools);
});

test('hostile names are kept to the letter', async (t) => {
  const path = join(officialFolder, 'naughty-strings/blns.json');
  const naughty = ((): string[] => {
    try {
      return (JSON.parse(readFileSync(path, 'utf8')) as string[]).filter(
        (name) => name.trim() !== '' && name.length <= 250,
      );
    } catch {
      return [];
    }
  })();
  if (naughty.length === 0) return t.skip('the naughty strings are not on this machine');
  const quoted = naughty.map((name, index) => {
    const cells = row2.replace(/"[^,]*",VDIC80100L,"[^,]*"/, 'X,CODE,NAME');
    return cells
      .replace('VDIC80100L,X', 'VDIC80100L,X')
      .replace('CODE', `VDPS9${String(index).padStart(4, '0')}Z`)
      .replace('NAME', () => `"${name.replaceAll('"', '""')}"`);
  });
  const report = await importText([...lines.slice(0, -1), ...quoted, ''].join('\r\n'));
  assert.ok(report.done, JSON.stringify(report.faults[0]));
  const stored = await fresh.database.query<{ name: string }>(
    "select name from schools where code like 'VDPS9%' order by code",
  );
  assert.deepEqual(
    stored.map(({ name }) => name),
    naughty,
  );
  await importRegistry(fresh.database, [fileOf(schools)], { by, allowClosures: true });
});

test('a list that loses many schools is refused unless that is what was meant', async () => {
  const many = Array.from({ length: 600 }, (_, index) =>
    row2.replaceAll('VDIC80100L', `VDIC9${String(index).padStart(4, '0')}B`),
  );
  const all = [lines[0], ...many, ''].join('\r\n');
  const cut = [lines[0], ...many.slice(0, 300), ''].join('\r\n');
  assert.ok((await importText(all)).done);
  const refused = await importText(cut);
  assert.equal(refused.done, false);
  assert.match(refused.faults[0]?.message ?? '', /mancano 300 scuole/);
  const accepted = await importRegistry(fresh.database, [fileOf(cut)], { by, allowClosures: true });
  assert.deepEqual([accepted.done, accepted.changes['schools']?.closed], [true, 300]);
  assert.ok((await importRegistry(fresh.database, [fileOf(schools)], { by, allowClosures: true })).done);
});

test('two imports at the same moment take turns', async () => {
  const reports = await Promise.all([importText(schools), importText(schools), importText(schools)]);
  assert.ok(reports.every(({ done }) => done));
});

function importText(content: string | Buffer): Promise<ImportReport> {
  return importRegistry(fresh.database, [fileOf(content)], { by });
}
