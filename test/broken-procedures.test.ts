import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { authoringCommands } from '../src/features/procedures/index.ts';

/** One thing broken: `from` becomes `to`; the fault stands on the line of `at` (else the first of `to`) and says `says`. */
interface Case {
  readonly title: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly at?: string;
  readonly says: string;
  /** The fault stands in the column where this begins; blank for the end of the line. */
  readonly points_at?: string;
}

const BASE = join(import.meta.dirname, 'broken-procedures');
const lines = readFileSync(join(BASE, 'cases.jsonl'), 'utf8').trimEnd().split('\n');
const cases = lines.map((line) => JSON.parse(line) as Case);
const folder = mkdtempSync(join(tmpdir(), 'polis-broken-'));
after(() => rmSync(folder, { recursive: true }));

async function check(...words: string[]): Promise<{ code: number; out: string }> {
  const out: string[] = [];
  const screen = { out: (line: string) => void out.push(line), err: () => undefined };
  const code = (await authoringCommands['check']?.(words, screen)) ?? 2;
  return { code, out: out.join('\n') };
}

describe('what an author gets wrong', () => {
  it('is tried on a pack without errors', async () => {
    assert.deepEqual(await check(BASE), { code: 0, out: `${BASE}: nessun errore` });
    assert.ok(cases.length >= 60, `${cases.length} cases`);
  });

  for (const [index, { title, file, from, to, at = to.split('\n')[0] ?? '', says, points_at }] of cases.entries()) {
    it(`${title}: ${file}, at its line`, async () => {
      const copy = join(folder, String(index));
      cpSync(BASE, copy, { recursive: true });
      const text = readFileSync(join(copy, file), 'utf8');
      assert.ok(text.includes(from), `"${from}" is not in ${file}`);
      const broken = text.replace(from, () => to);
      writeFileSync(join(copy, file), broken);
      const { code, out } = await check('--json', copy);
      assert.equal(code, 1);
      const [{ faults }] = JSON.parse(out) as [
        { faults: { file: string; line: number; column: number; message: string }[] },
      ];
      const line = broken.slice(0, broken.indexOf(at)).split('\n').length;
      const found = faults.find((fault) => fault.file === file && fault.line === line && fault.message.includes(says));
      assert.ok(found, `line ${line} "${says}" is not among ${JSON.stringify(faults)}`);
      const shown = broken.split('\n')[line - 1] ?? '';
      if (points_at === undefined) assert.ok(found.column > 0);
      else if (points_at === '') assert.equal(found.column, shown.length + 1);
      else assert.equal(shown.slice(found.column - 1, found.column - 1 + points_at.length), points_at);
    });
  }

  it('is told in words with the place, one error to a line', async () => {
    const copy = join(folder, 'told');
    cpSync(BASE, copy, { recursive: true });
    const text = readFileSync(join(copy, 'procedure.yaml'), 'utf8');
    writeFileSync(join(copy, 'procedure.yaml'), text.replace('tier == "I"', 'tier == "III"'));
    const { out } = await check(copy);
    assert.match(out, /procedure\.yaml:\d+:\d+: .*"III" non è tra le scelte di "tier"/);
    assert.match(out, /errori \d/);
  });
});
