import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TimedWindow, WindowPhase } from './window.ts';
import { windowChange } from './window-change.ts';

type Moved = Pick<TimedWindow, 'kind' | 'opensAt' | 'closesAt' | 'phase'>;
const day = (n: number) => new Date(Date.UTC(2026, 2, n, 10));
const now = day(10);
const current = (phase: WindowPhase, opens: number, closes: number): Moved => ({
  kind: 'filing',
  opensAt: day(opens),
  closesAt: day(closes),
  phase,
});
const open = current('open', 1, 16);

describe('moving a window', () => {
  const cases: [title: string, window: Moved, opens: number, closes: number, inside: number, outcome: unknown][] = [
    ['is an extension when it closes later', open, 1, 20, 5, 'extended'],
    ['is refused when it closes earlier and people are inside', open, 1, 12, 1, { refused: 'people-inside' }],
    ['may close earlier while nobody is inside', open, 1, 12, 0, 'shortened'],
    ['may not shut people out until another opening', open, 11, 20, 1, { refused: 'people-inside' }],
    ['reopens what is closed', current('closed', 1, 5), 1, 12, 5, 'reopened'],
    ['may put off what has not opened', current('future', 12, 16), 13, 16, 0, 'rescheduled'],
    ['never closes in the past', open, 1, 9, 0, { refused: 'over' }],
    ['never closes before it opens', open, 20, 12, 0, { refused: 'backwards' }],
    ['is not recorded when nothing changes', open, 1, 16, 0, { refused: 'same' }],
  ];
  for (const [title, window, opens, closes, inside, outcome] of cases) {
    it(title, () => {
      assert.deepEqual(windowChange(window, { opensAt: day(opens), closesAt: day(closes) }, { inside, now }), outcome);
    });
  }
});

describe('moving a window of another kind', () => {
  const wanted = (opens: number, closes: number) => ({ opensAt: day(opens), closesAt: day(closes) });
  it('never takes time once it is open, whoever is inside', () => {
    const back = { ...open, kind: 'revocation' } as const;
    assert.deepEqual(windowChange(back, wanted(1, 12), { inside: 0, now }), { refused: 'begun' });
    assert.equal(windowChange(back, wanted(1, 20), { inside: 0, now }), 'extended');
  });
  it('is refused across another of its kind', () => {
    assert.deepEqual(windowChange(open, wanted(1, 20), { inside: 0, now, crosses: 'Seconda' }), { refused: 'crosses' });
  });
});
