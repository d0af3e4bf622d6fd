import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answers } from './answers.ts';
import { canonicalApplication } from './canonical-application.ts';
import { carryOver } from './carry-over.ts';
import { readDefinition } from './definition.ts';
import { itemTitle } from './display.ts';
import { gaps } from './gaps.ts';
import { journey } from './journey.ts';
import { officeOf } from './office.ts';
import { readSection } from './read-section.ts';
import { anyContext, definitionOf, smallAnswers, smallSource } from './small-procedure.ts';
import { summary } from './summary.ts';
import { visibleAnswers } from './visibility.ts';
import { windowState } from './window.ts';

const definition = definitionOf(smallSource);
const changed = (change: (source: typeof smallSource) => void) => {
  const copy = structuredClone(smallSource);
  change(copy);
  return copy;
};

test('names that lead nowhere, words unknown and questions asked too early are faults with a path', () => {
  const cases: readonly [unknown, string][] = [
    [null, ''],
    [{}, 'id'],
    [changed((source) => Object.assign(source.office, { field: 'place.nowhere' })), 'office.field'],
    [changed((source) => Object.assign(source.sections[1] ?? {}, { after: ['end'] })), 'sections.1.after'],
    [
      changed((source) => Object.assign(source.sections[0]?.fields[3] ?? {}, { when: 'why == "x"' })),
      'sections.0.fields.3.when',
    ],
    [changed((source) => Object.assign(source.sections[0]?.fields[3] ?? {}, { wen: true })), 'sections.0.fields.3.wen'],
    [changed((source) => source.sections.push(structuredClone(source.sections[3] ?? never()))), 'sections'],
  ];
  for (const [source, path] of cases) {
    const read = readDefinition(source);
    assert.ok(!read.ok);
    assert.ok(
      read.faults.some((fault) => fault.path === path),
      `${path} in ${JSON.stringify(read.faults)}`,
    );
  }
});

function never(): never {
  throw new Error('no such section');
}

test('an answer to a question no longer asked does not count, and neither does what followed from it', () => {
  const answers = { place: { province: 'TO', moved: false, from: 'MI', why: 'x' } };
  assert.deepEqual(visibleAnswers(definition, answers), { place: { province: 'TO', moved: false } });
});

test('the way goes on as sections are completed', () => {
  const states = (answers: Answers) => journey(definition, answers, anyContext).map((step) => step.state);
  assert.deepEqual(states({}), ['to-start', 'not-yet', 'not-yet', 'to-start']);
  assert.deepEqual(states({ place: { moved: true } }), ['incomplete', 'not-yet', 'not-yet', 'to-start']);
  assert.deepEqual(states({ place: { province: 'TO' } }), ['complete', 'to-start', 'not-yet', 'to-start']);
  assert.deepEqual(states({ place: { province: 'TO' }, wishes: [] }), [
    'complete',
    'incomplete',
    'not-yet',
    'to-start',
  ]);
  // What is wrong in an earlier section may have to be put right in one that was filled in after it.
  assert.deepEqual(states({ place: {}, wishes: [{ id: 'w1', class: 'A-12' }] }), [
    'incomplete',
    'complete',
    'to-start',
    'to-start',
  ]);
  assert.deepEqual(states(smallAnswers), ['complete', 'complete', 'complete', 'complete']);
  assert.deepEqual(gaps(definition, smallAnswers, anyContext), []);
});

test('whatever a stored draft holds, the way, the gaps and the summary are told', () => {
  const damaged = fc.dictionary(
    fc.constantFrom('place', 'wishes', 'schools', 'end', '__proto__'),
    fc.oneof(
      fc.anything(),
      fc.dictionary(fc.constantFrom('province', 'moved', 'from', 'why', 'truth', 'A-12'), fc.anything()),
      fc.array(fc.record({ id: fc.string(), class: fc.anything(), mark: fc.anything() })),
    ),
  );
  fc.assert(
    fc.property(damaged, (answers) => {
      const draft = answers as Answers;
      assert.equal(journey(definition, draft, anyContext).length, 4);
      assert.ok(Array.isArray(gaps(definition, draft, anyContext)));
      assert.ok(summary(definition, draft, anyContext).every((row) => typeof row.value === 'string'));
      carryOver(draft, definition, definition);
    }),
    { numRuns: 500 },
  );
});

test('a window is open from its opening instant to the last millisecond before its closing', () => {
  const [window] = definition.windows;
  assert.ok(window);
  const closes = Date.parse('2026-03-16T22:59:00Z');
  const cases: readonly [number, string][] = [
    [Date.parse('2026-02-23T11:00:00Z') - 1, 'future'],
    [Date.parse('2026-02-23T11:00:00Z'), 'open'],
    [closes - 1, 'open'],
    [closes, 'closed'],
    [closes + 1, 'closed'],
  ];
  for (const [instant, state] of cases)
    assert.equal(windowState(window, new Date(instant)).state, state, String(instant));
  const moved = { opensAt: new Date(0), closesAt: new Date(closes + 1) };
  assert.equal(windowState(window, new Date(closes), moved).state, 'open');
});

test('reading a section keeps what is right, says what is wrong, and asks nothing of hidden questions', () => {
  const reading = readSection(definition, 'place', { province: 'to', moved: 'si', from: '12', why: 'x' });
  assert.deepEqual(reading.values, { province: 'TO', moved: true, why: 'x' });
  assert.deepEqual(reading.typed, { province: 'to', moved: 'si', from: '12', why: 'x' });
  assert.deepEqual(
    reading.gaps.map(({ section, field, code }) => [section, field, code]),
    [['place', 'from', 'not-a-code']],
  );
  assert.deepEqual(
    readSection(definition, 'place', { from: '12' }).gaps.map((gap) => gap.field),
    ['province'],
  );
  assert.deepEqual(readSection(definition, 'nowhere', { a: '1' }), { values: {}, typed: {}, gaps: [] });
});

test('reading one item says which item the gap is about', () => {
  const around = { answers: smallAnswers, context: anyContext, item: 'w1' };
  const [gap] = readSection(definition, 'wishes', { class: '' }, around).gaps;
  assert.deepEqual([gap?.item, gap?.field, gap?.code], ['w1', 'class', 'missing']);
});

test('the summary tells every question asked in order, in words', () => {
  const rows = summary(definition, smallAnswers, anyContext).map((row) => [
    row.itemTitle ?? row.sectionTitle,
    row.label,
    row.value,
  ]);
  assert.deepEqual(rows, [
    ['Luogo', 'Nome', 'Anna Prova'],
    ['Luogo', 'Provincia', 'Provincia TO'],
    ['Luogo', 'Trasferito', 'No'],
    ['A-12', 'Classe', 'A-12 – Classe A-12'],
    ['A-12', 'Voto', '110/110 e lode'],
    ['A-12', 'Scuole', 'TOIS01200X – Scuola TOIS01200X'],
    ['Fine', 'Verità', 'Dichiarato'],
  ]);
  const [, wishes] = definition.sections;
  assert.ok(wishes);
  assert.equal(itemTitle(wishes, {}, anyContext, 1), 'Classe 2');
});

const filed = { definition, digest: 'abc', applicant: { fiscal_code: 'X' }, context: anyContext, office: 'USP-TO' };

test('the canonical application does not depend on the order of the answers, nor on hidden ones', () => {
  const { end, wishes, schools } = smallAnswers;
  const shuffled = { end, schools, wishes, place: { moved: false, why: 'x', province: 'TO' } } as Answers;
  const text = canonicalApplication({ ...filed, answers: smallAnswers });
  assert.equal(canonicalApplication({ ...filed, answers: shuffled }), text);
  const read = JSON.parse(text);
  assert.deepEqual(read.declarations, [{ section: 'end', field: 'truth', text: 'Dichiaro il vero.' }]);
  assert.deepEqual(read.profile, { 'profile.full_name': 'Anna Prova' });
  assert.deepEqual(officeOf(definition, smallAnswers, anyContext), { kind: 'provincial', code: 'TO' });
  assert.notEqual(canonicalApplication({ ...filed, answers: { ...smallAnswers, place: { province: 'MI' } } }), text);
});

test('carrying over keeps what still fits, and tells what does not and what changed', () => {
  const source = changed((copy) => {
    const [place, wishes] = copy.sections;
    Object.assign(place?.fields[1] ?? {}, { label: 'Provincia scelta' });
    wishes?.fields.splice(1, 1);
  });
  const moved = carryOver(smallAnswers, definition, definitionOf(source));
  assert.deepEqual(moved.answers, { ...smallAnswers, wishes: [{ id: 'w1', class: 'A-12' }] });
  assert.deepEqual(moved.touched, [
    { why: 'reworded', section: 'place', field: 'province', label: 'Provincia scelta', where: 'Luogo' },
    { why: 'removed', section: 'wishes', item: 'w1', field: 'mark', label: 'Voto', where: 'Classi, classe 1' },
  ]);
  assert.deepEqual(carryOver(smallAnswers, definition, definition).touched, []);
  assert.deepEqual(carryOver(smallAnswers, definition, definition).answers, smallAnswers);
});
