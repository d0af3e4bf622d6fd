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

describe('reserves (L. 68/1999, D.Lgs. 66/2010, DL 44/2023)', () => {
  const people = (reservists: number[]) =>
    Array.from({ length: 12 }, (_, index) =>
      person(String.fromCharCode(97 + index), { A022: 1200 - index * 100 }, ['RMA'], {
        reserves: reservists.includes(index) ? ['L68'] : [],
      }),
    );
  const winners = (mode: string, reservists: number[], mechanism = 'deferred-acceptance', percent = 20) => {
    const outcome = ran(
      smallDocument({ mechanism, parameters: { reserves: { mode, categories: [{ code: 'L68', percent }] } } }, [
        ...rome,
        ranking('A022'),
        seat('s', 'RMA', 'A022', { seats: 10 }),
        ...people(reservists),
      ]),
    );
    return Object.entries(seatsOf(outcome))
      .flatMap(([code, given]) => (given === 's' ? [code] : []))
      .join('');
  };

  for (const mechanism of ['deferred-acceptance', 'serial-rescan']) {
    it(`beyond merit call reservists in the tail of the contingent (${mechanism})`, () => {
      assert.equal(winners('minimum', [10, 11], mechanism), 'abcdefghkl');
    });
    it(`within merit use up the quota as a minimum, and not when additional (${mechanism})`, () => {
      assert.equal(winners('minimum', [0, 1, 11], mechanism), 'abcdefghij');
      assert.equal(winners('additional', [0, 1, 11], mechanism), 'abcdefghil');
    });
    it(`give back what no reservist uses (${mechanism})`, () => {
      assert.equal(winners('minimum', [], mechanism), 'abcdefghij');
      assert.equal(winners('minimum', [11], mechanism), 'abcdefghil');
    });
    it(`never go beyond half of the posts (${mechanism})`, () => {
      assert.equal(winners('minimum', [5, 6, 7, 8, 9, 10, 11], mechanism, 90), 'abcdefghij');
    });
  }

  it('do not count part posts, and tell who was passed that the seat was reserved', () => {
    const outcome = ran(
      smallDocument({ parameters: { reserves: { categories: [{ code: 'L68', percent: 50 }] } } }, [
        ...rome,
        ranking('A022'),
        seat('w', 'RMA', 'A022', { seats: 2 }),
        seat('p', 'RMA', 'A022', { seats: 1, contract: 'part', hours: 9 }),
        person('a', { A022: 400 }, ['RMA']),
        person('b', { A022: 300 }, [{ to: 'RMA', contracts: ['annual', 'part'] }]),
        person('c', { A022: 200 }, [{ to: 'RMA', contracts: ['annual', 'part'] }], { reserves: ['L68'] }),
      ]),
    );
    assert.deepEqual(seatsOf(outcome), { a: 'w', b: 'p', c: 'w' });
    assert.deepEqual(reasonsOf(outcome, 'b'), ['reservedSeat', 'assigned']);
  });
});

describe('the precedence of L. 104/1992', () => {
  const world = [
    ...rome,
    school('RMZ', 'Tivoli'),
    ranking('A022'),
    seat('a', 'RMA', 'A022'),
    seat('b', 'RMB', 'A022'),
    seat('z', 'RMZ', 'A022'),
    person('1', { A022: 400 }, ['RMA', 'RMB', 'RMZ']),
    person('2', { A022: 300 }, ['RMA', 'RMB', 'RMZ']),
  ];
  const third = (precedence: object, points = 200) =>
    person('3', { A022: points }, ['RMA', 'RMB', 'RMZ'], { precedence });

  it('chooses the seat first among those within the contingent', () => {
    const outcome = check({}, [...world, third({ rank: 1 })], { 1: 'b', 2: 'z', 3: 'a' });
    assert.deepEqual(reasonsOf(outcome, '1'), ['precedenceChose', 'assigned', 'alreadyAssigned']);
  });

  it('gives no right to be appointed', () => {
    check({}, [...world, person('4', { A022: 250 }, ['RMA', 'RMB', 'RMZ']), third({ rank: 1 })], {
      1: 'a',
      2: 'b',
      3: '-',
      4: 'z',
    });
  });

  it('under art. 33 c. 5 and 7 only in the municipality of the person assisted', () => {
    check({}, [...world, third({ rank: 2, municipality: 'Tivoli' })], { 1: 'a', 2: 'b', 3: 'z' });
    check({}, [...world, person('4', { A022: 100 }, ['RMA']), third({ rank: 2, municipality: 'Roma' })], {
      1: 'b',
      2: 'z',
      3: 'a',
      4: '-',
    });
  });

  it('never leaves one of the contingent standing', () => {
    const outcome = check(
      {},
      [
        ...rome,
        ranking('A022'),
        seat('a', 'RMA', 'A022'),
        seat('b', 'RMB', 'A022'),
        person('1', { A022: 400 }, ['RMA']),
        person('2', { A022: 300 }, ['RMA', 'RMB'], { precedence: { rank: 1 } }),
      ],
      { 1: 'a', 2: 'b' },
    );
    assert.deepEqual(reasonsOf(outcome, '2'), ['beyondLast', 'assigned']);
  });
});

describe('the completion of a part post (OM 88/2024 art. 12 c. 12–13)', () => {
  const part = (code: string, hours: number, at = 'RMA') => seat(code, at, 'A022', { contract: 'part', hours });
  const asks = { completion: { area: 'municipality', rankings: ['A022'] } };

  it('is a right kept by who found the whole posts exhausted, and used at once if something fits', () => {
    const outcome = check(
      {},
      [
        ...rome,
        ranking('A022'),
        seat('w', 'RMB', 'A022'),
        part('p9', 9),
        part('p8', 8, 'RMC'),
        person('1', { A022: 300 }, ['RMB']),
        person('2', { A022: 200 }, ['RMB', { to: 'RMA', contracts: ['part'] }], asks),
      ],
      { 1: 'w', 2: 'p9' },
    );
    assert.deepEqual([...outcome.rights], [0, 1]);
    assert.deepEqual(outcome.completed, [
      { person: 1, seat: outcome.round.document.seats.findIndex((each) => each.code === 'p8') },
    ]);
  });

  it('is lost by who preferred the part post to a whole one', () => {
    const outcome = check(
      {},
      [
        ...rome,
        ranking('A022'),
        seat('w', 'RMB', 'A022'),
        part('p9', 9),
        part('p8', 8),
        person('2', { A022: 200 }, [{ to: 'RMA', contracts: ['part'] }], asks),
      ],
      { 2: 'p9' },
    );
    assert.deepEqual([...outcome.rights], [2]);
    assert.deepEqual(outcome.completed, []);
  });

  it('is carried over to a later round for the hours still missing', () => {
    const outcome = ran(
      smallDocument({ round: 2 }, [
        ...rome,
        ranking('A022'),
        seat('p9', 'RMA', 'A022', { contract: 'part', hours: 9, seats: 0 }),
        part('new', 8, 'RMC'),
        person('2', { A022: 200 }, [], { ...asks, carried: { seat: 'p9', round: 1, hoursLeft: 9 } }),
      ]),
    );
    assert.equal(outcome.round.document.seats[outcome.completed[0]?.seat ?? -1]?.code, 'new');
  });
});

describe('continuity on support (DM 32/2025, the *bollettino zero*)', () => {
  const world = (seats: number) => [
    ...rome,
    ranking('ADSS', { support: true }),
    seat('a', 'RMA', 'ADSS'),
    seat('b', 'RMB', 'ADSS', { seats }),
    person('1', { ADSS: 400 }, ['RMA', 'RMB']),
    person('2', { ADSS: 300 }, ['RMB', 'RMA'], { confirmed: 'a' }),
  ];

  it('confirms the seat if an ordinary run would have given one', () => {
    const outcome = check({}, world(1), { 1: 'b', 2: 'a' });
    assert.deepEqual(reasonsOf(outcome, '2'), ['alreadyAssigned', 'continuity']);
  });

  it('confirms nothing to who would not have been reached', () => {
    check({}, world(0), { 1: 'a', 2: '-' });
  });
});
