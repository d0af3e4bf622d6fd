import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Field, type FieldKind, fieldSchema } from './field.ts';
import { fieldInputs, typedOf } from './inputs.ts';
import { readField } from './read-field.ts';

const make = (kind: FieldKind, more: object = {}): Field =>
  fieldSchema.parse({ id: 'f', label: 'Campo', kind, ...more });

const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const fields: readonly Field[] = [
  make('text', { max_length: 20 }),
  make('text', { pattern: { regex: '[A-Z]+', message: 'Solo maiuscole.' } }),
  make('textarea', { max_length: 50 }),
  make('integer', { min: 1, max: 10 }),
  make('decimal'),
  make('boolean'),
  make('boolean', { required: true }),
  make('declaration', { text: 'Dichiaro.' }),
  make('date', { min: '1950-01-01', max: '2026-06-30' }),
  make('enum', { options }),
  make('multi_enum', { options, max: 1 }),
  make('mark'),
  make('school_year', { first: '2000/01', last: '2025/26' }),
  make('act'),
  make('teaching_class'),
  make('province'),
  make('municipality'),
  make('country'),
  make('school'),
  make('schools', { max: 2 }),
  make('money'),
  make('ranked_enum', { options }),
  make('period', { min: '2020-01-01' }),
  make('person', { relations: options }),
  make('payment', { reason: 'Prova' }),
  make('fiscal_code'),
  make('email'),
  make('phone'),
  make('iban'),
  make('region'),
  make('district'),
  make('preferences', {
    max: 3,
    targets: ['school', 'municipality', 'option'],
    options,
    attributes: [
      { id: 'contract', label: 'Contratto', kind: 'ranked_enum', options, required: true },
      { id: 'hours', label: 'Ore', kind: 'integer', min: 7, max: 24 },
    ],
  }),
  make('file', { accept: ['application/pdf'], max_bytes: 10 }),
];

/** A value, a code of what is wrong, or nothing for a blank. */
function read(field: Field, posted: unknown): unknown {
  const { value, gap } = readField(field, posted);
  return gap === undefined
    ? value
    : `!${gap.code}${gap.input === undefined || gap.input === 'f' ? '' : ` ${gap.input}`}`;
}

const mark = (value: number, base: number, lode = false) => ({ value, base, lode });
const cases: readonly [Field, unknown, unknown][] = [
  [make('text'), '  Anna\t Rossi ', 'Anna Rossi'],
  [make('text'), '', undefined],
  [make('text'), undefined, undefined],
  [make('text'), ['', 'doppio'], 'doppio'],
  [make('text'), { 'not.this': 'x' }, undefined],
  [make('text', { max_length: 3 }), 'abcd', '!too-long'],
  [make('text', { max_length: 3 }), '👩‍🏫', '👩‍🏫'],
  [make('text'), 'a\u0000b', '!characters'],
  [make('text'), 'a\ud800', '!characters'],
  [make('textarea'), 'a\r\nb', 'a\nb'],
  [make('integer'), '12', 12],
  [make('integer'), '12,5', '!unreadable'],
  [make('integer', { max: 10 }), '11', '!out-of-range'],
  [make('integer'), '-1', '!out-of-range'],
  [make('integer'), '1e5', '!unreadable'],
  [make('decimal'), '26,5', 26.5],
  [make('decimal'), '26.50', 26.5],
  [make('decimal'), '26,555', '!unreadable'],
  [make('boolean'), 'si', true],
  [make('boolean'), 'sì', true],
  [make('boolean'), undefined, false],
  [make('boolean', { required: true }), undefined, undefined],
  [make('boolean', { required: true }), 'no', false],
  [make('boolean'), 'forse', '!unreadable'],
  [make('declaration', { text: 'x' }), 'on', true],
  [make('declaration', { text: 'x' }), undefined, undefined],
  [make('date'), '1/2/80', '1980-02-01'],
  [make('date'), { 'f.day': '1', 'f.month': '2', 'f.year': '1980' }, '1980-02-01'],
  [make('date'), { 'f.day': '', 'f.month': '', 'f.year': '' }, undefined],
  [make('date'), { 'f.day': '31', 'f.month': '4', 'f.year': '2020' }, '!unreadable f.day'],
  [make('date'), { 'f.day': '1', 'f.month': '13', 'f.year': '2020' }, '!unreadable f.month'],
  [make('date'), { 'f.day': '1', 'f.month': '3', 'f.year': '' }, '!unreadable f.year'],
  [make('date', { max: '2026-06-30' }), '1/7/2026', '!too-late f.day'],
  [make('enum', { options }), 'b', 'b'],
  [make('enum', { options }), 'c', '!not-an-option'],
  [make('multi_enum', { options }), ['a', 'b', 'a'], ['a', 'b']],
  [make('multi_enum', { options }), 'a', ['a']],
  [make('multi_enum', { options }), undefined, undefined],
  [make('multi_enum', { options, max: 1 }), ['a', 'b'], '!too-many'],
  [make('mark'), { 'f.value': '105', 'f.base': '110' }, mark(105, 110)],
  [make('mark'), { 'f.value': '110', 'f.base': '110', 'f.lode': 'on' }, mark(110, 110, true)],
  [make('mark'), { 'f.value': '110 e lode', 'f.base': '110' }, mark(110, 110, true)],
  [make('mark'), { 'f.value': '98,5/100', 'f.base': '' }, mark(98.5, 100)],
  [make('mark'), { 'f.value': '105', 'f.base': '' }, '!mark-base f.base'],
  [make('mark'), { 'f.value': '111', 'f.base': '110' }, '!mark-range f.value'],
  [make('mark'), { 'f.value': '0', 'f.base': '110' }, '!mark-range f.value'],
  [make('mark'), { 'f.value': '109', 'f.base': '110', 'f.lode': 'on' }, '!mark-lode f.lode'],
  [make('mark'), { 'f.value': 'ottimo', 'f.base': '110' }, '!unreadable f.value'],
  [make('mark'), { 'f.value': '', 'f.base': '110' }, undefined],
  [make('school_year', { first: '2000/01', last: '2025/26' }), '2024/2025', '2024/25'],
  [make('school_year', { first: '2000/01', last: '2025/26' }), '2024-25', '2024/25'],
  [make('school_year', { first: '2000/01', last: '2025/26' }), '2024/26', '!unreadable'],
  [make('school_year', { first: '2000/01', last: '2025/26' }), '1999/00', '!out-of-range'],
  [make('teaching_class'), 'a12', 'A-12'],
  [make('teaching_class'), ' b 3 ', 'B-03'],
  [make('teaching_class'), 'adss', 'ADSS'],
  [make('teaching_class'), 'italiano', '!not-a-code'],
  [make('province'), 'to', 'TO'],
  [make('school'), 'tois01200x', 'TOIS01200X'],
  [make('school'), 'TOIS', '!not-a-code'],
  [make('schools', { max: 2 }), 'tois01200x, TOPS340002', ['TOIS01200X', 'TOPS340002']],
  [make('schools', { max: 2 }), ['TOIS01200X', 'TOPS340002', 'TOPS340003'], '!too-many'],
  [
    make('act'),
    { 'f.authority': 'TAR Lazio', 'f.number': '12/2025', 'f.day': '1', 'f.month': '2', 'f.year': '2025' },
    { authority: 'TAR Lazio', number: '12/2025', date: '2025-02-01' },
  ],
  [make('act'), { 'f.authority': 'TAR Lazio' }, '!missing-part f.number'],
  [make('money'), '10,33', 10.33],
  [make('money'), '10,333', '!unreadable'],
  [make('money', { max: 5 }), '6', '!out-of-range'],
  [make('ranked_enum', { options }), ['b', '', 'a'], ['b', 'a']],
  [make('ranked_enum', { options }), ['b', 'b'], '!twice'],
  [make('ranked_enum', { options }), ['b', 'c'], '!not-an-option'],
  [
    make('period'),
    { 'f.from.day': '1', 'f.from.month': '9', 'f.from.year': '2024', 'f.to': '30/6/2025' },
    { from: '2024-09-01', to: '2025-06-30' },
  ],
  [make('period'), { 'f.from': '1/9/2024' }, '!missing-part f.to.day'],
  [make('period'), { 'f.from': '1/9/2024', 'f.to': '31/8/2024' }, '!not-in-order f.to.day'],
  [make('period'), { 'f.from': '31/4/2024', 'f.to': '31/8/2024' }, '!unreadable f.from.day'],
  [make('period', { max: '2024-12-31' }), { 'f.from': '1/9/2024', 'f.to': '1/1/2025' }, '!too-late f.to.day'],
  [
    make('person', { relations: options }),
    { 'f.surname': 'Rossi', 'f.name': 'Mario', 'f.fiscal_code': 'rss mra 80a01 h501u', 'f.relation': 'a' },
    { surname: 'Rossi', name: 'Mario', fiscal_code: 'RSSMRA80A01H501U', relation: 'a' },
  ],
  [make('person'), { 'f.surname': 'Rossi' }, '!missing-part f.name'],
  [make('person'), { 'f.surname': 'Rossi', 'f.name': 'Mario' }, '!fiscal-code f.fiscal_code'],
  [
    make('person', { relations: options }),
    { 'f.surname': 'Rossi', 'f.name': 'Mario', 'f.fiscal_code': 'RSSMRA80A01H501U' },
    '!not-an-option f.relation',
  ],
  [
    make('payment', { reason: 'x' }),
    { 'f.notice': '3012 3456 7890 1234 56', 'f.day': '1', 'f.month': '2', 'f.year': '2026' },
    { notice: '301234567890123456', date: '2026-02-01' },
  ],
  [
    make('payment', { reason: 'x' }),
    { 'f.notice': '12', 'f.day': '1', 'f.month': '2', 'f.year': '2026' },
    '!notice-number f.notice',
  ],
  [make('payment', { reason: 'x' }), { 'f.notice': '301234567890123456' }, '!unreadable f.day'],
  [make('fiscal_code'), ' rssmra80a01h501u', 'RSSMRA80A01H501U'],
  [make('fiscal_code'), 'RSSMRA80A01H501X', '!fiscal-code'],
  [make('email'), 'Anna@Esempio.IT', 'Anna@esempio.it'],
  [make('email'), 'anna', '!email'],
  [make('phone'), '0039 011-123 4567', '+390111234567'],
  [make('phone'), 'casa', '!phone'],
  [make('iban'), 'it60 x054 2811 1010 0000 0123 456', 'IT60X0542811101000000123456'],
  [make('iban'), 'IT60X0542811101000000123457', '!iban'],
  [make('region'), '01', '01'],
  [make('district'), 'to-001', 'TO-001'],
  [make('act'), {}, undefined],
];

for (const [field, posted, expected] of cases) {
  test(`${field.kind} read from ${JSON.stringify(posted)}`, () => assert.deepEqual(read(field, posted), expected));
}

test('reading is total: anything posted gives a value, a gap or a blank, and text fit to be stored', () => {
  const posted = (field: Field) =>
    fc.oneof(
      fc.anything(),
      fc.dictionary(
        fc.constantFrom('f', ...fieldInputs(field)),
        fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
      ),
    );
  for (const field of fields) {
    fc.assert(
      fc.property(posted(field), (raw) => {
        const reading = readField(field, raw);
        assert.ok(reading.gap === undefined || reading.value === undefined);
        const stored = JSON.stringify([reading.typed, reading.value ?? null]);
        assert.ok(!stored.includes('\\u0000') && !/\\ud[89a-f]/.test(stored), stored);
        if (reading.gap !== undefined) assert.ok(reading.gap.message.length > 10);
      }),
      { numRuns: 200 },
    );
  }
});

test('a megabyte of text is an answer like another: refused, and soon', () => {
  const long = 'a'.repeat(1_048_576);
  for (const field of fields) {
    const raw = Object.fromEntries(fieldInputs(field).map((name) => [name, long]));
    const reading = readField(field, raw);
    if (field.kind !== 'file' && field.kind !== 'declaration') assert.ok(reading.gap, field.kind);
  }
});

test('a stored value typed back reads as the same value', () => {
  for (const [field, posted] of cases) {
    const { value } = readField(field, posted);
    if (value === undefined) continue;
    assert.deepEqual(readField(field, typedOf(field, value)).value, value, field.kind);
  }
});

const DATA = process.env['POLIS_DATA_DIR'] ?? join(import.meta.dirname, '../../../../shared/data');
const naughty = join(DATA, 'naughty-strings', 'blns.json');
test('the big list of naughty strings breaks nothing', { skip: !existsSync(naughty) }, () => {
  for (const text of JSON.parse(readFileSync(naughty, 'utf8')) as string[]) {
    for (const field of fields) {
      const raw = Object.fromEntries(fieldInputs(field).map((name) => [name, text]));
      const { value, gap } = readField(field, raw);
      if (field.kind === 'textarea' && text.length < 50 && gap === undefined && value !== undefined) {
        assert.equal(value, text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').normalize('NFC').trim());
      }
    }
  }
});
