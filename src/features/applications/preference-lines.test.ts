import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Context, FieldOf } from '../../engines/procedure/index.ts';
import { preferenceLines } from './preference-lines.ts';

const base = { required: false, special: false };

const field: FieldOf<'preferences'> = {
  ...base,
  id: 'choices',
  kind: 'preferences',
  label: 'Preferenze',
  max: 5,
  ordered: true,
  targets: ['option'],
  options: [{ value: 'here', label: 'Qui' }],
  grades: [],
  attributes: [
    {
      ...base,
      id: 'classes',
      kind: 'multi_enum',
      label: 'Classi',
      options: [],
      options_from: { section: 'teachings', field: 'class' },
    },
  ],
};

test('what a line may choose among can be the answers of another section', async () => {
  const answers = {
    teachings: [
      { id: '1', class: 'A-26' },
      { id: '2', class: 'A-27' },
    ],
  };
  const context = { teachingClass: () => undefined } as unknown as Context;
  const lines = await preferenceLines(field, [{ target: 'option', code: 'here' }], answers, context, {
    lookups: { covered: async () => [] },
    opened: undefined,
  });
  const [shown] = lines[0]?.attributes ?? [];
  assert.deepEqual(shown?.attribute.kind === 'multi_enum' && shown.attribute.options.map(({ value }) => value), [
    'A-26',
    'A-27',
  ]);
});
