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

describe('the expansion of a preference (ministry’s order, §2.2)', () => {
  const listed = (areaOrder: string, preference: object) => {
    const outcome = ran(
      smallDocument({ parameters: { areaOrder } }, [
        school('RM2'),
        school('RM1'),
        ranking('A022'),
        ...['RM1', 'RM2'].flatMap((at) =>
          ['annual', 'term'].flatMap((contract) =>
            ['internal', 'same-municipality', 'other-municipality'].map((kind) =>
              seat(`${at} ${contract} ${kind}`, at, 'A022', { contract, kind }),
            ),
          ),
        ),
        seat('RM1 part 9', 'RM1', 'A022', { contract: 'part', hours: 9 }),
        seat('RM2 part 12', 'RM2', 'A022', { contract: 'part', hours: 12 }),
        seat('RM2 part 6', 'RM2', 'A022', { contract: 'part', hours: 6 }),
        person('anna', { A022: 100 }, [preference]),
      ]),
    );
    return [...outcome.round.lists.seat].map((index) => outcome.round.document.seats[index]?.code);
  };

  it('reads contracts in the person’s order, then kinds, then the school codes ascending', () => {
    assert.deepEqual(
      listed('contract-first', { to: 'Roma', contracts: ['annual', 'term'], kinds: ['same-municipality', 'internal'] }),
      [
        'RM1 annual internal',
        'RM2 annual internal',
        'RM1 annual same-municipality',
        'RM2 annual same-municipality',
        'RM1 term internal',
        'RM2 term internal',
        'RM1 term same-municipality',
        'RM2 term same-municipality',
      ],
    );
  });

  it('reads an area school by school when the parameter says so', () => {
    assert.deepEqual(listed('school-first', { to: 'Roma', contracts: ['term', 'annual'] }), [
      'RM1 term internal',
      'RM1 annual internal',
      'RM2 term internal',
      'RM2 annual internal',
    ]);
  });

  it('takes part posts by hours from the most, inside the hours asked for and never below seven', () => {
    assert.deepEqual(listed('contract-first', { to: 'Roma', contracts: ['part'] }), ['RM2 part 12', 'RM1 part 9']);
    assert.deepEqual(listed('contract-first', { to: 'Roma', contracts: ['part'], hours: [8, 10] }), ['RM1 part 9']);
  });
});

describe('the rounds and the renunciation (OM 88/2024 art. 12 c. 10; OM 27/2026 art. 12)', () => {
  const first = [
    ...rome,
    ranking('A022'),
    seat('Y', 'RMY', 'A022'),
    person('1', { A022: 300 }, ['RMX']),
    person('2', { A022: 200 }, ['RMX', 'RMY']),
    person('3', { A022: 100 }, ['RMX']),
  ];
  const second = (mechanism: string, reached: object[]) =>
    ran(
      smallDocument({ mechanism, round: 2 }, [
        ...first.filter((each) => (each as { code: string }).code !== '2'),
        seat('X', 'RMX', 'A022', { round: 2 }),
        person('2', { A022: 200 }, ['RMX', 'RMY'], { carried: { seat: 'Y', round: 1 } }),
        ...reached,
      ]),
    );

  it('gives the only seat of the first round to who listed it, and records how far it went', () => {
    const outcome = check({ mechanism: 'serial-forward' }, first, { 1: '-', 2: 'Y', 3: '-' });
    assert.deepEqual([...outcome.reached], [2]);
  });

  it('in 2024 never goes back: the later seat is for those after the last one reached', () => {
    const outcome = second('serial-forward', [{ record: 'reached', ranking: 'A022', position: 2, round: 1 }]);
    assert.deepEqual(seatsOf(outcome), { 1: '-', 2: '-', 3: 'X' });
    assert.deepEqual(reasonsOf(outcome, '1'), ['cameLater']);
    assert.deepEqual(reasonsOf(outcome, '2'), ['heldFromBefore', 'heldFromBefore']);
  });

  it('in 2026 begins again from the top among the unassigned', () => {
    const outcome = second('serial-rescan', [{ record: 'reached', ranking: 'A022', position: 2, round: 1 }]);
    assert.deepEqual(seatsOf(outcome), { 1: 'X', 2: '-', 3: '-' });
    assert.deepEqual(reasonsOf(outcome, '3'), ['exhaustedBeforeTurn']);
  });
});

describe('several rankings', () => {
  const both = (mechanism: string) => ({
    head: { mechanism },
    records: [
      ...rome,
      ranking('AAAA', { scan: 1 }),
      ranking('BBBB', { scan: 2 }),
      seat('a', 'RMA', 'AAAA'),
      seat('b', 'RMB', 'BBBB'),
      person('anna', { AAAA: 100, BBBB: 300 }, ['RMB', 'RMA']),
      person('bruno', { AAAA: 50, BBBB: 200 }, ['RMB', 'RMA']),
    ],
  });

  it('scanned one after another pass over a higher score: why the reason says so', () => {
    const { head, records } = both('serial-rescan');
    const outcome = check(head, records, { anna: 'a', bruno: 'b' });
    assert.deepEqual(reasonsOf(outcome, 'anna'), ['earlierRanking', 'assigned']);
  });

  it('looked at together never do (L-86)', () => {
    const { head, records } = both('deferred-acceptance');
    const outcome = check(head, records, { anna: 'b', bruno: 'a' });
    assert.deepEqual(reasonsOf(outcome, 'bruno'), ['beyondLast', 'assigned']);
  });
});

describe('sanctions', () => {
  it('keep the person out of the rankings they name', () => {
    const outcome = check(
      {},
      [
        ...rome,
        ranking('A022'),
        seat('a', 'RMA', 'A022'),
        person('1', { A022: 400 }, ['RMA'], { barred: ['A022'] }),
        person('2', { A022: 300 }, ['RMA']),
      ],
      { 1: '-', 2: 'a' },
    );
    assert.deepEqual(reasonsOf(outcome, '1'), ['barred']);
  });
});
