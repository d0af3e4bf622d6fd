import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Answers, applicationTitle, subjectOf } from '../src/engines/procedure/index.ts';
import { readPack } from '../src/features/procedures/index.ts';

/** For one pupil a school and, beside it, vocational training may be asked for; of each there is one. */
const read = readPack(join(import.meta.dirname, '..', 'procedures', 'iscrizioni-2026'));
assert.ok('pack' in read);
const { definition } = read.pack;

const pupil = (grade: string, fiscal_code = 'RSSLCU12A01L219X', name = 'Luca'): Answers => ({
  child: { person: { surname: 'Rossi', name, fiscal_code }, grade } as never,
});

test('a school and vocational training are two things, the same one twice is one', () => {
  assert.notEqual(subjectOf(definition, pupil('upper')), subjectOf(definition, pupil('vocational')));
  assert.equal(
    subjectOf(definition, pupil('upper')),
    subjectOf(definition, pupil('upper', 'RSSLCU12A01L219X', 'LUCA')),
  );
  assert.notEqual(subjectOf(definition, pupil('upper')), subjectOf(definition, pupil('upper', 'RSSNNA14A41L219X')));
});

test('the title says who, and for what', () => {
  const title = applicationTitle(definition, pupil('vocational'));
  assert.match(title, /– Luca Rossi, Formazione professionale/);
});
