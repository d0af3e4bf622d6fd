import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import { STATE_SCHOOLS, schoolsWith, shippedFolder } from '../../../test/registry.ts';
import { registryCommands } from './commands.ts';
import { createRegistry } from './registry-store.ts';

let fresh: FreshDatabase;
const scratch = mkdtempSync(join(tmpdir(), 'polis-registry-'));
before(async () => {
  fresh = await freshDatabase();
});
after(async () => {
  rmSync(scratch, { recursive: true });
  await fresh.drop();
});

test('a folder is imported, and the report says what changed', async () => {
  const first = await run([shippedFolder]);
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /Scuole: aggiunte 69, cambiate 0, chiuse 0/);
  assert.match(first.out, /Registro aggiornato\./);
  const again = await run([], shippedFolder);
  assert.match(again.out, /Scuole: aggiunte 0, cambiate 0, chiuse 0, uguali 69/);
  assert.match(again.out, /Non è cambiato niente\./);
});

test('a bad file is refused with line and column, in words', async () => {
  const path = join(scratch, STATE_SCHOOLS);
  writeFileSync(
    path,
    schoolsWith(4, (row) => row.replace('X001', 'X99')),
  );
  const { code, err } = await run([path]);
  assert.equal(code, 1);
  assert.match(err, /Importazione rifiutata: 1 errore\. Il registro è rimasto com’era\./);
  assert.match(err, /SCUANAGRAFESTAT20252620250901\.csv, riga 5, colonna CODICECOMUNESCUOLA: «X99»/);
});

test('the wrong words are answered with how to use it', async () => {
  const empty = mkdtempSync(join(scratch, 'empty-'));
  for (const argv of [[], ['--tutto'], [join(scratch, 'nessuno.csv')], [empty]]) {
    const { code, err } = await run(argv);
    assert.equal(code, 2, argv.join(' '));
    assert.match(err, /Uso: polis registry import/);
  }
  assert.equal((await run(['--help'])).code, 0);
});

const DISTRICTS = 'distretto,denominazione,provincia,comune_o_istituto\n';

test('an office gives the districts of its province; a wrong line leaves those that were there', async () => {
  const path = join(scratch, 'distretti.csv');
  const load = async (lines: string) => {
    writeFileSync(path, DISTRICTS + lines);
    return run([path, '--sintetici'], undefined, registryCommands.districts);
  };
  const first = await load('VD-001,Piano,VD,X001\nVD-001,Piano,VD,X002\n');
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /1 distretti, 2 comuni e istituti/);
  const wrong: readonly [string, RegExp][] = [
    ['VD-002,Monte,VD,X999\n', /riga 2: il comune o l’istituto X999 non è nel registro/],
    ['VD-002,Monte,QQ,X001\n', /riga 2: la provincia QQ non è nel registro/],
    ['VD-002,Monte,VD,X001\nVD-003,Mare,VD,X001\n', /riga 3: X001 è già alla riga 2/],
    ['VD-002,Monte,VD\n', /riga 2: servono 4 colonne/],
    ['VD 002,Monte,VD,X001\n', /riga 2: la colonna distretto non va bene/],
    ['', /il file non ha righe/],
  ];
  for (const [lines, said] of wrong) {
    const refused = await load(lines);
    assert.equal(refused.code, 1, lines);
    assert.match(refused.err, said);
  }
  const kept = await fresh.database.query('select code, synthetic from districts');
  assert.deepEqual(kept, [{ code: 'VD-001', synthetic: true }]);
  const registry = createRegistry(fresh.database);
  assert.equal((await registry.districtMembers()).get('X002'), 'VD-001');
  const many = async (kind: 'municipality' | 'district' | 'province', code: string) =>
    (await registry.schoolsIn(kind, [code], [])).get(code) ?? 0;
  const [one, other] = [await many('municipality', 'X001'), await many('municipality', 'X002')];
  assert.ok(one > 0);
  assert.equal(await many('district', 'VD-001'), one + other);
  assert.ok((await many('province', 'VD')) >= one + other);
});

async function run(
  argv: readonly string[],
  dataDir?: string,
  command = registryCommands.import,
): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await command(argv, {
    database: fresh.database,
    dataDir,
    by: 'prova',
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
