import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from './answers.ts';
import { gaps } from './gaps.ts';
import { anyContext, definitionOf, smallAnswers, smallSource } from './small-procedure.ts';

const belongs = {
  id: 'of_the_province',
  check: 'belongs',
  section: 'schools',
  field: 'schools',
  lookup: 'school',
  property: 'province',
  equals: 'place.province',
  message: 'La scuola è in un’altra provincia.',
};
const definition = definitionOf({ ...smallSource, checks: [belongs] });
const found = (answers: Answers) =>
  gaps(definition, { ...smallAnswers, ...answers }, anyContext).map(({ section, code }) => `${section}.${code}`);

test('a code that belongs elsewhere is told', () => {
  assert.deepEqual(found({}), []);
  assert.deepEqual(found({ place: { province: 'MI', moved: false } }), ['schools.of_the_province']);
});

test('while what it is compared with is not answered, only that answer is missing', () => {
  assert.deepEqual(found({ place: { moved: false } }), ['place.missing']);
});
