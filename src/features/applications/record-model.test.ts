import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleFiled } from '../../../test/catalogue-examples.ts';
import type { Answers, Section, Step } from '../../engines/procedure/index.ts';
import type { Opened } from './opened.ts';
import { attachmentModels, shownErrors } from './record-model.ts';

const base = { required: false, special: false };
const section: Section = {
  id: 'service',
  kind: 'form',
  title: 'Chi sei',
  after: [],
  fields: [
    { ...base, id: 'place', kind: 'enum', label: 'Dove', options: [{ value: 'abroad', label: 'All’estero' }] },
    { ...base, id: 'permanent', kind: 'boolean', label: 'A tempo indeterminato' },
  ],
};
const gap = (field: string, code: string) =>
  ({ severity: 'error', section: 'service', field, code, message: field }) as const;
const steps: readonly Step[] = [
  {
    section: 'service',
    title: 'Chi sei',
    state: 'incomplete',
    optional: false,
    items: 0,
    gaps: [gap('place', 'place_ruled'), gap('permanent', 'permanent_ruled'), gap('since', 'missing')],
  },
];
const told = (values: { readonly [field: string]: boolean }, all: boolean) =>
  shownErrors(steps, section, { key: '', values, all }).map(({ message }) => message);

test('while the questions are answered, what is wrong is told and what is not there yet is not', () => {
  assert.deepEqual(told({ permanent: true }, false), ['place', 'permanent']);
});

test('a box nobody has ticked yet is not told as a wrong answer', () => {
  assert.deepEqual(told({}, false), ['place']);
  assert.deepEqual(told({ permanent: false }, false), ['place']);
});

test('whoever goes on is told all of it', () => {
  assert.deepEqual(told({ permanent: false }, true), ['place', 'permanent', 'since']);
});

test('a document asked only of some is optional for the others', () => {
  const { definition } = exampleFiled('comunicazione-ministero');
  const files = definition.sections.find(({ id }) => id === 'attachments') ?? assert.fail('no documents are asked');
  const optional = (answers: Answers) => {
    const opened = { release: { definition }, application: { answers } } as Opened;
    return attachmentModels(opened, files, '', []).map((each) => each.optional);
  };
  assert.deepEqual(optional({ message: { purpose: 'information' } }), [true, true]);
  assert.deepEqual(optional({ message: { purpose: 'document' } }), [false, true]);
});
