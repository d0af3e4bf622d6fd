import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionOf, smallSource } from '../../engines/procedure/small-procedure.ts';
import { personWindow, type WhoAsks } from './person-window.ts';

const window = (id: string, kind: string, opens: string, closes: string, more: object = {}) => ({
  ...{ id, kind, title: id, opens: `2026-${opens}`, closes: `2026-${closes}` },
  ...more,
});
const heads = { for: 'place.moved' };
const definition = definitionOf({
  ...smallSource,
  windows: [
    window('heads', 'filing', '02-01T09:00', '02-28T23:59', heads),
    window('teachers', 'filing', '02-01T09:00', '02-10T23:59'),
    window('again', 'filing', '04-01T09:00', '04-10T23:59'),
    window('back', 'revocation', '03-01T09:00', '03-05T23:59'),
  ],
});
const head = { answers: { place: { moved: true } } };
const teacher = { answers: { place: { moved: false } } };

const cases: readonly [story: string, day: string, who: WhoAsks, expected: string][] = [
  ['who is not known yet is told the one that closes first', '02-05', {}, 'teachers open'],
  ['who is not known yet may still turn out to be late', '02-15', {}, 'heads open'],
  ['a teacher is late when the teachers’ has closed', '02-15', teacher, 'again future'],
  ['a head is in their own window', '02-15', head, 'heads open'],
  ['a head has no second window', '04-05', head, 'heads closed'],
  ['a teacher has one', '04-05', teacher, 'again open'],
  ['when all are over the last one is told', '05-01', teacher, 'again closed'],
];
for (const [story, day, who, expected] of cases) {
  test(story, () => {
    const found = personWindow({ definition }, [], new Date(`2026-${day}T12:00:00Z`), who);
    assert.equal(`${found?.id} ${found?.phase}`, expected);
  });
}

test('an act moves the window of one category and leaves the others', () => {
  const act = {
    procedureId: 'small',
    windowId: 'heads',
    opensAt: new Date('2026-02-01T08:00:00Z'),
    closesAt: new Date('2026-03-31T21:59:00Z'),
    reason: 'Guasto',
    decidedBy: 'DM 2/2026',
    decidedAt: new Date('2026-02-20T10:00:00Z'),
  };
  const at = new Date('2026-03-15T12:00:00Z');
  assert.equal(personWindow({ definition }, [act], at, head)?.phase, 'open');
  assert.equal(personWindow({ definition }, [act], at, teacher)?.phase, 'future');
  assert.equal(personWindow({ definition }, [], at, {}, 'revocation')?.phase, 'closed');
});
