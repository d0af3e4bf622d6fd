import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type FreshDatabase, freshDatabase } from '../../../../test/database.ts';
import { hasOfficialFiles, officialFolder, STATE_SCHOOLS } from '../../../../test/registry.ts';
import { filesAt } from '../files.ts';
import { createRegistry, type Registry } from '../registry-store.ts';
import { searchStatement } from '../schools-store.ts';
import { searchWords } from '../words.ts';
import { importRegistry } from './import-registry.ts';
import type { RegistryFile } from './read-csv.ts';
import type { ImportReport } from './report.ts';

const by = 'prova';

describe('the official files', { skip: hasOfficialFiles ? false : 'they are not on this machine' }, () => {
  let fresh: FreshDatabase;
  let registry: Registry;
  let first: ImportReport;
  before(async () => {
    fresh = await freshDatabase();
    first = await importRegistry(fresh.database, filesAt(officialFolder) ?? [], { by });
    registry = createRegistry(fresh.database);
  });
  after(() => fresh.drop());

  test('every row of every list is taken', async () => {
    assert.ok(first.done, JSON.stringify(first.faults));
    const rows = Object.fromEntries(first.files.map((file) => [file.kind, file.rows]));
    assert.deepEqual(rows, {
      countries: 221,
      teaching_classes: 159,
      municipalities: 7_896,
      provinces: 104,
      state: 50_349,
      recognised: 11_870,
      autonomous: 1_182,
      autonomous_recognised: 70,
    });
    const [count] = await fresh.database.query<{ schools: number; institutes: number; provinces: number }>(
      `select (select count(*) from schools where source = 'state') schools,
              (select count(*) from institutes where source = 'state') institutes,
              (select count(*) from provinces) provinces`,
    );
    assert.deepEqual(count, { schools: 50_349, institutes: 7_860, provinces: 107 });
  });

  test('the odd postal codes and the abolished municipalities are told, and nothing else', () => {
    const columns = first.warnings.map(({ column }) => column);
    assert.equal(columns.filter((column) => column === 'CAPSCUOLA').length, 9);
    assert.equal(columns.filter((column) => column === 'CODICECOMUNESCUOLA').length, 8);
    assert.equal(first.warningCount, 17);
  });

  test('a second import changes nothing, a changed line changes one school', async () => {
    const again = await importRegistry(fresh.database, filesAt(officialFolder) ?? [], { by });
    for (const [table, { added, changed, closed }] of Object.entries(again.changes)) {
      assert.deepEqual([added, changed, closed], [0, 0, 0], table);
    }
    const altered = state().toString().replace('VIA VENEZIA 41', 'VIA VENEZIA 43');
    const report = await importRegistry(fresh.database, [whole(Buffer.from(altered))], { by });
    const { added, changed, closed, unchanged, examples } = report.changes['schools'] ?? {};
    assert.deepEqual([added, changed, closed, unchanged], [0, 1, 0, 50_348]);
    assert.deepEqual(examples, [{ code: 'PEPC010009', columns: ['address'] }]);
  });

  test('a bad row in the middle is told with its line, and nothing is written', async () => {
    const lines = state().toString().split('\r\n');
    lines[30_000] = (lines[30_000] ?? '').replace(/^202526/, '2025');
    const report = await importRegistry(fresh.database, [whole(Buffer.from(lines.join('\r\n')))], { by });
    assert.deepEqual(
      report.faults.map(({ line, column }) => [line, column]),
      [[30_001, 'ANNOSCOLASTICO']],
    );
  });

  test('cut at the end of a line, compressed or not, the list is not believed', async () => {
    const bytes = state();
    const cut = bytes.subarray(0, bytes.lastIndexOf('\n', bytes.length * 0.7) + 1);
    const report = await importRegistry(fresh.database, [whole(cut)], { by });
    assert.match(report.faults[0]?.message ?? '', /il file è forse tagliato/);
    const packed = readFileSync(join(officialFolder, `${STATE_SCHOOLS}.gz`));
    const refused = await importRegistry(fresh.database, [whole(packed.subarray(0, packed.length / 2))], { by });
    assert.match(refused.faults[0]?.message ?? '', /interrotto o danneggiato/);
    assert.ok((refused.faults[0]?.line ?? 0) > 10_000);
  });

  test('provinces keep the spelling of the Ministry and have a readable name', async () => {
    const cases: readonly (readonly [
      code: string,
      name: string,
      displayName: string,
      prefix: string,
      office: boolean,
    ])[] = [
      ['FC', "FORLI'-CESENA", 'Forlì-Cesena', 'FO', true],
      ['PU', 'PESARO E URBINO', 'Pesaro e Urbino', 'PS', true],
      ['RC', 'REGGIO CALABRIA', 'Reggio Calabria', 'RC', true],
      ['SU', 'SUD SARDEGNA', 'Sud Sardegna', 'CA', true],
      ['MB', 'MONZA E DELLA BRIANZA', 'Monza e della Brianza', 'MB', true],
      ['AQ', "L'AQUILA", "L'Aquila", 'AQ', true],
      ['BZ', 'BOLZANO', 'Bolzano', 'BZ', false],
      ['AO', 'AOSTA', 'Aosta', 'AO', false],
    ];
    for (const [code, name, displayName, prefix, office] of cases) {
      const found = await registry.province(code);
      assert.deepEqual([found?.name, found?.displayName, found?.codePrefix], [name, displayName, prefix]);
      assert.equal((await registry.officeOfProvince(code)) !== undefined, office, code);
    }
  });

  test('real schools are found as people look for them', async () => {
    const cases: readonly (readonly [province: string, text: string, code: string])[] = [
      ['PE', 'liceo classico d annunzio', 'PEPC010009'],
      ['PV', 'baffi broni', 'PVIC821006'],
      ['VB', 'marconi galletti', 'VBIS00300G'],
      ['TN', 'gardascuola primaria', 'TN1E00800N'],
    ];
    for (const [province, text, code] of cases) {
      const found = await registry.searchSchools({ province, text });
      assert.ok(
        found.some((school) => school.code === code),
        `${text}: ${found.map((school) => school.name)}`,
      );
    }
    assert.equal((await registry.searchMunicipalities('agliè'))[0]?.code, 'A074');
    assert.equal((await registry.searchMunicipalities('eppan'))[0]?.code, 'A332');
  });

  test('no search reads a whole table', async () => {
    // As it is after the import, and again when the server has made its statistics.
    for (const statistics of ['select', 'analyze schools', 'analyze municipalities']) {
      await fresh.owner.query(statistics);
      const plans = await Promise.all([
        plan({ text: 'volta' }),
        plan({ text: 'MIPC' }),
        plan({ text: 'primaria', province: 'MI', grades: ['primary'] }),
        plan({ province: 'NA', grades: ['upper'] }),
        explain("select code from municipalities where words @@ '''rom'':*'::tsquery", []),
        explain('select code from schools where code = any($1)', [['PEPC010009']]),
      ]);
      for (const lines of plans) {
        assert.doesNotMatch(lines, /Seq Scan/);
        assert.match(lines, /Index (Only )?Scan/);
      }
    }
  });

  function plan(search: Parameters<typeof searchStatement>[0] & { text?: string; province?: string }): Promise<string> {
    const { sql, values } = searchStatement(search, searchWords(search.text ?? ''), search.province);
    return explain(sql, [...values, (search.text ?? '').toUpperCase(), 20]);
  }

  async function explain(sql: string, values: readonly unknown[]): Promise<string> {
    const rows = await fresh.database.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }
});

function state(): Buffer {
  return gunzipSync(readFileSync(join(officialFolder, `${STATE_SCHOOLS}.gz`)));
}

function whole(bytes: Buffer): RegistryFile {
  return {
    name: STATE_SCHOOLS,
    async *open() {
      yield bytes;
    },
  };
}
