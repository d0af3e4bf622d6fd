import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDefinition } from './definition.ts';
import { gaps } from './gaps.ts';
import { readField } from './read-field.ts';
import { anyContext, definitionOf, smallSource } from './small-procedure.ts';

const norm = 'OM 1/2026 art. 11';
const number = { id: 'number', kind: 'integer', label: 'Quante', required: true, max: 5, norm };
const wishes = { id: 'wishes', kind: 'preferences', label: 'Dove', max: 1, targets: ['school'], norm };
const few = {
  id: 'few',
  check: 'must',
  section: 'where',
  field: 'number',
  holds: 'number < 5',
  message: 'Sono troppe.',
  norm,
};
const read = readDefinition({
  ...smallSource,
  office: { by: 'fixed', kind: 'ministry', code: 'URP', name: 'Ufficio' },
  sections: [{ id: 'where', kind: 'form', title: 'Dove', fields: [number, wishes] }],
  checks: [few],
});
assert.ok(read.ok, JSON.stringify(read));
const { definition } = read;
const line = (code: string) => ({ target: 'school' as const, code });
const told = (where: object) =>
  gaps(definition, { where } as never, anyContext).map(({ field, message }) => [field, message]);

test('who goes beyond a limit is told the rule it comes from, at the question', () => {
  assert.match(String(told({ number: 7 })[0]?.[1]), /\(OM 1\/2026 art\. 11\)$/);
  const [first] = told({ number: 1, wishes: [line('TOIS00100A'), line('TOIS00200B')] });
  assert.equal(first?.[0], 'wishes');
  assert.match(String(first?.[1]), /al massimo 1 preferenze, ne hai 2\. Togline 1\. \(OM 1\/2026 art\. 11\)$/);
  assert.deepEqual(told({ number: 5 }), [['number', `Sono troppe. (${norm})`]]);
});

test('limits and checks that name no norm rest on that of their section; a warning and a bound rest on none', () => {
  const bare = ({ norm: _, ...rest }: Record<string, unknown>) => rest;
  const check = { id: 'few', check: 'must', section: 'list', holds: 'number < 5', message: 'Sono troppe.' };
  const lists = definitionOf({
    ...smallSource,
    office: { by: 'fixed', kind: 'ministry', code: 'URP', name: 'Ufficio' },
    sections: [
      {
        ...{ id: 'list', kind: 'list', title: 'Dove', item_name: 'voce', item_title: '{number}', max: 1 },
        norm: 'OM 1/2026 art. 3',
        fields: [bare(number), bare(wishes)],
      },
    ],
    checks: [check, { ...check, id: 'many', severity: 'warning', message: 'Sono molte.' }],
  });
  const item = { id: 'a', number: 5, wishes: [line('TOIS00100A'), line('TOIS00200B')] };
  const said = (items: object[]) => gaps(lists, { list: items } as never, anyContext).map(({ message }) => message);
  assert.deepEqual(said([item, { id: 'b', number: 7 }]), [
    '«Dove»: puoi inserire al massimo 1 voci, ne hai 2. (OM 1/2026 art. 3)',
    '«Dove»: puoi indicare al massimo 1 preferenze, ne hai 2. Togline 1. (OM 1/2026 art. 3)',
    '«Quante» deve essere un numero da 0 a 5.',
    'Sono troppe. (OM 1/2026 art. 3)',
    'Sono troppe. (OM 1/2026 art. 3)',
    'Sono molte.',
    'Sono molte.',
  ]);
});

test('what is missing or cannot be read goes against no rule', () => {
  assert.doesNotMatch(String(told({})[0]?.[1]), /OM 1/);
  const [field] = definition.sections[0]?.fields ?? [];
  assert.ok(field);
  assert.match(readField(field, '7').gap?.message ?? '', /\(OM 1\/2026 art\. 11\)$/);
  assert.doesNotMatch(readField(field, 'sette').gap?.message ?? '', /OM 1/);
});
