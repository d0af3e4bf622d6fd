import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Document } from './document-schema.ts';
import { LaminarSeats } from './laminar.ts';
import { runMobility } from './mobility.ts';
import type { Node } from './mobility-document.ts';
import { randomFrom, shuffle } from './random.ts';
import { reasonName } from './reasons.ts';
import { sharesOf } from './shares.ts';
import { noLot, person, ranking, school, seat, smallDocument } from './small-document.ts';

const moved = (document: Document): Record<string, string> => {
  const { moves, world } = runMobility(document, noLot);
  return Object.fromEntries(
    document.persons.map((each, index) => [
      each.code,
      world.nodes[moves.get(index)?.school ?? -1]?.key.split('\n')[1] ?? '-',
    ]),
  );
};
const mobility = (parameters: object, records: readonly object[]) =>
  smallDocument({ mechanism: 'mobility', parameters: { mobility: parameters } }, [ranking('A022'), ...records]);
const rome = [school('RMA'), school('RMB'), school('RMC')];
const from = (at: string, of = 'A022') => ({ tenure: { school: at, ranking: of } });

describe('precise before synthetic preferences (CCNI art. 6 c. 5)', () => {
  it('gives the first free school to who asked for it precisely, with fewer points, and the next to the other', () => {
    const records = [...rome, school('RMZ', 'Tivoli'), seat('a', 'RMA', 'A022'), seat('b', 'RMB', 'A022')];
    const who = [
      person('synthetic', { A022: 900 }, ['Roma'], from('RMZ')),
      person('precise', { A022: 100 }, ['RMA'], from('RMZ')),
    ];
    assert.deepEqual(moved(mobility({}, [...records, ...who])), { precise: 'RMA', synthetic: 'RMB' });
  });

  it('with a single seat lets the points decide', () => {
    const records = [...rome, school('RMZ', 'Tivoli'), seat('a', 'RMA', 'A022')];
    const who = [
      person('synthetic', { A022: 900 }, ['Roma'], from('RMZ')),
      person('precise', { A022: 100 }, ['RMA'], from('RMZ')),
    ];
    assert.deepEqual(moved(mobility({}, [...records, ...who])), { precise: '-', synthetic: 'RMA' });
  });
});

describe('precedences and equal points (CCNI art. 13)', () => {
  it('put the precedence before the points and the older before the younger', () => {
    const entry = (code: string, tier: number, points: number, born: number) => ({
      record: 'person',
      code,
      entries: [{ ranking: 'A022', tier, points, keys: [born] }],
      preferences: [{ to: 'RMA' }, { to: 'RMB' }, { to: 'RMC' }],
      ...from('RMZ'),
    });
    const records = [...rome, school('RMZ', 'Tivoli'), ...['RMA', 'RMB', 'RMC'].map((at) => seat(at, at, 'A022'))];
    const who = [entry('dialysis', 1, 100, 9), entry('older', 9, 500, 1), entry('younger', 9, 500, 2)];
    assert.deepEqual(moved(mobility({}, [...records, ...who])), { dialysis: 'RMA', older: 'RMB', younger: 'RMC' });
  });

  it('count the points of the family only in the municipality where they are due', () => {
    const records = [...rome, school('RMZ', 'Tivoli'), seat('a', 'RMA', 'A022')];
    const who = [
      person('far', { A022: 500 }, ['RMA'], from('RMZ')),
      person('near', { A022: 100 }, [{ to: 'RMA', points: 600 }], from('RMZ')),
    ];
    assert.deepEqual(moved(mobility({}, [...records, ...who])), { far: '-', near: 'RMA' });
  });
});

describe('the phases and the seats of those who move (§3.5)', () => {
  const chain = (parameters: object) =>
    moved(
      mobility(parameters, [
        ...rome,
        seat('a', 'RMA', 'A022'),
        person('1', { A022: 300 }, ['RMA'], from('RMB')),
        person('2', { A022: 200 }, ['RMB'], from('RMC')),
      ]),
    );

  it('open a chain inside the phase', () => {
    assert.deepEqual(chain({}), { 1: 'RMA', 2: 'RMB' });
    assert.deepEqual(chain({ vacated: [] }), { 1: 'RMA', 2: '-' });
  });

  it('let two people change places, which no scan of vacant seats would find', () => {
    const swap = mobility({}, [
      ...rome,
      person('1', { A022: 300 }, ['RMB'], from('RMA')),
      person('2', { A022: 200 }, ['RMA'], from('RMB')),
    ]);
    assert.deepEqual(moved(swap), { 1: 'RMB', 2: 'RMA' });
  });

  it('never take the post of who finds nothing better', () => {
    const kept = mobility({}, [
      ...rome,
      person('1', { A022: 100 }, ['RMC'], from('RMB')),
      person('2', { A022: 900 }, ['RMB'], from('RMA')),
    ]);
    assert.deepEqual(moved(kept), { 1: '-', 2: '-' });
  });

  it('put who is in the municipality before who has more points outside', () => {
    const records = [...rome, school('RMZ', 'Tivoli'), seat('a', 'RMA', 'A022')];
    const who = [
      person('inside', { A022: 100 }, ['RMA'], from('RMB')),
      person('outside', { A022: 900 }, ['RMA'], from('RMZ')),
    ];
    assert.deepEqual(moved(mobility({}, [...records, ...who])), { inside: 'RMA', outside: '-' });
  });
});

describe('the shares of the third phase (50, 25, 25 %)', () => {
  it('make 15 seats 8, 4 and 3', () => {
    assert.deepEqual(sharesOf(15, [50, 25, 25]), [8, 4, 3]);
    assert.deepEqual(sharesOf(16, [50, 25, 25]), [8, 4, 4]);
    assert.deepEqual(sharesOf(1, [50, 25, 25]), [0, 1, 0]);
    assert.deepEqual(sharesOf(0, [50, 25, 25]), [0, 0, 0]);
  });

  it('let in as many from outside and from other rankings as they say', () => {
    const away = { municipality: 'Milano', district: 'distretto di Milano', province: 'MI' };
    const document = mobility({}, [
      ranking('B012'),
      ...rome,
      school('MIA', 'Milano', away),
      seat('a', 'RMA', 'A022', { seats: 10 }),
      seat('b', 'RMB', 'A022', { seats: 5 }),
      ...Array.from({ length: 6 }, (_, each) => person(`out${each}`, { A022: 900 - each }, ['RM'], from('MIA'))),
      ...Array.from({ length: 6 }, (_, each) =>
        person(`pro${each}`, { A022: 800 - each }, ['RM'], from('RMC', 'B012')),
      ),
    ]);
    const movements = runMobility(document, noLot);
    const came = [...movements.moves.values()].map((each) => `${document.persons[each.person]?.code}`).sort();
    assert.deepEqual(came, ['out0', 'out1', 'out2', 'out3', 'pro0', 'pro1', 'pro2']);
    assert.deepEqual(
      movements.shares.filter((each) => each.left > 0).map((each) => each.shares),
      [[8, 4, 3]],
    );
    const codes = movements.reasons[document.persons.findIndex((each) => each.code === 'out5')];
    assert.equal(reasonName(codes?.[0] ?? 0), 'areaFull');
  });
});

describe('passages to another role or class (professional mobility, §3.5)', () => {
  const world = (roles: readonly [string, string], wishes: object = {}, parameters: object = {}) => {
    const document = smallDocument({ mechanism: 'mobility', parameters: { mobility: parameters } }, [
      ranking('A022', { role: roles[0] }),
      ranking('A012', { role: roles[1] }),
      ...rome,
      seat('a', 'RMA', 'A022'),
      seat('b', 'RMB', 'A012', { seats: 4 }),
      person('anna', { A022: 300, A012: 300 }, ['RMA', 'RMB'], { ...from('RMC'), ...wishes }),
    ]);
    const movements = runMobility(document, noLot);
    return { seats: moved(document), reasons: [...(movements.reasons[0] ?? [])].map(reasonName), movements };
  };

  it('to another role prevails over the transfer, makes it void and frees its seat', () => {
    const { seats, reasons, movements } = world(['first', 'second']);
    assert.deepEqual(seats, { anna: 'RMB' });
    assert.deepEqual(reasons, ['gaveWay', 'assigned']);
    assert.deepEqual(
      movements.gaveWay.map(({ phase }) => phase),
      ['municipal'],
    );
    const free = movements.world.nodes.flatMap((node, index) =>
      node.level === 'school' && (movements.vacant[index] as number) > 0 ? [node.key.replace('\n', ' ')] : [],
    );
    assert.deepEqual(free.sort(), ['A012 RMB', 'A022 RMA', 'A022 RMC']);
  });

  it('to another role prevails whatever the person prefers', () => {
    assert.deepEqual(world(['first', 'second'], { transferFirst: true }).seats, { anna: 'RMB' });
  });

  it('to another class of the same role prevails too, unless the person would rather be transferred', () => {
    assert.deepEqual(world(['second', 'second']).seats, { anna: 'RMB' });
    const kept = world(['second', 'second'], { transferFirst: true });
    assert.deepEqual(kept.seats, { anna: 'RMA' });
    assert.deepEqual(kept.reasons, ['assigned', 'alreadyAssigned']);
  });

  it('wait for what the transfers leave when the parameter says so', () => {
    assert.deepEqual(world(['first', 'second'], {}, { passages: 'wait' }).seats, { anna: 'RMA' });
  });
});

describe('the precedences of art. 13 (§3.4)', () => {
  it('are served one after the other, whatever the points, and points only inside one of them', () => {
    const precedences = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'none'];
    const codes = precedences.map((_, at) => `RM${at}`);
    const records = [
      ...codes.map((code) => school(code)),
      school('RMZ', 'Tivoli'),
      ...codes.slice(0, -1).map((code) => seat(code, code, 'A022')),
      ...precedences.map((code, at) => ({
        record: 'person',
        code,
        entries: [{ ranking: 'A022', tier: at + 1, points: 100 * (at + 1), keys: [at] }],
        preferences: codes.map((to) => ({ to })),
        ...from('RMZ'),
      })),
    ];
    const expected = Object.fromEntries(precedences.map((code, at) => [code, at < 8 ? codes[at] : '-']));
    assert.deepEqual(moved(mobility({}, records)), expected);
  });

  it('count only where they are due: II in the school left, III (2) in the municipality of the care', () => {
    const records = [...rome, school('RMZ', 'Tivoli'), seat('a', 'RMA', 'A022'), seat('b', 'RMB', 'A022')];
    const asks = (code: string, points: number, preferences: object[]) => {
      const entries = [{ ranking: 'A022', tier: 9, points }];
      return { record: 'person', code, entries, preferences, ...from('RMZ') };
    };
    const who = [
      asks('back', 100, [{ to: 'RMB' }, { to: 'RMA', tier: 2 }]),
      asks('more', 900, [{ to: 'RMB' }]),
      asks('also', 500, [{ to: 'RMA' }]),
    ];
    assert.deepEqual(moved(mobility({}, [...records, ...who])), { also: '-', back: 'RMA', more: 'RMB' });
  });
});

describe('a synthetic preference (§3.5)', () => {
  it('takes the schools in the order of the bulletin, the best placed first', () => {
    const records = [...rome, school('RMZ', 'Tivoli'), ...['RMC', 'RMA'].map((at) => seat(at, at, 'A022'))];
    const who = [
      person('less', { A022: 100 }, ['Roma'], from('RMZ')),
      person('more', { A022: 200 }, ['Roma'], from('RMZ')),
    ];
    assert.deepEqual(moved(mobility({}, [...records, ...who])), { less: 'RMC', more: 'RMA' });
  });
});

describe('areas inside areas', () => {
  it('seat exactly the requests an explicit matching of people to schools would seat, on 3,000 random cases', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const random = randomFrom(seed);
      const nodes: Node[] = [{ key: 'p', parent: -1, level: 'province' }];
      const schools: number[] = [];
      for (let outer = 0; outer < 2; outer++) {
        const at = nodes.push({ key: `o${outer}`, parent: 0, level: 'outer' }) - 1;
        for (let each = 0; each < 2; each++)
          schools.push(nodes.push({ key: `s${outer}${each}`, parent: at, level: 'school' }) - 1);
      }
      const below = (node: number) =>
        schools.filter((each) => each === node || nodes[each]?.parent === node || node === 0);
      const seats = new Map(schools.map((each) => [each, random.below(3)]));
      const capacity = Float64Array.from(nodes, (_, node) =>
        below(node).reduce((sum, each) => sum + (seats.get(each) ?? 0), 0),
      );
      const laminar = new LaminarSeats(nodes, capacity);
      const asked = Array.from({ length: 7 }, (_, rank) => ({ rank, person: rank, node: random.below(nodes.length) }));
      const sequence = [...asked];
      shuffle(sequence as never, random);
      for (const claim of sequence) laminar.admit(claim);
      const admitted = new Set(nodes.flatMap((_, node) => [...laminar.admitted(node)].map((each) => each.rank)));
      assert.deepEqual(
        [...admitted].sort(),
        greedyMatching(
          asked.map((each) => below(each.node)),
          seats,
        ),
        `seed ${seed}`,
      );
    }
  });
});

/** By rank, whoever can still be seated together with those already in, by augmenting paths. */
function greedyMatching(wants: readonly (readonly number[])[], seats: ReadonlyMap<number, number>): number[] {
  const holder = new Map<string, number>();
  const seat = (who: number, tried: Set<string>): boolean =>
    (wants[who] ?? []).some((at) =>
      Array.from({ length: seats.get(at) ?? 0 }, (_, each) => `${at}/${each}`).some((place) => {
        if (tried.has(place)) return false;
        tried.add(place);
        const other = holder.get(place);
        if (other !== undefined && !seat(other, tried)) return false;
        holder.set(place, who);
        return true;
      }),
    );
  return wants.flatMap((_, who) => (seat(who, new Set()) ? [who] : []));
}
