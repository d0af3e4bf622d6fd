import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Declaration } from './declared-data.ts';
import { CHECKS, type Judgement, judgementFault } from './identity-check.ts';

const today = '2026-03-16' as CivilDate;
const request = (expires: string) => ({
  accountId: 'anna',
  declaration: { person: { fiscalCode: 'RSSNNA85C45A944X' }, document: { expires } } as unknown as Declaration,
});
const clerk = { accountId: 'carla', fiscalCode: 'BNCCRL70A41A944X' };
const all: Judgement = { outcome: 'confirmed', checks: CHECKS.map(({ value }) => value) };
const refusal: Judgement = { outcome: 'refused', reason: 'data', note: '' };
const both: readonly Judgement[] = [all, refusal];

test('with every check ticked and a document in date the clerk may confirm', () => {
  assert.equal(judgementFault(request('2026-03-17'), clerk, all, today), undefined);
  assert.equal(judgementFault(request('2026-03-16'), clerk, all, today), undefined);
});

test('each check left out is named', () => {
  for (const { value } of CHECKS) {
    const checks = CHECKS.map((check) => check.value).filter((check) => check !== value);
    const fault = judgementFault(request('2030-01-01'), clerk, { outcome: 'confirmed', checks }, today);
    assert.deepEqual(fault, { kind: 'checks-missing', missing: [value] });
  }
});

test('a document expired on the day of the desk can be refused but not confirmed', () => {
  assert.deepEqual(judgementFault(request('2026-03-15'), clerk, all, today), {
    kind: 'document-expired',
    expired: '2026-03-15',
  });
  assert.equal(judgementFault(request('2026-03-15'), clerk, refusal, today), undefined);
});

test('nobody decides on themselves, by account or by fiscal code, not even to refuse', () => {
  for (const own of [
    { ...clerk, accountId: 'anna' },
    { ...clerk, fiscalCode: 'RSSNNA85C45A944X' },
  ]) {
    for (const judgement of both) {
      assert.deepEqual(judgementFault(request('2030-01-01'), own, judgement, today), { kind: 'self' });
    }
  }
});
