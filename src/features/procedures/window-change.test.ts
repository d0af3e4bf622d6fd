import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FilingWindow, WindowPhase } from './window.ts';
import { windowChange } from './window-change.ts';

const day = (n: number) => new Date(Date.UTC(2026, 2, n, 10));
const now = day(10);
const current = (phase: WindowPhase, opens: number, closes: number): FilingWindow => ({
  id: 'filing',
  title: 'Presentazione',
  opensAt: day(opens),
  closesAt: day(closes),
  phase,
  act: undefined,
});
const open = current('open', 1, 16);

describe('moving a window', () => {
  const cases: [
    title: string,
    window: FilingWindow,
    opens: number,
    closes: number,
    inside: number,
    outcome: unknown,
  ][] = [
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
