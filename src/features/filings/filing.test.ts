import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers, applicant, context, definition, inTime, release, request, window } from '../../../test/filings.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { attachmentsOf, readCanonical, recomputeCanonical } from './canonical.ts';
import { type FilingRequest, file, isRefusal } from './filing.ts';
import type { FilingRecord } from './record.ts';
import { searchKey } from './search-key.ts';
import { withdraw } from './withdrawal.ts';

const gap = { severity: 'error', code: 'missing', message: 'Scegli la provincia', section: 'target' } as const;
const at = (instant: Date, milliseconds: number) => new Date(instant.getTime() + milliseconds);
const draft = request().draft;

const decided: readonly [story: string, changes: Partial<FilingRequest>, outcome: string][] = [
  ['a complete draft in time is filed', {}, 'filed'],
  ['one millisecond before the closing instant it is filed', { arrivedAt: at(window.closesAt, -1) }, 'filed'],
  ['at the closing instant it is refused', { arrivedAt: window.closesAt }, 'closed'],
  ['one millisecond after it is refused', { arrivedAt: at(window.closesAt, 1) }, 'closed'],
  ['at the opening instant it is filed', { arrivedAt: window.opensAt }, 'filed'],
  ['one millisecond before the opening it is refused', { arrivedAt: at(window.opensAt, -1) }, 'not-open'],
  ['without a window it is refused', { window: undefined }, 'not-open'],
  ['who is not enabled is refused', { enabled: false }, 'not-enabled'],
  ['who came in with SPID of level 1 is refused, but not before the deadline is judged', { weak: true }, 'weak-entry'],
  ['late and with SPID of level 1 is late', { weak: true, arrivedAt: window.closesAt }, 'closed'],
  ['a draft with something missing is refused', { draft: { ...draft, missing: () => [gap] } }, 'incomplete'],
  ['a warning alone stops nobody', { draft: { ...draft, missing: () => [{ ...gap, severity: 'warning' }] } }, 'filed'],
  ['without an office to go to it is refused', { office: undefined }, 'incomplete'],
  ['a draft changed since the summary is refused', { shownVersion: 2 }, 'changed'],
  ['an edition already filed is refused', { lastFiledEdition: 1 }, 'nothing-to-file'],
  ['a correction of a filed edition is filed', { draft: { ...draft, edition: 2 }, lastFiledEdition: 1 }, 'filed'],
  [
    'late and incomplete is late: the deadline is judged first',
    { arrivedAt: window.closesAt, draft: { ...draft, missing: () => [gap] } },
    'closed',
  ],
];
for (const [story, changes, outcome] of decided) {
  test(story, () => {
    const decision = file(request(changes));
    assert.equal(isRefusal(decision) ? decision.refusal : 'filed', outcome);
  });
}

test('a late refusal carries the instant of arrival and the closing instant', () => {
  const late = at(window.closesAt, 1);
  assert.deepEqual(file(request({ arrivedAt: late })), {
    refusal: 'closed',
    arrivedAt: late,
    closesAt: window.closesAt,
    norm: undefined,
  });
});

test('an incomplete refusal carries every gap', () => {
  const refusal = file(request({ draft: { ...draft, missing: () => [gap, gap] } }));
  assert.ok(isRefusal(refusal) && refusal.refusal === 'incomplete');
  assert.equal(refusal.gaps.length, 2);
});

test('the year is that of arrival in Rome', () => {
  const always = { window: { opensAt: new Date(0), closesAt: new Date('2100-01-01') } };
  for (const [arrival, year] of [
    ['2026-12-31T22:59:59.999Z', 2026],
    ['2026-12-31T23:00:00.000Z', 2027],
  ] as const) {
    const decision = file(request({ ...always, arrivedAt: new Date(arrival) }));
    assert.ok(!isRefusal(decision));
    assert.equal(decision.year, year);
  }
});

test('what is filed can be made again from its own text, byte for byte', () => {
  const decision = file(request({ applicant: applicant({ name: 'Zoë “Ż”' }) }));
  assert.ok(!isRefusal(decision));
  const filed = readCanonical(new TextEncoder().encode(decision.canonical));
  assert.equal(filed.applicant.name, 'Zoë “Ż”');
  assert.equal(filed.release, release.digest);
  assert.equal(recomputeCanonical(filed, definition), decision.canonical);
  const changed = { ...filed, answers: { ...answers, target: { province: 'NA' } } };
  assert.notEqual(sha256Hex(recomputeCanonical(changed, definition)), sha256Hex(decision.canonical));
});

test('what the profile did not hold stays unsaid when the text is made again', () => {
  const decision = file(request({ context: { ...context, profile: {} } }));
  assert.ok(!isRefusal(decision));
  assert.equal(
    recomputeCanonical(readCanonical(new TextEncoder().encode(decision.canonical)), definition),
    decision.canonical,
  );
});

test('every file the answers name is an attachment of the filing', () => {
  const decision = file(request());
  assert.ok(!isRefusal(decision));
  const found = attachmentsOf(readCanonical(new TextEncoder().encode(decision.canonical)));
  assert.deepEqual(
    found.map(({ name, sha256 }) => [name, sha256]),
    [['laurea.pdf', 'ab'.repeat(32)]],
  );
});

const names: readonly [name: string, key: string][] = [
  ['Rossi Anna', 'ROSSI ANNA'],
  ["D'Alò  Niccolò", 'D ALO NICCOLO'],
  ['Łuków-Żak', 'ŁUKOW ZAK'],
  ['  ', ''],
];
for (const [name, key] of names) test(`“${name}” is searched as “${key}”`, () => assert.equal(searchKey(name), key));

const own = { applicant: { surname: 'Rossi', name: 'Anna', fiscalCode: 'RSSNNA80A41F205X' }, delegate: null };
const filing = { id: 'f', state: 'valid', office: { code: 'USP-MI' }, year: 2026, number: 1 } as FilingRecord;
const withdrawn: readonly [story: string, changes: Partial<Parameters<typeof withdraw>[0]>, outcome: string][] = [
  ['a valid filing is withdrawn inside the window', {}, 'withdrawn'],
  ['at the closing instant it no longer is', { arrivedAt: window.closesAt }, 'closed'],
  ['a replaced one is not', { filing: { ...filing, state: 'replaced' } }, 'nothing-to-file'],
  ['a withdrawn one is not', { filing: { ...filing, state: 'withdrawn' } }, 'nothing-to-file'],
  ['nor by who is not enabled', { enabled: false }, 'not-enabled'],
  ['nor by who came in with SPID of level 1', { weak: true }, 'weak-entry'],
];
for (const [story, changes, outcome] of withdrawn) {
  test(story, () => {
    const decision = withdraw({ ...own, filing, window, enabled: true, arrivedAt: inTime, ...changes });
    assert.equal(isRefusal(decision) ? decision.refusal : 'withdrawn', outcome);
  });
}
