import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { admissionsCommand } from '../src/features/admissions/index.ts';
import { filingCommands } from '../src/features/filings/index.ts';
import { publishTexts } from '../src/features/procedures/criteria/publish.ts';
import { readDocument } from '../src/features/procedures/criteria/read-document.ts';
import { documentsAt } from '../src/features/procedures/criteria/store.ts';
import { examplesIn, packFiles, readPackFiles } from '../src/features/procedures/index.ts';
import { CODE } from './applicants.ts';
import type { Caller } from './caller.ts';
import { openCatalogueWorld } from './catalogue-world.ts';

const FOLDER = join(import.meta.dirname, '../procedures/iscrizioni-2026');
const files = packFiles(FOLDER);
const read = readPackFiles(files);
if ('faults' in read) throw new Error(read.faults[0]?.message);
const { definition } = read.pack;
const complete = examplesIn(files).find((each) => each.files === true)?.answers ?? {};
const AURORA = readFileSync(join(FOLDER, 'schools/VDIC80100L.yaml'), 'utf8');
const CASTELNOVO = readFileSync(join(FOLDER, 'schools/VDIC80200V.yaml'), 'utf8');

/** One thing wrong in what a school wrote: the fault stands on the line of `to` and says `says`. */
const broken: readonly [title: string, text: string, from: string, to: string, says: string][] = [
  ['another procedure', AURORA, 'procedure: iscrizioni-2026', 'procedure: gps-2026-28', 'sono di "gps-2026-28"'],
  ['a word that is none', AURORA, 'act: Delibera', 'atto: Delibera', 'atto'],
  ['a code that is none', AURORA, 'school: VDIC80100L', 'school: vdic', 'school'],
  ['an answer nobody gives', AURORA, 'when: family == "single"', 'when: family == "sola"', 'sola'],
  ['a question nobody asks', AURORA, 'when: relatives', 'when: grandparents', 'grandparents'],
  ['points that are a word', AURORA, 'points: 6, when', 'points: sei, when', 'points.3.points'],
  ['a place for a timetable nobody chooses', AURORA, 'is: h27 }', 'is: h28 }', '"h28" non è tra le scelte'],
  [
    'a place for a question that is not there',
    AURORA,
    'of: timetable.lower_hours',
    'of: timetable.hours',
    'timetable.hours',
  ],
  ['two places of one name', AURORA, 'id: short', 'id: full_time', 'c’è due volte'],
  [
    'a question a school may not ask',
    AURORA,
    'id: sibling, kind: boolean',
    'id: sibling, kind: fiscal_code',
    'non può chiedere',
  ],
  ['particular data without a reason', AURORA, 'purpose: Riconoscere', 'hint: Riconoscere', 'dato particolare'],
  [
    'a criterion after the draw',
    CASTELNOVO,
    'order:\n  - by: priority',
    'order:\n  - { by: draw, words: A sorte }\n  - by: priority',
    'dopo il sorteggio',
  ],
  [
    'an order that leaves people level',
    AURORA,
    '{ by: draw, words: Sorteggio pubblico a scuola }',
    '{ by: yes, field: here.sibling }',
    'per ultimo va il sorteggio',
  ],
  [
    'points compared where none are given',
    CASTELNOVO,
    'order:\n  - by',
    'order:\n  - { by: points }\n  - by',
    'non ci sono punti',
  ],
  [
    'a priority on what is not asked',
    CASTELNOVO,
    '{ when: here.hamlet, label',
    '{ when: here.village, label',
    'here.village',
  ],
  ['a doubled key', CASTELNOVO, 'act: Delibera', 'act: Un’altra\nact: Delibera', 'unique'],
];

describe('what a school writes of itself', () => {
  it('reads as it stands', () => {
    for (const text of [AURORA, CASTELNOVO]) assert.ok('document' in readDocument('x.yaml', text, definition));
  });
  for (const [title, text, from, to, says] of broken) {
    it(`is refused with ${title}, at its line`, () => {
      assert.ok(text.includes(from));
      const wrong = text.replace(from, () => to);
      const outcome = readDocument('x.yaml', wrong, definition);
      assert.ok('faults' in outcome, 'it was believed');
      const at = wrong.indexOf(to) + to.lastIndexOf('\n') + 1;
      const lines = [at, wrong.indexOf(to)].map((place) => wrong.slice(0, place).split('\n').length);
      const found = outcome.faults.find(({ message }) => message.includes(says));
      assert.ok(found, JSON.stringify(outcome.faults));
      // Particular data without a reason are told at the question.
      const near = lines.some((line) => Math.abs(line - (found.line ?? 0)) <= 4);
      assert.ok(near && (found.column ?? 0) > 0, `line ${found.line}, not ${lines}`);
    });
  }
});

describe('an application to schools that choose for themselves', () => {
  let world: Awaited<ReturnType<typeof openCatalogueWorld>>;
  let anna: Caller;
  let path: string;
  before(async () => {
    world = await openCatalogueWorld();
    anna = await world.applicant();
    path = (await anna.post('/procedure/iscrizioni-2026/istanze')).location ?? '';
    // Everything before the schools is filled in.
    await write(({ contacts, who, child }) => ({ contacts, who, child }));
  });
  after(() => world.close());
  /** Puts answers of the complete example into the draft. */
  const write = (kept: (complete: Record<string, unknown>) => object) =>
    world.database.query('update drafts set answers = $2, version = version + 1 where application_id = $1', [
      /\/istanze\/([^/]+)/.exec(path)?.[1] ?? '',
      JSON.stringify(kept(complete)),
    ]);
  const choose = async (first: string, second = '') => {
    const place = `${path}/sezioni/schools`;
    const base = /name="base" value="([^"]*)"/.exec((await anna.get(place)).body)?.[1]?.replaceAll('&quot;', '"');
    return anna.post(place, { vai: 'elenco', first, second, third: '', base: base ?? '' });
  };

  it('asks what the schools named ask, and nothing of the others', async () => {
    const before = await anna.get(path);
    assert.ok(!before.body.includes('Lina Aurora'));
    assert.equal((await anna.get(`${path}/sezioni/at_vdic80100l`)).status, 404);
    assert.equal((await choose('VDIC80100L', 'VDIC80200V')).status, 303);
    const overview = await anna.get(path);
    assert.match(overview.body, /Lina Aurora[\s\S]*Castelnovo/);
    assert.match((await anna.get(`${path}/sezioni/at_vdic80100l`)).body, /è già in questa sede/);
    assert.equal((await anna.get(`${path}/sezioni/at_vdps01000t`)).status, 404);
  });

  it('gives the points of each school, which the other school knows nothing of', async () => {
    const typed = { vai: 'elenco', family: 'single', children: '3', work: 'both' };
    assert.equal((await anna.post(`${path}/sezioni/at_vdic80100l`, typed)).status, 303);
    const points = await anna.get(`${path}/punteggio`);
    assert.match(points.body, /17,00/);
    assert.ok(!points.body.includes('Castelnovo d’Oro'));
  });

  it('keeps the answers to a school that is chosen again', async () => {
    await choose('VDPS01000T');
    assert.equal((await anna.get(`${path}/sezioni/at_vdic80100l`)).status, 404);
    assert.match((await anna.get(`${path}/sezioni/at_vdps01000t`)).body, /Minuti per arrivare/);
    await choose('VDEE80101Q');
    const site = await anna.get(`${path}/sezioni/at_vdee80101q`);
    assert.match(site.body, /è già in questa sede/, 'a site without criteria of its own follows its institute');
    await choose('VDIC80100L');
    assert.match((await anna.get(`${path}/punteggio`)).body, /17,00/);
  });

  it('says when filed by which criteria, and can be made anew from them', async () => {
    const { database } = world;
    await write((answers) => answers);
    const version = /name="version" value="(\d+)"/.exec((await anna.get(`${path}/riepilogo`)).body)?.[1] ?? '';
    const filing = uuidv7();
    const confirmed = await anna.post(`${path}/inoltro`, { filing, version, code: CODE });
    assert.match(confirmed.location ?? '', /\/ricevuta\//);
    const [row] = await database.query<{ text: string }>(
      `select convert_from(canonical, 'UTF8') as text from filings where id = $1`,
      [filing],
    );
    assert.match(
      row?.text ?? '',
      /"at_vdic80100l":\{"children":1,"criteria":"Delibera n. 31[^"]*impronta [0-9a-f]{16}\)"/,
    );
    const said: string[] = [];
    const deps = { database, by: 'prova', now: () => new Date(), out: (line: string) => void said.push(line) };
    const code = await filingCommands.receipt(['verify', filing], { ...deps, err: deps.out } as never);
    assert.equal(code, 0, said.join('\n'));
  });

  it('gets a place by the criteria of its schools, said line by line, and nothing is written', async () => {
    const lines: string[] = [];
    const out = (line: string) => void lines.push(line);
    const deps = { database: world.database, now: () => new Date(), by: 'prova', out, err: out };
    const words = ['iscrizioni-2026', '--seed', 'verbale n. 3'];
    assert.equal(await admissionsCommand(words, deps), 0);
    assert.equal(lines.length, 1, lines.join('\n'));
    const told = JSON.parse(lines[0] ?? '') as { state: string; school: string; place: string; steps: object[] };
    assert.deepEqual([told.state, told.school, told.place], ['admitted', 'VDIC80100L', 'full_time']);
    assert.match(lines[0] ?? '', /posizione 1 su 1[^"]*Posto in «Prima della primaria, 40 ore»/);
    assert.equal(await admissionsCommand(['gps-2026-28', '--seed', 'x'], deps), 1);
  });

  it('is changed by nobody once families are choosing', async () => {
    const { database } = world;
    const text = AURORA.replace('points: 10', 'points: 11');
    const publish = (at: Date) =>
      publishTexts(database, 'iscrizioni-2026', [{ file: 'x.yaml', text }], { by: 'prova', at });
    const late = await publish(new Date());
    assert.match('refused' in late ? (late.refused[0] ?? '') : '', /si sono già aperte/);
    const early = new Date('2020-01-01T00:00:00Z');
    assert.ok('published' in (await publish(early)));
    const at = async (instant: Date) =>
      (await documentsAt(database, 'iscrizioni-2026', ['VDIC80100L'], instant)).get('VDIC80100L')?.digest;
    assert.equal(await at(new Date('2019-12-31T00:00:00Z')), undefined);
    assert.notEqual(await at(early), await at(new Date()));
  });

  it('is explained to anyone, school by school', async () => {
    const list = await anna.get('/procedure/iscrizioni-2026/scuole?cerca=lina');
    assert.match(list.body, /href="\/procedure\/iscrizioni-2026\/scuole\/VDIC80100L"/);
    assert.ok(!list.body.includes('Castelnovo'));
    const page = await anna.get('/procedure/iscrizioni-2026/scuole/VDIC80200V');
    for (const words of ['Abita nella frazione e ha un fratello', 'Sorteggio pubblico', 'Da verificare con l’atto']) {
      assert.ok(page.body.includes(words), words);
    }
    assert.equal((await anna.get('/procedure/gps-2026-28/scuole')).status, 404);
    assert.equal((await anna.get('/procedure/iscrizioni-2026/scuole/VDTF01000D')).status, 404);
  });
});
