import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldOf, Posted } from '../../engines/procedure/index.ts';
import { postedPreferences, pressedPreference, takenPreference } from './posted-preferences.ts';

const base = { required: false, special: false, label: 'Preferenze' };
const field: FieldOf<'preferences'> = {
  ...base,
  id: 'wishes',
  kind: 'preferences',
  max: 150,
  ordered: true,
  targets: ['school'],
  options: [],
  grades: [],
  attributes: [{ ...base, id: 'hours', kind: 'integer', min: 7, max: 24 }],
};

const schools = ['A', 'B', 'C', 'D'];
/** The page as it is sent: four lines, their places as they stand, and what the person did. */
const page = (acts: Posted = {}): Posted => ({
  'wishes.line': schools.map((name, index) => `${index}|school:${name}`),
  'wishes.place': schools.map((_, index) => String(index + 1)),
  ...acts,
});
const after = (acts?: Posted) =>
  postedPreferences(field, page(acts))
    .map((line) => line.replace('school:', ''))
    .join(' ');

const cases: readonly [string, Posted, string][] = [
  ['nothing pressed', {}, 'A B C D'],
  ['the third up', { su: 'wishes:2' }, 'A C B D'],
  ['the first up stays', { su: 'wishes:0' }, 'A B C D'],
  ['the second down', { giu: 'wishes:1' }, 'A C B D'],
  ['the last down stays', { giu: 'wishes:3' }, 'A B C D'],
  ['one away', { togli: 'wishes:1' }, 'A C D'],
  ['the fourth to place 1', { 'wishes.place': ['1', '2', '3', '1'] }, 'D A B C'],
  ['the first to place 3', { 'wishes.place': ['3', '2', '3', '4'] }, 'B C A D'],
  ['two places typed', { 'wishes.place': ['4', '2', '3', '1'] }, 'D B C A'],
  ['a place beyond the end is the end', { 'wishes.place': ['99', '2', '3', '4'] }, 'B C D A'],
  ['a place that is no number changes nothing', { 'wishes.place': ['x', '2', '-1', '4'] }, 'A B C D'],
  ['two ticked to place 1', { sposta: 'wishes', 'wishes.pick': ['2', '3'], 'wishes.to': '1' }, 'C D A B'],
  ['two ticked to place 2', { sposta: 'wishes', 'wishes.pick': ['0', '3'], 'wishes.to': '2' }, 'B A D C'],
  ['ticked without a place stay', { sposta: 'wishes', 'wishes.pick': ['0', '3'], 'wishes.to': '' }, 'A B C D'],
  ['one added', { 'wishes.add': 'school:E' }, 'A B C D E'],
  ['one added that is there', { 'wishes.add': 'school:B' }, 'A B C D'],
  ['one put back where it was', { rimetti: 'wishes:1:school:E' }, 'A E B C D'],
  ['a button of another list', { su: 'others:2', togli: 'others:1' }, 'A B C D'],
  ['the name of a prototype', { su: 'wishes:constructor', 'wishes.add': '__proto__' }, 'A B C D __proto__'],
];
for (const [title, acts, expected] of cases) test(`${title}: ${expected}`, () => assert.equal(after(acts), expected));

test('each line keeps its own answers wherever it goes, and a new one is asked for like the last', () => {
  const acts = {
    'wishes.open': ['0', '3'],
    'wishes.0.hours': '9',
    'wishes.3.hours': '12',
    su: 'wishes:3',
    'wishes.add': 'school:E',
  };
  assert.deepEqual(postedPreferences(field, page(acts)), [
    'school:A;hours=9',
    'school:B',
    'school:D;hours=12',
    'school:C',
    'school:E',
  ]);
  assert.deepEqual(
    postedPreferences(field, page({ 'wishes.open': '3', 'wishes.3.hours': '12', 'wishes.add': 'school:E' })).at(-1),
    'school:E;hours=12',
  );
});

test('what was taken away is remembered with its place and its answers', () => {
  const posted = page({ togli: 'wishes:1', 'wishes.open': '1', 'wishes.1.hours': '9' });
  assert.deepEqual(takenPreference(field, posted), { place: 1, text: 'school:B;hours=9' });
});

test('answers of lines that are not open stay as they were, and those of one can be used for all', () => {
  const lines = { 'wishes.line': ['0|school:A;hours=9', '1|school:B'], 'wishes.place': ['1', '2'] };
  assert.deepEqual(postedPreferences(field, lines), ['school:A;hours=9', 'school:B']);
  assert.deepEqual(postedPreferences(field, { ...lines, tutte: 'wishes:0' }), ['school:A;hours=9', 'school:B;hours=9']);
  assert.deepEqual(postedPreferences(field, { ...lines, 'wishes.open': '0' }), ['school:A', 'school:B']);
  assert.equal(pressedPreference(field, { ...lines, apri: 'wishes:1', 'wishes.place': ['2', '2'] }, ['apri']), 0);
});
