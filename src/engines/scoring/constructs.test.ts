import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileTable } from './compile.ts';
import { type Fact, type Position, relatedBy } from './facts.ts';
import { scorePositions } from './pack.ts';
import { packSchema, type ScoringPack } from './pack-schema.ts';
import { readScoringPack } from './read-pack.ts';
import { type Score, score } from './score.ts';
import type { ScoringTable } from './table-schema.ts';
import { targetScores } from './target.ts';

const NOWHERE: Position = { key: '', values: {} };
const unrelated = relatedBy({});

/** A table of one section with these items. */
function tableOf(items: readonly object[], rest: object = {}): ScoringTable {
  const sections = [
    { id: 'A', title: 'Prova', items: items.map((item, n) => ({ id: `A.${n}`, label: 'voce', ...item })) },
  ];
  return packSchema.shape.tables.parse({ T: { title: 'T', norm: 'N', sections, ...rest } })['T'] as ScoringTable;
}

/** The score of these facts, the same from both back ends. */
function scored(table: ScoringTable, all: readonly (readonly [kind: string, values: object])[], at = NOWHERE): Score {
  const facts = all.map(([kind, values], n): Fact => ({ id: `f${n}`, kind, values: values as Fact['values'] }));
  const explained = score(table, facts, at, unrelated);
  assert.deepEqual(
    [
      ...compileTable(table, unrelated)
        .load([{ facts, position: at }])
        .points(),
    ],
    [explained.total],
  );
  return explained;
}

const years = (steps: readonly object[]) =>
  tableOf([{ of: 'role', rule: { kind: 'amount', field: 'years', unit: { one: 'anno', many: 'anni' }, steps } }]);

test('eight years of continuity are 3 at 4, 2 at 5 and 3 at 6: 40 points (oracle 6)', () => {
  const table = years([{ up_to: 3, points: 4 }, { up_to: 5, points: 5 }, { points: 6 }]);
  for (const [given, points] of [
    [0, 0],
    [1, 4],
    [3, 12],
    [4, 17],
    [5, 22],
    [6, 28],
    [8, 40],
  ] as const)
    assert.equal(scored(table, [['role', { years: given }]]).total, points * 100, `${given} years`);
});

test('a school year valid with 180 days is called so, in the quantity and in the rule', () => {
  const rule = { kind: 'months', from: 'from', to: 'to', year: 'year', points: 8, month_days: 180, fraction: 180 };
  const unit = { one: 'anno valido', many: 'anni validi' };
  const table = tableOf([{ of: 'service', rule: { ...rule, max_months: 1, full_when: 'full', unit } }]);
  const service = (from: string, to: string, full = false) => ['service', { from, to, full, year: '2020/21' }] as const;
  for (const [services, points, quantity] of [
    [[service('2020-09-01', '2021-02-26')], 0, '0 anni validi (179 giorni)'],
    [[service('2020-09-01', '2021-02-27')], 800, '1 anno valido (180 giorni)'],
    [
      [service('2020-09-01', '2020-11-30'), service('2021-02-01', '2021-06-10', true)],
      800,
      '1 anno valido (anno intero)',
    ],
  ] as const) {
    const [line] = scored(table, services).lines;
    assert.equal(line?.points, points);
    assert.equal(line?.quantity, `2020/21: ${quantity}`);
    assert.equal(line?.rule, '8,00 punti per anno valido di almeno 180 giorni');
  }
});

test('sixty months of service before the role are 48 whole and 12 at two thirds: 56 points (oracle 13)', () => {
  const rule = { kind: 'months', from: 'from', to: 'to', steps: [{ up_to: 48, points: 1 }, { points: '2/3' }] };
  const table = tableOf([{ of: 'service', rule }]);
  const service = (from: string, to: string) => ['service', { from, to }] as const;
  // 1,800 days in three services: 60 months of 30 days.
  const whole = [
    service('2010-01-01', '2011-12-31'),
    service('2013-01-01', '2014-12-31'),
    service('2016-01-01', '2016-12-05'),
  ];
  const found = scored(table, whole);
  assert.equal(found.total, 5600);
  assert.equal(found.lines[0]?.quantity, '60 mesi (1800 giorni)');
  assert.equal(scored(table, [service('2010-01-01', '2010-12-26')]).total, 1200);
});

test('marks of 70/100 are 7 points out of ten, and with the certificate of a carer 8 (oracle 8)', () => {
  const table = tableOf([
    { of: 'access', rule: { kind: 'scaled', mark: 'mark', scale: 10 } },
    { of: 'title', when: 'type == "oss"', rule: { kind: 'each', points: 1 } },
  ]);
  const access = ['access', { mark: { value: 70, base: 100, lode: false } }] as const;
  assert.equal(scored(table, [access]).total, 700);
  assert.equal(scored(table, [access, ['title', { type: 'oss' }]]).total, 800);
  for (const [value, base, points] of [
    [7.35, 10, 735],
    [42, 60, 700],
    [110, 110, 1000],
    [1, 3, 333],
    [2, 3, 667],
  ] as const)
    assert.equal(scored(table, [['access', { mark: { value, base, lode: false } }]]).total, points);
});

test('twelve, three and fourteen points of titles are 25, B to M capped at ten (oracle 7)', () => {
  const flat = (id: string, points: number) => ({ id, label: id, of: id, rule: { kind: 'each', points } });
  const table = packSchema.shape.tables.parse({
    T: {
      title: 'T',
      norm: 'N',
      sections: [
        { id: 'A3', title: 'Titoli', items: [flat('A', 12), flat('B', 5), flat('F', 5), flat('H', 1), flat('L', 1)] },
        { id: 'A1', title: 'Servizio', items: [flat('S', 6)] },
      ],
      groups: [
        { items: ['B', 'F', 'L'], cap: 10, why: 'i titoli da B a M: al massimo 10 punti' },
        { sections: ['A3'], cap: 25, why: 'tutti i titoli: al massimo 25 punti' },
      ],
    },
  })['T'] as ScoringTable;
  const titles = ['A', 'B', 'B', 'F', 'H', 'H', 'H', 'S'].map((kind) => [kind, {}] as const);
  const found = scored(table, titles);
  assert.deepEqual([found.total, found.sections.map((each) => each.total)], [3100, [2500, 600]]);
  assert.equal(scored(table, [...titles, ['A', {}]]).sections[0]?.total, 2500);
  assert.ok(found.lines.some((line) => line.capped?.why === 'i titoli da B a M: al massimo 10 punti'));
});

test('days are counted once and paid by the year', () => {
  const table = tableOf([{ of: 'work', rule: { kind: 'days', from: 'from', to: 'to', per: 365, points: 3 } }]);
  const year = ['work', { from: '2021-01-01', to: '2021-12-31' }] as const;
  assert.equal(scored(table, [year]).total, 300);
  assert.equal(scored(table, [year, year]).total, 300);
  assert.equal(scored(table, [['work', { from: '2021-01-01', to: '2021-01-10' }]]).total, 8);
  const whole = tableOf([
    { of: 'work', rule: { kind: 'days', from: 'from', to: 'to', per: 365, points: 3, decimals: 0 } },
  ]);
  assert.equal(scored(whole, [['work', { from: '2021-01-01', to: '2021-07-01' }]]).total, 100);
});

test('services counted one by one do not lend each other their days', () => {
  const rule = { kind: 'months', from: 'from', to: 'to', points: 1 };
  const short = [0, 1, 2].map((n) => ['s', { from: `2021-0${n + 1}-01`, to: `2021-0${n + 1}-14` }] as const);
  assert.equal(scored(tableOf([{ of: 's', rule }]), short).total, 100);
  assert.equal(scored(tableOf([{ of: 's', rule: { ...rule, sum_days: false } }]), short).total, 0);
});

const mobility = {
  id: 'mobility',
  norm: 'CCNI',
  cycle: '2026/27',
  positions: { single: { key: ['move.kind'] }, tables: [{ table: 'A' }] },
  facts: [
    { kind: 'family', name: 'Famiglia', from: { form: 'family' } },
    { kind: 'role', name: 'Servizio', from: { form: 'role' } },
  ],
  tables: {
    A: {
      title: 'Tabella A',
      norm: 'CCNI, allegato 2',
      sections: [
        {
          id: 'A2',
          title: 'Famiglia',
          items: [
            {
              id: 'A2.A',
              label: 'Ricongiungimento',
              of: 'family',
              when: 'municipality == target.municipality',
              rule: { kind: 'each', points: 6 },
            },
            {
              id: 'A2.B',
              label: 'Figli',
              of: 'family',
              rule: { kind: 'amount', field: 'children', unit: { one: 'figlio', many: 'figli' }, points: 5 },
            },
          ],
        },
        {
          id: 'A1',
          title: 'Servizio',
          items: [
            {
              id: 'A1.B',
              label: 'Preruolo',
              of: 'role',
              rule: {
                kind: 'amount',
                field: 'years',
                unit: { one: 'anno', many: 'anni' },
                points: { by_cycle: { '2025/26': 4, '2026/27': 5, '2027/28': 6 } },
              },
            },
          ],
        },
      ],
    },
  },
};

function packOf(source: unknown): ScoringPack {
  const read = readScoringPack(source);
  assert.deepEqual(read.ok ? [] : read.faults, []);
  return (read as { pack: ScoringPack }).pack;
}

const answers = { move: { kind: 'transfer' }, family: { municipality: 'H501', children: 2 }, role: { years: 3 } };
const nobody = { teachingClass: () => undefined };

test('points of the family count only for preferences in that municipality', () => {
  const pack = packOf(mobility);
  const at = (target?: Record<string, string>) => scorePositions(pack, answers, nobody, { target })[0];
  assert.equal(at()?.position.key, 'transfer');
  assert.equal(at()?.score?.total, 2500);
  assert.equal(at({ municipality: 'L219' })?.score?.total, 2500);
  assert.equal(at({ municipality: 'H501' })?.score?.total, 3100);
  const line = at({ municipality: 'H501' })?.score?.lines.find((each) => each.item === 'A2.A');
  assert.deepEqual([line?.target, line?.points], [true, 600]);
  const [only, ...others] = targetScores(pack, answers, nobody);
  assert.deepEqual([only?.target, only?.score.total, others], [{ municipality: 'H501' }, 3100, []]);
  assert.deepEqual(targetScores(pack, { ...answers, family: { children: 2 } }, nobody), []);
});

test('what an act changes every year is written once, and the pack says its cycle', () => {
  const total = (cycle: string) =>
    scorePositions(packOf({ ...mobility, cycle }), answers, nobody)[0]?.score?.sections[1]?.total;
  assert.deepEqual(['2025/26', '2026/27', '2027/28'].map(total), [1200, 1500, 1800]);
  const read = readScoringPack({ ...mobility, cycle: '2028/29' });
  assert.match(read.ok ? '' : JSON.stringify(read.faults), /tables\.A\.sections\.1\.items\.0\.rule\.points/);
});

test('a form left blank is one fact with nothing in it; one never opened is none', () => {
  const pack = packOf(mobility);
  const only = (given: object) => scorePositions(pack, given as typeof answers, nobody)[0]?.score;
  assert.deepEqual(only({})?.lines, []);
  assert.equal(only({ family: {} })?.total, 0);
});

test('a competition gives half a point for each mark above 75, the mark rounded: 95,45 is ten points (oracle 12)', () => {
  const rule = { kind: 'above', mark: 'mark', scale: 100, threshold: 75, base: 0, per_point: 0.5, lode: 0 };
  const table = tableOf([{ of: 'access', rule }]);
  for (const [value, points] of [
    [75, 0],
    [60, 0],
    [95.45, 1000],
    [95.5, 1050],
    [100, 1250],
  ] as const)
    assert.equal(scored(table, [['access', { mark: { value, base: 100, lode: false } }]]).total, points);
});

test('a formula works points out, and counts how many there are', () => {
  const value = (formula: string, rest = {}) => tableOf([{ of: 't', rule: { kind: 'value', formula, ...rest } }]);
  assert.equal(scored(value('hours / 3'), [['t', { hours: 10 }]]).total, 333);
  assert.equal(scored(value('hours / 3', { decimals: 0 }), [['t', { hours: 10 }]]).total, 300);
  assert.equal(scored(value('1.005 * hours'), [['t', { hours: 1 }]]).total, 101);
  assert.equal(scored(value('hours - 20'), [['t', { hours: 10 }]]).total, 0);
  assert.equal(scored(value('hours / 3'), [['t', {}]]).total, 0);
  const unit = { one: 'anno', many: 'anni' };
  const amount = tableOf([{ of: 't', rule: { kind: 'amount', per: 'floor(days / 180)', unit, points: 6 } }]);
  assert.equal(scored(amount, [['t', { days: 400 }]]).total, 1200);
  assert.equal(scored(amount, [['t', { days: 400 }]]).lines[0]?.quantity, '2 anni');
});

test('what is declared with proviso counts only once it is confirmed', () => {
  const table = tableOf([{ of: 't', rule: { kind: 'each', points: 3 } }]);
  const found = scored(table, [
    ['t', { proviso: true }],
    ['t', {}],
  ]);
  assert.deepEqual([found.total, found.withoutProviso], [600, 300]);
});

test('old certificates keep their old points under the cap of the new ones', () => {
  const items = [
    { id: 'new', label: 'nuove', of: 't', when: 'kind == "new"', rule: { kind: 'each', points: 2 } },
    { id: 'old', label: 'vecchie', of: 't', when: 'kind == "old"', rule: { kind: 'each', points: 0.5 } },
  ];
  const group = { items: ['new', 'old'], cap: 4, why: 'massimo 4' };
  const sections = [{ id: 'B', title: 'Titoli', items, groups: [group] }];
  const table = packSchema.shape.tables.parse({ T: { title: 'T', norm: 'N', sections } })['T'] as ScoringTable;
  const of = (kinds: readonly string[]) =>
    scored(
      table,
      kinds.map((kind) => ['t', { kind }] as const),
    ).total;
  assert.deepEqual(
    [of(['old', 'old']), of(['new', 'old']), of(['new', 'old', 'old', 'old', 'old', 'old'])],
    [100, 250, 400],
  );
});
