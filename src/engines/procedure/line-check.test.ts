import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDefinition } from './definition.ts';
import { gaps } from './index.ts';
import { anyContext, definitionOf, smallSource } from './small-procedure.ts';

const message = 'le ore vanno dalle meno alle più.';
const hours = (id: string) => ({ id, kind: 'integer', label: id });

const sourceWith = (holds: string, more: object = {}) => ({
  ...smallSource,
  sections: [
    ...smallSource.sections,
    {
      id: 'choice',
      kind: 'form',
      title: 'Scelte',
      fields: [
        {
          id: 'posts',
          kind: 'preferences',
          label: 'Sedi',
          max: 10,
          targets: ['school', 'province'],
          attributes: [{ ...hours('least'), ...more }, hours('most')],
        },
      ],
    },
  ],
  checks: [{ id: 'order', check: 'every_line', section: 'choice', field: 'posts', holds, message }],
});

const school = (more: object) => ({ target: 'school' as const, code: 'TOIS01200X', ...more });
const said = (holds: string, posts: readonly object[]) =>
  gaps(definitionOf(sourceWith(holds)), { place: { province: 'TO' }, choice: { posts } } as never, anyContext)
    .filter(({ section }) => section === 'choice')
    .map((gap) => [gap.field, gap.code, gap.message]);

test('a condition on every line says which lines break it', () => {
  const lines = [school({ least: 9, most: 7 }), school({ least: 7, most: 9 }), school({ least: 8, most: 1 })];
  assert.deepEqual(said('least <= most', lines), [['posts', 'order', `Preferenze 1, 3. ${message}`]]);
  assert.deepEqual(said('least <= most', lines.slice(0, 2)), [['posts', 'order', `Preferenza 1. ${message}`]]);
  assert.deepEqual(said('least <= most', []), []);
});

test('it may name what a line asks for, and the answers of other sections', () => {
  const lines = [school({}), { target: 'province', code: 'TO' }];
  assert.deepEqual(said('target == "province" || place.province == "TO"', lines), []);
  assert.match(said('target == "school"', lines)[0]?.[2] ?? '', /^Preferenza 2\./);
});

test('names that no line has, and conditions on when one is asked, are faults', () => {
  const faults = (source: unknown) => {
    const read = readDefinition(source);
    return read.ok ? [] : read.faults.map(({ path }) => path);
  };
  assert.deepEqual(faults(sourceWith('least <= most')), []);
  assert.deepEqual(faults(sourceWith('least <= many')), ['checks.0.holds']);
  assert.deepEqual(faults(sourceWith('target == "country"')), ['checks.0.holds']);
  assert.deepEqual(faults(sourceWith('least <= most', { when: 'most > 3' })), ['sections.4.fields.0.attributes']);
});
