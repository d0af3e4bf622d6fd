import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  check,
  person,
  ran,
  ranking,
  reasonsOf,
  rome,
  school,
  seat,
  seatsOf,
  smallDocument,
} from './small-document.ts';

// The rules of the yearly assignments (OM 88/2024 and OM 27/2026, art. 12) that no other test of this folder is about,
// each as one case. Where both mechanisms must agree, both run it.

const mechanisms = ['deferred-acceptance', 'serial-forward', 'serial-rescan'] as const;

const entry = (of: string, points: number, tier = 0) => ({ ranking: of, points, tier });
const placed = (code: string, entries: readonly object[], to: readonly (string | object)[]) => ({
  record: 'person',
  code,
  entries,
  preferences: to.map((each) => (typeof each === 'string' ? { to: each } : each)),
});

for (const mechanism of mechanisms) {
  describe(`one preference after the other (${mechanism})`, () => {
    it('gives the first hit, even where a later preference would be a better contract', () => {
      check(
        { mechanism },
        [
          ...rome,
          ranking('A022'),
          seat('term', 'RMA', 'A022', { contract: 'term' }),
          seat('annual', 'RMB', 'A022', { contract: 'annual' }),
          person('anna', { A022: 100 }, [
            { to: 'RMA', contracts: ['term'] },
            { to: 'RMB', contracts: ['annual'] },
          ]),
        ],
        { anna: 'term' },
      );
    });

    it('never splits a whole post for who asked only part posts, and says what was not asked for', () => {
      const outcome = check(
        { mechanism },
        [
          ...rome,
          ranking('A022'),
          seat('whole', 'RMA', 'A022'),
          person('anna', { A022: 100 }, [{ to: 'RMA', contracts: ['part'], hours: [7, 12] }]),
        ],
        { anna: '-' },
      );
      assert.ok(reasonsOf(outcome, 'anna').every((reason) => reason === 'contractNotAsked'));
    });

    it('counts seats left out as given up there and nowhere else', () => {
      check(
        { mechanism },
        [
          ...rome,
          ranking('A022'),
          seat('a', 'RMA', 'A022'),
          seat('b', 'RMB', 'A022'),
          person('1', { A022: 300 }, ['RMB']),
          person('2', { A022: 200 }, ['RMA', 'RMB']),
        ],
        { 1: 'b', 2: 'a' },
      );
    });
  });

  describe(`the order in which people are served (${mechanism})`, () => {
    it('is GAE, first tier, additional list, with proviso, second tier: the band before any points', () => {
      const bands = ['GAE', 'I A', 'I B', 'I C', 'I D', 'II'];
      const schools = bands.map((_, at) => `RM${at}`);
      check(
        { mechanism },
        [
          ...schools.map((code) => school(code)),
          ranking('A022'),
          ...schools.slice(0, -1).map((code) => seat(code, code, 'A022')),
          ...bands.map((code, tier) => placed(code, [entry('A022', 100 * (tier + 1), tier)], schools)),
        ],
        Object.fromEntries(bands.map((code, at) => [code, at < 5 ? (schools[at] as string) : '-'])),
      );
    });

    it('gives a lower band what nobody above asked for', () => {
      check(
        { mechanism },
        [
          ...rome,
          ranking('A022'),
          seat('a', 'RMA', 'A022'),
          seat('b', 'RMB', 'A022'),
          placed('first', [entry('A022', 100, 1)], ['RMA']),
          placed('second', [entry('A022', 100, 2)], ['RMB']),
        ],
        { first: 'a', second: 'b' },
      );
    });

    it('on support calls the specialised before the crossed rankings, however many points these have', () => {
      const SPECIALISED = 2;
      const CROSSED = 5;
      check(
        { mechanism },
        [
          ...rome,
          ranking('ADSS', { support: true }),
          seat('support a', 'RMA', 'ADSS'),
          seat('support b', 'RMB', 'ADSS'),
          placed('crossed best', [entry('ADSS', 900, CROSSED)], ['RMA', 'RMB']),
          placed('crossed', [entry('ADSS', 800, CROSSED)], ['RMA', 'RMB']),
          placed('specialised', [entry('ADSS', 100, SPECIALISED)], ['RMA', 'RMB']),
        ],
        { crossed: '-', 'crossed best': 'support b', specialised: 'support a' },
      );
    });
  });

  describe(`who is out of a ranking (${mechanism})`, () => {
    const sanctioned = (barred: readonly string[]) =>
      seatsOf(
        ran(
          smallDocument({ mechanism }, [
            ...rome,
            ranking('A022', { scan: 1 }),
            ranking('A012', { scan: 2 }),
            seat('a', 'RMA', 'A022'),
            seat('b', 'RMB', 'A012'),
            person('anna', { A022: 300, A012: 300 }, ['RMA', 'RMB'], { barred }),
          ]),
        ),
      );

    it('by renouncing one seat is out of that ranking, by abandoning of all (art. 14)', () => {
      assert.deepEqual(sanctioned([]), { anna: 'a' });
      assert.deepEqual(sanctioned(['A022']), { anna: 'b' });
      assert.deepEqual(sanctioned(['*']), { anna: '-' });
    });
  });
}

describe('part posts', () => {
  it('of six hours and less stay with the schools, of seven are assigned', () => {
    const outcome = check(
      {},
      [
        ...rome,
        ranking('A022'),
        seat('six', 'RMA', 'A022', { contract: 'part', hours: 6 }),
        seat('seven', 'RMB', 'A022', { contract: 'part', hours: 7 }),
        person(
          'anna',
          { A022: 200 },
          ['RMA', 'RMB'].map((to) => ({ to, contracts: ['part'] })),
        ),
        person('bruno', { A022: 100 }, [{ to: 'RMA', contracts: ['part'] }]),
      ],
      { anna: 'seven', bruno: '-' },
    );
    assert.deepEqual(reasonsOf(outcome, 'anna'), ['assigned']);
  });
});

describe('a round after a renunciation (§2.6)', () => {
  it('in 2026 who renounced is not called again in any class, who got nothing is', () => {
    const outcome = ran(
      smallDocument({ mechanism: 'serial-rescan', round: 2 }, [
        ...rome,
        ranking('A022', { scan: 1 }),
        ranking('A012', { scan: 2 }),
        seat('given back', 'RMA', 'A022', { round: 2 }),
        person('renounced', { A022: 300, A012: 300 }, ['RMA'], { barred: ['*'] }),
        person('unassigned', { A022: 200 }, ['RMA']),
        person('later', { A022: 100 }, ['RMA']),
      ]),
    );
    assert.deepEqual(seatsOf(outcome), { later: '-', renounced: '-', unassigned: 'given back' });
    assert.deepEqual(reasonsOf(outcome, 'renounced'), ['barred']);
  });
});
