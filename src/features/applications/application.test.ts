import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEditable, type LatestFiling, standingOf } from './application.ts';

const filing = (edition: number, withdrawn = false): LatestFiling => ({
  edition,
  withdrawn,
  filedAt: new Date('2026-03-10T10:00:00Z'),
  registerNumber: '0000001',
});

describe('where an application stands', () => {
  const cases: [what: string, edition: number, latest: LatestFiling | null, standing: string, editable: boolean][] = [
    ['never filed', 1, null, 'draft', true],
    ['filed', 1, filing(1), 'filed', false],
    ['filed, and being corrected', 2, filing(1), 'correcting', true],
    ['corrected', 2, filing(2), 'filed', false],
    ['withdrawn', 1, filing(1, true), 'withdrawn', false],
    ['begun again after a withdrawal', 2, filing(1, true), 'draft', true],
  ];
  for (const [what, edition, latest, standing, editable] of cases) {
    it(`${what}: ${standing}`, () => {
      const found = standingOf(edition, latest);
      assert.equal(found, standing);
      assert.equal(isEditable(found), editable);
    });
  }
});
