import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Context, Preference } from './answers.ts';
import { checkValue } from './check-value.ts';
import { readDefinition } from './definition.ts';
import { displayValue } from './display.ts';
import { type FieldOf, fieldSchema } from './field.ts';
import { preferenceText, readPreference } from './preference-text.ts';
import { coveredLines, preferencesOutside, vainPreferences } from './preferences.ts';
import { readField } from './read-field.ts';
import { anyContext, smallSource } from './small-procedure.ts';
import { isVisible } from './visibility.ts';

const options = ['annual', 'june'].map((value) => ({ value, label: value }));
const field = fieldSchema.parse({
  id: 'f',
  kind: 'preferences',
  label: 'Preferenze',
  max: 4,
  targets: ['school', 'municipality', 'district', 'province'],
  within: 'province',
  attributes: [
    { id: 'contracts', kind: 'ranked_enum', label: 'Contratti', required: true, options },
    { id: 'hours', kind: 'integer', label: 'Ore', min: 7, max: 24 },
  ],
}) as FieldOf<'preferences'>;

/** Schools with a code in TO are in Turin (L219, first district of TO); the others in Milan. */
const context: Context = {
  ...anyContext,
  school: (code) => {
    if (code.startsWith('XX')) return undefined;
    const turin = code.startsWith('TO');
    return {
      code,
      name: `Scuola ${code}`,
      province: turin ? 'TO' : 'MI',
      municipality: turin ? 'Torino' : 'Milano',
      municipality_code: turin ? 'L219' : 'F205',
      district: turin ? 'TO-001' : undefined,
    };
  },
  municipality: (code) => ({ code, name: code, province: code === 'L219' ? 'TO' : 'MI' }),
};

const annual = { contracts: ['annual'] };
const school = (code: string, more: object = annual) => ({ target: 'school' as const, code, ...more });
const whole = (target: Preference['target'], code: string, more: object = annual) => ({ target, code, ...more });
/** What reading refuses, or else what the list lacks. */
const codes = (lines: readonly string[]) => {
  const { gap, value } = readField(field, lines);
  return gap?.code ?? checkValue(field, value)?.code;
};

test('lines are read in their order, with what they ask for', () => {
  const { value } = readField(field, [
    'municipality:l219;contracts=june,annual',
    'school:TOIS01200X;contracts=annual;hours=9',
  ]);
  assert.deepEqual(value, [
    { target: 'municipality', code: 'L219', contracts: ['june', 'annual'] },
    { target: 'school', code: 'TOIS01200X', contracts: ['annual'], hours: 9 },
  ]);
});

const refused: readonly [string, readonly string[], string][] = [
  [
    'five lines where four are allowed',
    ['A', 'B', 'C', 'D', 'E'].map((end) => `school:TOIS01200${end};contracts=annual`),
    'too-many',
  ],
  ['the very same line twice', ['school:TOIS01200X;contracts=annual', 'school:TOIS01200X;contracts=annual'], 'twice'],
  ['a target that may not be named', ['country:Z110;contracts=annual'], 'not-a-target'],
  ['a code that is none', ['school:TO;contracts=annual'], 'not-a-target'],
  ['a name of the prototype', ['constructor:TO;contracts=annual'], 'not-a-target'],
  ['a line without what every line must say', ['school:TOIS01200X'], 'missing-part'],
  ['a contract that does not exist', ['school:TOIS01200X;contracts=forever'], 'not-an-option'],
  ['hours below the least', ['school:TOIS01200X;contracts=annual;hours=6'], 'out-of-range'],
  ['something that is no line', ['pippo'], 'unreadable'],
];
for (const [title, lines, code] of refused) test(`${title} is refused`, () => assert.equal(codes(lines), code));

test('a list with a line to be finished is kept, and says what it lacks; a damaged one breaks nothing', () => {
  const { value } = readField(field, ['school:TOIS01200X']);
  assert.deepEqual(value, [{ target: 'school', code: 'TOIS01200X' }]);
  const damaged = [{ target: 'constructor', code: 'X' }, { target: 'school' }, 7, null];
  assert.equal(checkValue(field, damaged)?.code, 'unreadable');
  assert.deepEqual(coveredLines(damaged, context), []);
});

test('the same school with another contract is another preference', () => {
  assert.equal(codes(['school:TOIS01200X;contracts=annual', 'school:TOIS01200X;contracts=june']), undefined);
});

test('a target outside the province of the application, or not in the registry, is pointed at with its place', () => {
  const about = (value: unknown) => preferencesOutside(field, value, { seen: {}, values: { province: 'TO' }, context });
  assert.equal(about([school('TOIS01200X'), whole('province', 'TO'), whole('district', 'TO-001')]), undefined);
  assert.match(
    about([school('TOIS01200X'), school('MIIS01200X')])?.message ?? '',
    /preferenza 2.*non è in Provincia TO/,
  );
  assert.match(about([whole('municipality', 'F205')])?.message ?? '', /preferenza 1/);
  assert.equal(about([school('XXIS01200X')])?.code, 'not-found');
});

test('an option is no place, and lies in no province and outside none', () => {
  const known = { seen: {}, values: { province: 'TO' }, context };
  assert.equal(preferencesOutside(field, [whole('option', 'anywhere')], known), undefined);
});

test('what an earlier place already covers is told: municipality, district and province, asked for in the same way', () => {
  const covered = (lines: readonly object[]) => coveredLines(lines, context).map(({ line, by }) => [line, by]);
  assert.deepEqual(covered([whole('municipality', 'L219'), school('TOIS01200X')]), [[1, 0]]);
  assert.deepEqual(covered([whole('district', 'TO-001'), school('TOIS01200X')]), [[1, 0]]);
  assert.deepEqual(covered([whole('province', 'TO'), whole('municipality', 'L219'), school('TOIS01200X')]), [
    [1, 0],
    [2, 1],
  ]);
  assert.deepEqual(covered([school('TOIS01200X'), whole('municipality', 'L219')]), []);
  assert.deepEqual(covered([whole('municipality', 'L219'), school('TOIS01200X', { contracts: ['june'] })]), []);
  assert.deepEqual(covered([whole('municipality', 'F205'), school('TOIS01200X')]), []);
  assert.match(
    vainPreferences(field, [whole('municipality', 'L219'), school('TOIS01200X')], context)?.message ?? '',
    /preferenza 2/,
  );
  assert.equal(
    vainPreferences({ ...field, ordered: false }, [whole('municipality', 'L219'), school('TOIS01200X')], context),
    undefined,
  );
});

test('a line written as text reads as itself', () => {
  const line = fc.record({
    target: fc.constantFrom('school', 'municipality'),
    code: fc.stringMatching(/^[A-Z0-9]{4,10}$/),
    contracts: fc.uniqueArray(fc.constantFrom('annual', 'june'), { minLength: 1 }),
    hours: fc.integer({ min: 7, max: 24 }),
  });
  fc.assert(
    fc.property(line, (each) =>
      assert.deepEqual(readPreference(field, preferenceText(each as Preference)), { ...each }),
    ),
  );
});

test('how many wishes there are may be asked, and what they are may not be compared', () => {
  const wishes = { id: 'wishes', kind: 'preferences', label: 'Dove', max: 5, targets: ['school'] };
  const why = (when: string) => ({ id: 'why', kind: 'text', label: 'Perché così poche', when });
  const reading = (when: string) =>
    readDefinition({
      ...smallSource,
      office: { by: 'fixed', kind: 'ministry', code: 'URP', name: 'Ufficio' },
      sections: [{ id: 'where', kind: 'form', title: 'Dove', fields: [wishes, why(when)] }],
      checks: [],
    });
  const asked = reading('size(wishes) > 0 && size(wishes) < 2');
  assert.ok(asked.ok, JSON.stringify(asked));
  const shown = (...codes: string[]) => {
    const lines = codes.map((code) => ({ target: 'school' as const, code }));
    return isVisible(asked.definition, { where: { wishes: lines } }, 'where', '', 'why');
  };
  assert.deepEqual([shown(), shown('TOIS00100A'), shown('TOIS00100A', 'TOIS00200B')], [false, true, false]);
  assert.ok(!reading('"TOIS00100A" in wishes').ok);
  assert.ok(!reading('sum(wishes) > 1').ok);
});

test('a line of preferences is told with its number and with what was asked for it', () => {
  const asks = [
    { id: 'contracts', kind: 'ranked_enum', label: 'Contratti', options },
    { id: 'posts', kind: 'multi_enum', label: 'Posti', options },
  ];
  const told = (more: object) => {
    const list = {
      id: 'f',
      kind: 'preferences',
      label: 'Dove',
      max: 4,
      targets: ['school'],
      attributes: asks,
      ...more,
    };
    const lines = [school('TOIS00100A', { contracts: ['june', 'annual'], posts: ['annual', 'june'] })];
    return displayValue(fieldSchema.parse(list), lines, context);
  };
  const words = 'TOIS00100A – Scuola TOIS00100A (Contratti: june, poi annual; Posti: annual, june)';
  assert.equal(told({}), `1. ${words}`);
  assert.equal(told({ ordered: false }), words);
});
