import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Field, Section } from '../../engines/procedure/index.ts';
import { fieldInputs } from '../../engines/procedure/index.ts';
import { home as checkout } from '../../platform/home.ts';
import { readPack } from '../procedures/index.ts';
import { type Browser, shows } from './browser-fixture.test.ts';
import { openPortal, type Portal } from './portal-fixture.test.ts';

const FEW = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; drop table drafts; --",
  '\u0000\u0001\u001f',
  'a\u0000b',
  '\ud800',
  '\u202Etxt.exe',
  '😀'.repeat(50),
  '__proto__',
  '{"$ne": null}',
  '1e309',
  'NaN',
  '-0',
  '9'.repeat(400),
  '٣٤',
  'ﬃ Ǆ',
  '%00%0d%0a',
  '../../etc/passwd',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is an attack on template engines
  '{{7*7}}${7*7}',
  ' \t \n ',
  'à'.repeat(9_000),
];

const folder = process.env['POLIS_DATA_DIR'] ?? join(checkout, '../shared/data');
const list = join(folder, 'naughty-strings/blns.json');
const ALL: readonly string[] = existsSync(list) ? [...FEW, ...JSON.parse(readFileSync(list, 'utf8'))] : FEW;

const reading = readPack(join(checkout, 'procedures/gps-2026-28'));
if ('faults' in reading) throw new Error('the pack of the GPS has faults');
const { sections } = reading.pack.definition;

/** Far enough that every section may be filled in. */
const READY = {
  contacts: { confirmed: true },
  province: { province: 'TO', already_included: 'other', current_province: 'MI' },
  rankings: [
    {
      id: '01890a5d-ac96-774b-bcce-b302099a8057',
      teaching_class: 'A-12',
      tier: 'I',
      operation: 'insertion',
      access_procedure: 'ssis',
      access_title: 'Abilitazione',
      access_authority: 'Torino',
      access_date: '2008-06-30',
      access_mark: { value: 80, base: 80, lode: false },
    },
  ],
  preferences: { law_104: ['art_33_5'], assisted_municipality: 'A518' },
};

let portal: Portal;
let anna: Browser;
let home: string;

before(async () => {
  portal = await openPortal();
  await allAsked();
});
after(() => portal.close());

/** Somebody new, of whom every question is asked: every condition of every section holds. */
async function allAsked(): Promise<void> {
  anna = await portal.person();
  home = await anna.begin();
  await portal.fresh.database.query('update drafts set answers = $2 where application_id = $1', [
    home.split('/')[2],
    JSON.stringify(READY),
  ]);
}

async function pathOf(section: Section): Promise<string> {
  if (section.kind === 'form') return `${home}/sezioni/${section.id}`;
  if (section.kind === 'per') return `${home}/sezioni/${section.id}/A-12`;
  return (await anna.get(`${home}/sezioni/${section.id}/nuovo`)).location;
}

const inputsOf = (section: Section): readonly string[] =>
  section.fields
    .filter((field: Field) => field.source === undefined && field.kind !== 'file')
    .flatMap((field) => [...new Set([field.id, ...fieldInputs(field)])]);

describe('hostile input in every field of the GPS', () => {
  for (const section of sections) {
    it(`of "${section.title}" is answered with a page, never with a fault, once and twice`, async () => {
      await allAsked();
      const path = await pathOf(section);
      const names = inputsOf(section);
      for (let start = 0; start < ALL.length; start += names.length || 1) {
        const fields = Object.fromEntries(names.map((name, index) => [name, ALL[(start + index) % ALL.length] ?? '']));
        const saved = await anna.post(path, { ...fields, vai: 'avanti' });
        assert.ok([303, 422].includes(saved.status), `${saved.status} for ${JSON.stringify(fields).slice(0, 300)}`);
        const script = await anna.post(path, fields, 'application/json');
        assert.ok([200, 409, 422].includes(script.status), String(script.status));
        const doubled = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value, value, 'x']]));
        assert.ok((await anna.post(path, doubled)).status < 500);
        const page = await anna.get(path);
        assert.equal(page.status, 200, path);
        assert.doesNotMatch(page.html, /<script>alert|<img src=x/);
      }
      assert.equal((await anna.get(home)).status, 200);
      assert.equal((await anna.get(`${home}/riepilogo`)).status, 200);
      assert.equal((await anna.get(`${home}/punteggio`)).status, 200);
    });
  }

  it('is shown again as it was typed, escaped, beside its error', async () => {
    await allAsked();
    const item = (await anna.get(`${home}/sezioni/rankings/nuovo`)).location;
    await anna.post(item, {
      'access_mark.value': '<b>centodieci</b>',
      'access_date.day': 'trentuno',
      access_title: 'T'.repeat(400),
      teaching_class: 'Z<9',
    });
    const page = await anna.get(item);
    shows(page, /value="&lt;b>centodieci&lt;\/b>"/);
    shows(page, /name="access_date\.day" value="trentuno"/);
    shows(page, /T{400}/);
    shows(page, /ne hai scritti 100 di troppo/);
    shows(page, /value="Z&lt;9"/);
  });

  it('in addresses leads to nothing found', async () => {
    for (const tail of [
      'sezioni/__proto__',
      'sezioni/constructor/x',
      'sezioni/rankings/not-an-id',
      'sezioni/%00',
      'ricerche/rankings/none?q=a',
      'conflitti/x',
      'allegati/x',
      'nulla',
    ]) {
      const reply = await anna.get(`${home}/${tail}`);
      assert.ok([400, 404].includes(reply.status), `${reply.status} at ${tail}`);
    }
  });
});
