import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answers, Context, Preference } from './answers.ts';
import { beginFrom, fitted } from './begin-from.ts';
import { carriedLines, type LeftWhy } from './carried-lines.ts';
import type { FieldOf } from './field.ts';
import { anyContext, definitionOf, smallAnswers, smallSource } from './small-procedure.ts';

const special = { special: true, purpose: 'p', legal_basis: 'b', retention: 'r' };
const kinds = {
  id: 'kinds',
  kind: 'form',
  title: 'Di ogni tipo',
  fields: [
    { id: 'note', kind: 'text', label: 'Nota' },
    { id: 'paid', kind: 'payment', label: 'Tassa', reason: 'Prova' },
    { id: 'copy', kind: 'file', label: 'Copia', accept: ['application/pdf'], max_bytes: 1000 },
    { id: 'illness', kind: 'text', label: 'Malattia', ...special },
    { id: 'truth', kind: 'declaration', label: 'Promessa', text: 'Prometto.' },
    { id: 'years', kind: 'integer', label: 'Anni', max: 40 },
  ],
};
const source = { ...smallSource, sections: [...smallSource.sections, kinds] };
const from = definitionOf(source);
const filed: Answers = {
  ...smallAnswers,
  kinds: {
    note: 'x',
    years: 12,
    paid: { notice: '3'.repeat(18), date: '2025-03-01' as Context['today'] },
    copy: { id: 'f', name: 'a.pdf', media_type: 'application/pdf', bytes: 3, sha256: 'ab' },
    illness: 'y',
    truth: true,
  },
};

/** The next cycle with one of its sections changed. */
function next(change: (kinds: Record<string, unknown>[]) => void = () => undefined) {
  const copy = structuredClone(source) as unknown as { sections: { fields: Record<string, unknown>[] }[] };
  change(copy.sections.at(-1)?.fields ?? []);
  return definitionOf({ ...copy, id: 'next' });
}

describe('an application begun from an earlier filing', () => {
  it('never holds declarations, files, payments or particular data, and says which', () => {
    const { answers, anew } = beginFrom(filed, from, next());
    assert.deepEqual(answers['kinds'], { note: 'x', years: 12 });
    assert.equal(answers['end'], undefined, 'a section with nothing left is not begun');
    assert.deepEqual(answers['wishes'], [{ id: 'w1', class: 'A-12' }]);
    assert.deepEqual(
      anew.map(({ why, where, label }) => [why, where, label]),
      [
        ['special', 'Classi', 'Voto'],
        ['declaration', 'Fine', 'Verità'],
        ['payment', 'Di ogni tipo', 'Tassa'],
        ['file', 'Di ogni tipo', 'Copia'],
        ['special', 'Di ogni tipo', 'Malattia'],
        ['declaration', 'Di ogni tipo', 'Promessa'],
      ],
    );
  });

  it('leaves out what has become particular data since', () => {
    const { answers, anew } = beginFrom(
      filed,
      from,
      next(([note]) => Object.assign(note ?? {}, special)),
    );
    assert.deepEqual(answers['kinds'], { years: 12 });
    assert.ok(anew.some(({ why, label }) => why === 'special' && label === 'Nota'));
  });

  it('names what is no longer asked or no longer fits, and not what is merely missing', () => {
    const { answers, touched } = beginFrom(
      filed,
      from,
      next((fields) => {
        Object.assign(fields[5] ?? {}, { max: 10 });
        fields.push({ id: 'more', kind: 'text', label: 'Altro', required: true });
        fields.shift();
      }),
    );
    assert.equal(answers['kinds'], undefined);
    assert.deepEqual(
      touched.map(({ why, field }) => [why, field]),
      [
        ['removed', 'note'],
        ['not-possible', 'years'],
      ],
    );
  });

  it('holds no code the registry does not know', () => {
    const answers: Answers = {
      place: { province: 'TO', from: 'XX' },
      wishes: [{ id: 'w1', class: 'A-99' }],
      schools: { 'A-12': { schools: ['TOIS01200X', 'TOIS09900X'] } },
    };
    const unknown: Context = {
      ...anyContext,
      province: (code) => (code === 'TO' ? { code, name: 'Torino' } : undefined),
      teachingClass: () => undefined,
      school: (code) => (code === 'TOIS01200X' ? anyContext.school(code) : undefined),
    };
    const { answers: left, touched } = fitted(from, answers, unknown);
    assert.deepEqual(left, { place: { province: 'TO' }, schools: { 'A-12': { schools: ['TOIS01200X'] } } });
    assert.deepEqual(
      touched.map(({ why, field, was }) => [why, field, was]),
      [
        ['gone', 'from', 'XX'],
        ['gone', 'class', 'A-99'],
        ['gone', 'schools', 'TOIS09900X'],
      ],
    );
  });

  it('is total: whatever a filing holds gives answers, never an exception', () => {
    for (const damaged of [{}, { wishes: 'x', kinds: null, place: 7 }, { wishes: [null, { id: 3 }, {}] }]) {
      const { answers } = beginFrom(damaged as unknown as Answers, from, next());
      assert.ok(fitted(next(), answers, anyContext));
    }
  });
});

describe('lines of a list of another time', () => {
  const field = {
    id: 'wishes',
    kind: 'preferences',
    label: 'Preferenze',
    required: false,
    special: false,
    max: 3,
    ordered: true,
    targets: ['school', 'municipality'],
    within: 'place.province',
    options: [],
    attributes: [
      {
        id: 'kind',
        kind: 'enum',
        label: 'Tipo',
        required: false,
        special: false,
        options: [{ value: 'a', label: 'A' }],
      },
    ],
    grades: [],
  } as unknown as FieldOf<'preferences'>;
  const school = (code: string, more = {}): Preference => ({ target: 'school', code, ...more });
  const known = {
    seen: { place: { province: 'TO' } },
    values: {},
    context: {
      ...anyContext,
      school: (code: string) => {
        const found = anyContext.school(code);
        return code.endsWith('9') || found === undefined ? undefined : { ...found, closed: code.endsWith('8') };
      },
    },
  };
  const [one, two, three, four] = ['TOIS00001X', 'TOIS00002X', 'TOIS00003X', 'TOIS00004X'].map((code) => school(code));
  const cases: readonly (readonly [
    string,
    readonly (Preference | undefined)[],
    readonly (Preference | undefined)[],
    readonly LeftWhy[],
  ])[] = [
    ['come in their order', [two, one], [two, one], []],
    [
      'keep of what was said only what is still asked',
      [school('TOIS00001X', { kind: 'a', hours: 3 })],
      [school('TOIS00001X', { kind: 'a' })],
      [],
    ],
    ['lose an answer that is no longer one', [school('TOIS00001X', { kind: 'b' })], [one], []],
    [
      'are left when the list no longer admits such a target',
      [{ target: 'province', code: 'TO' }, one],
      [one],
      ['not-a-target'],
    ],
    ['are left when the registry knows them no more', [school('TOIS000019'), one], [one], ['not-found']],
    ['are left when the school has closed', [school('TOIS000018'), one], [one], ['closed']],
    ['are left when they lie elsewhere', [school('MIIS00001X'), one], [one], ['outside']],
    ['come once', [one, one], [one], ['twice']],
    ['come as far as there is room', [one, two, three, four], [one, two, three], ['over']],
  ];
  for (const [title, lines, carried, left] of cases) {
    it(title, () => {
      const outcome = carriedLines(
        field,
        lines.filter((line) => line !== undefined),
        { known },
      );
      assert.deepEqual(outcome.lines, carried);
      assert.deepEqual(
        outcome.left.map(({ why }) => why),
        left,
      );
    });
  }

  it('leave what stands in the list alone, and count it', () => {
    const taken = [one, two].filter((line) => line !== undefined);
    const lines = [two, three, four].filter((line) => line !== undefined);
    const outcome = carriedLines(field, lines, { known, taken });
    assert.deepEqual(outcome.lines, [three]);
    assert.deepEqual(
      outcome.left.map(({ why }) => why),
      ['twice', 'over'],
    );
  });
});
