import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Document } from './document-schema.ts';
import { differences, placementsOf } from './placements.ts';
import { noLot, person, ranking, school, seat, smallDocument } from './small-document.ts';
import { changed } from './what-if.ts';
import { lineAlternatives } from './what-if-lines.ts';

const rome = [school('RMA'), school('RMB'), school('RMC'), school('RMZ', 'Tivoli')];
const from = (at: string, of = 'A022') => ({ tenure: { school: at, ranking: of } });
const mobility = smallDocument({ mechanism: 'mobility' }, [
  ranking('A022'),
  ...rome,
  seat('a', 'RMA', 'A022'),
  seat('b', 'RMB', 'A022'),
  person('anna', { A022: 900 }, ['RMA'], from('RMZ')),
  person('bruno', { A022: 500 }, ['RMA', 'RMB'], from('RMZ')),
  person('carla', { A022: 300 }, ['RMA', 'RMB', 'RMC'], from('RMZ')),
]);
const commissions = smallDocument({ mechanism: 'commissions' }, [
  ranking('maths'),
  ...rome,
  seat('commission A', 'RMA', 'maths'),
  seat('commission B', 'RMB', 'maths'),
  person('anna', { maths: 900 }, ['RMA', 'RMB'], from('RMC', 'maths')),
  person('bruno', { maths: 500 }, ['RMA', 'RMB'], from('RMC', 'maths')),
]);
const placed = (document: Document) => {
  const found = placementsOf(document, noLot);
  if ('faults' in found) throw new Error(JSON.stringify(found.faults));
  return found;
};

describe('what would have changed for who moves or is named to a commission', () => {
  it('is the points of who was before, and a hundredth', () => {
    assert.deepEqual(lineAlternatives(mobility, noLot, 1), {
      points: [{ line: 0, ranking: 'A022', has: 500, needs: 901 }],
      first: [],
    });
    assert.deepEqual(
      lineAlternatives(mobility, noLot, 2).points.map(({ line, needs }) => [line, needs]),
      [
        [0, 901],
        [1, 501],
        [2, 501],
      ],
    );
    assert.deepEqual(lineAlternatives(commissions, noLot, 1).points, [
      { line: 0, ranking: 'maths', has: 500, needs: 901 },
    ]);
  });

  it('is nothing for who got their first preference', () => {
    assert.deepEqual(lineAlternatives(mobility, noLot, 0), { points: [], first: [] });
  });

  it('with fewer points than that would not have been enough', () => {
    for (const needs of [901, 501]) {
      const less = changed(mobility, { kind: 'points', person: 'carla', ranking: 'A022', points: needs - 2 });
      if ('where' in less) throw new Error(less.what);
      const line = needs === 901 ? 0 : 1;
      assert.ok((placed(less).line[2] ?? 9) > line);
    }
  });
});

describe('one seat more', () => {
  it('moves along the chain whom it should, in mobility and in commissions', () => {
    const more = (document: Document, code: string) => {
      const altered = changed(document, { kind: 'seats', seat: code, add: 1 });
      if ('where' in altered) throw new Error(altered.what);
      return differences(document, placed(document), placed(altered));
    };
    assert.deepEqual(more(mobility, 'a'), [
      { person: 'bruno', before: 'RMB (A022)', after: 'RMA (A022)' },
      { person: 'carla', before: undefined, after: 'RMB (A022)' },
    ]);
    assert.deepEqual(more(commissions, 'commission A'), [
      { person: 'bruno', before: 'commission B', after: 'commission A' },
    ]);
  });
});
