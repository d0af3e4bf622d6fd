import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import { STATE_SCHOOLS, schoolsWith, shippedFolder } from '../../../test/registry.ts';
import { registryCommands } from './commands.ts';

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

async function run(argv: readonly string[], dataDir?: string): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await registryCommands.import(argv, {
    database: fresh.database,
    dataDir,
    by: 'prova',
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
