import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type DelegationState, type DelegationTimes, delegationState, isOpen, standsAt } from './delegation.ts';

const at = (text: string) => new Date(`2026-03-${text}Z`);
const offered: DelegationTimes = {
  startsAt: at('02T00:00:00.000'),
  endsAt: at('21T00:00:00.000'),
  answerBy: at('15T00:00:00.000'),
  acceptedAt: null,
  refusedAt: null,
  revokedAt: null,
};
const accepted = { ...offered, acceptedAt: at('01T10:00:00.000') };
const enabled = { delegator: 'active', delegate: 'active' } as const;

describe('where a delegation stands', () => {
  const cases: readonly [story: string, times: DelegationTimes, now: Date, state: DelegationState][] = [
    ['offered, it waits for an answer', offered, at('05T00:00:00.000'), 'offered'],
    ['one millisecond before the time to answer is over it still waits', offered, at('14T23:59:59.999'), 'offered'],
    ['then it has lapsed', offered, at('15T00:00:00.000'), 'lapsed'],
    ['accepted before its first day, it waits for that day', accepted, at('01T23:59:59.999'), 'accepted'],
    ['from the first instant of its first day it runs', accepted, at('02T00:00:00.000'), 'running'],
    ['to the last millisecond of its last day', accepted, at('20T23:59:59.999'), 'running'],
    ['and is over at midnight', accepted, at('21T00:00:00.000'), 'ended'],
    ['refused is refused', { ...offered, refusedAt: at('03T00:00:00.000') }, at('04T00:00:00.000'), 'refused'],
    [
      'taken back before an answer',
      { ...offered, revokedAt: at('03T00:00:00.000') },
      at('04T00:00:00.000'),
      'withdrawn',
    ],
    ['revoked after it', { ...accepted, revokedAt: at('03T00:00:00.000') }, at('04T00:00:00.000'), 'revoked'],
    [
      'revoked, it does not end again',
      { ...accepted, revokedAt: at('03T00:00:00.000') },
      at('25T00:00:00.000'),
      'revoked',
    ],
  ];
  for (const [story, times, now, state] of cases) {
    test(story, () => assert.equal(delegationState(times, now), state));
  }
});

describe('whether an act is done under it', () => {
  const late = { ...offered, acceptedAt: at('05T12:00:00.000') };
  const revoked = { ...accepted, revokedAt: at('10T09:00:00.500') };
  const cases: readonly [story: string, times: DelegationTimes, arrived: Date, stands: boolean][] = [
    ['not while it is only offered', offered, at('05T00:00:00.000'), false],
    ['not one millisecond before it begins', accepted, at('01T23:59:59.999'), false],
    ['at the instant it begins', accepted, at('02T00:00:00.000'), true],
    ['not before it was accepted, though its days have begun', late, at('05T11:59:59.999'), false],
    ['at the instant of the acceptance', late, at('05T12:00:00.000'), true],
    ['one millisecond before it ends', accepted, at('20T23:59:59.999'), true],
    ['not at the instant it ends', accepted, at('21T00:00:00.000'), false],
    ['one millisecond before it is revoked', revoked, at('10T09:00:00.499'), true],
    ['not in the millisecond in which it is revoked', revoked, at('10T09:00:00.500'), false],
  ];
  for (const [story, times, arrived, stands] of cases) {
    test(story, () => assert.equal(standsAt(times, enabled, arrived), stands));
  }

  for (const state of ['none', 'requested', 'code-confirmed', 'identified', 'revoked'] as const) {
    test(`not while one of the two is “${state}”`, () => {
      const now = at('05T00:00:00.000');
      assert.equal(standsAt(accepted, { ...enabled, delegate: state }, now), false);
      assert.equal(standsAt(accepted, { ...enabled, delegator: state }, now), false);
    });
  }

  test('it never stands unless it is running, whatever the instants are', () => {
    const instant = fc.date({ min: at('01T00:00:00.000'), max: at('28T00:00:00.000'), noInvalidDate: true });
    const maybe = fc.option(instant);
    fc.assert(
      fc.property(
        instant,
        instant,
        instant,
        maybe,
        maybe,
        instant,
        (startsAt, endsAt, answerBy, acceptedAt, revokedAt, now) => {
          const times = { startsAt, endsAt, answerBy, acceptedAt, refusedAt: null, revokedAt };
          if (!standsAt(times, enabled, now)) return;
          const atThatInstant = revokedAt !== null && now < revokedAt ? { ...times, revokedAt: null } : times;
          assert.equal(delegationState(atThatInstant, now), 'running');
          assert.ok(isOpen(atThatInstant, now));
        },
      ),
    );
  });
});
