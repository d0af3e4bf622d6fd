import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameCommissions } from './commissions.ts';
import { meritOf } from './merit.ts';
import { reasonName } from './reasons.ts';
import { noLot, ranking, school, seat, smallDocument } from './small-document.ts';

const world = [
  school('RMA'),
  school('RMB'),
  school('RMZ', 'Tivoli'),
  ranking('president'),
  seat('a', 'RMA', 'president'),
  seat('b', 'RMB', 'president'),
  seat('z', 'RMZ', 'president'),
];
const member = (code: string, tier: number, points: number, at: string, to: readonly string[], more: object = {}) => ({
  record: 'person',
  code,
  entries: [{ ranking: 'president', tier, points }],
  preferences: to.map((each) => ({ to: each })),
  tenure: { school: at, ranking: 'president' },
  ...more,
});

function named(records: readonly object[], parameters: object = {}) {
  const document = smallDocument({ mechanism: 'commissions', parameters: { commissions: parameters } }, [
    ...world,
    ...records,
  ]);
  const ordered = meritOf(document, noLot);
  if ('faults' in ordered) throw new Error('tie');
  const { named: found, reasons } = nameCommissions(document, ordered.merit);
  return {
    seats: Object.fromEntries(
      document.persons.map(({ code }, person) => {
        const naming = found.get(person);
        const at = document.seats[naming?.seat ?? -1]?.code ?? '-';
        return [code, naming?.exOfficio ? `${at} d'ufficio` : at];
      }),
    ),
    reasons: reasons.map((each) => [...each].map(reasonName)),
  };
}

describe('the naming of exam commissions (DM 183/2019)', () => {
  it('serves the municipality of service before the rest of the province', () => {
    const { seats } = named([
      member('inside', 2, 100, 'RMB', ['Roma']),
      member('outside', 2, 900, 'RMZ', ['Roma', 'Tivoli']),
    ]);
    assert.deepEqual(seats, { inside: 'a', outside: 'b' });
  });

  it('places headteachers ex officio before the others choose', () => {
    const head = member('head', 1, 100, 'RMA', [], { exOfficio: ['Roma', 'Tivoli'] });
    const teacher = member('teacher', 2, 900, 'RMA', ['Roma']);
    assert.deepEqual(named([head, teacher]).seats, { head: "b d'ufficio", teacher: '-' });
    assert.deepEqual(named([head, teacher], { exOfficioBeforeNext: [] }).seats, { head: "z d'ufficio", teacher: 'b' });
  });

  it('closes one’s own school and the places precluded, and says so', () => {
    const { seats, reasons } = named([member('x', 2, 100, 'RMA', ['RMA', 'RMB', 'Tivoli'], { precluded: ['RMB'] })]);
    assert.deepEqual(seats, { x: 'z' });
    assert.deepEqual(reasons, [['precluded', 'precluded', 'assigned']]);
  });

  it('puts the category before the points', () => {
    const { seats } = named([member('low', 2, 100, 'RMZ', ['RMA']), member('high', 3, 900, 'RMZ', ['RMA'])]);
    assert.deepEqual(seats, { high: '-', low: 'a' });
  });
});
