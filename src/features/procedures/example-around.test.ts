import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { home } from '../../platform/home.ts';
import { runExamples } from './examples.ts';
import { packFiles, readPack } from './index.ts';

const GPS = join(home, 'procedures/gps-2026-28');

/** Plays one example of the GPS, whose filing closes on 16 March 2026 at 23:59 and goes to the province answered. */
function played(expected: string, now = '2026-03-16T22:58:59.999Z'): readonly string[] {
  const reading = readPack(GPS);
  assert.ok('pack' in reading);
  const eligibility = [
    { id: 'not_late', rule: 'Nati dal 1960', holds: { field: 'applicant.birth_date', at_least: '1960-01-01' } },
    { id: 'one_province', rule: 'Provincia nuova', holds: { field: 'province.already_included', is: 'none' } },
  ].map((rule) => ({ ...rule, message: 'No.', norm: 'Prova', severity: 'error' as const }));
  const example = `cases:
  - title: prova
    answers: { province: { province: TO, already_included: same } }
    applicant: { birth_date: '1970-01-01' }
    now: '${now}'
    expect: ${expected}
`;
  const pack = { ...reading.pack, definition: { ...reading.pack.definition, eligibility } };
  const { outcomes, faults } = runExamples({ ...packFiles(GPS), 'examples/applications.yaml': example }, pack);
  assert.deepEqual(faults, []);
  return (outcomes.find(({ title }) => title === 'prova')?.differences ?? []).map(({ what, got }) => `${what}: ${got}`);
}

test('an example says who may apply, to which office and whether in time', () => {
  const right =
    '{ eligibility: { not_late: yes, one_province: no }, office: { kind: provincial, code: TO }, window: open }';
  assert.deepEqual(played(right), []);
  assert.deepEqual(played(right, '2026-03-16T22:59:00Z'), ['finestra: closed']);
});

test('an example that expects something else around the questions does not pass', () => {
  assert.deepEqual(played('{ eligibility: { not_late: no, nowhere: yes } }'), [
    'requisito not_late: yes',
    'requisito nowhere: non c’è',
  ]);
  assert.deepEqual(played('{ office: { kind: school, code: TOIS01200X } }'), ['ufficio: provincial TO']);
});

test('a requirement on answers is also a gap of the example, once they are given', () => {
  const [gap = ''] = played('{ gaps: [] }');
  assert.match(gap, /^errori: .*province\.already_included\.one_province/);
});
