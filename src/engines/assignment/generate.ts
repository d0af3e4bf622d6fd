import { type ChoiceRows, ListLayout } from './layout.ts';
import { type Indexes, indexes, type Market } from './market.ts';
import { type Random, randomFrom, shuffle } from './random.ts';

/** A made-up market: sizes like the real ones, preferences and seats invented. Good for measuring, not for judging. */
export interface MarketShape {
  readonly people: number;
  readonly provinces: number;
  readonly rankingsPerProvince: number;
  readonly pools: number;
  readonly listLength: number;
  readonly seed: number;
}

/** 500,000 people in 107 provinces, 60,000 pools, about 70 million choices: the planning figure for the yearly supply. */
export const provincialShape: MarketShape = {
  people: 500_000,
  provinces: 107,
  rankingsPerProvince: 4,
  pools: 60_000,
  listLength: 150,
  seed: 1,
};

/** The same people in one market without provinces: 75 million choices with nothing near anything. The worst case. */
export const nationalShape: MarketShape = { ...provincialShape, provinces: 1, rankingsPerProvince: 60 };

/** One province of the size of the largest. */
export const provinceShape: MarketShape = { ...provincialShape, people: 35_000, provinces: 1, pools: 4_200 };

export interface MarketDraft extends Omit<Market, 'listStart' | 'listPool'> {
  /** The choices, province by province, as a database hands them out. */
  readonly batches: () => Iterable<ChoiceRows>;
}

/** The market with its lists laid out. */
export function generateMarket(shape: MarketShape, shared = false): Market {
  const { batches, ...draft } = draftMarket(shape);
  const layout = new ListLayout(
    { people: shape.people, pools: shape.pools, choices: shape.people * shape.listLength },
    shared,
  );
  for (const rows of batches()) {
    const fault = layout.add(rows);
    if (fault) throw new Error(`generated market: ${fault.fault} of person ${fault.person}`);
  }
  return { ...draft, ...layout.lists() };
}

export function draftMarket(shape: MarketShape): MarketDraft {
  const random = randomFrom(shape.seed);
  const provinces = provinceSizes(shape);
  const orders = shape.provinces * shape.rankingsPerProvince;
  const poolOrder = indexes(shape.pools, orders);
  const poolSeats = new Uint32Array(shape.pools);
  for (const province of provinces) {
    for (let pool = province.firstPool; pool < province.firstPool + province.pools; pool++) {
      poolOrder[pool] = province.firstOrder + ((pool - province.firstPool) % shape.rankingsPerProvince);
      poolSeats[pool] = seatCount(random);
    }
  }
  const { orderStart, orderPerson, rankingsOf } = drawOrders(shape, provinces, random);
  const drawn = { provinces, poolOrder, rankingsOf };
  return {
    people: shape.people,
    pools: shape.pools,
    orders,
    orderStart,
    orderPerson,
    poolOrder,
    poolSeats,
    batches: () => drawRows(shape, drawn),
  };
}

interface Province {
  readonly firstPerson: number;
  readonly people: number;
  readonly firstPool: number;
  readonly pools: number;
  readonly firstOrder: number;
}

/** Sizes fall off so that the largest province has about 7 % of the people. */
function provinceSizes(shape: MarketShape): Province[] {
  const weights = Array.from({ length: shape.provinces }, (_, each) => 1 / (each + 9));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const provinces: Province[] = [];
  let [person, pool, weight] = [0, 0, 0];
  for (const [each, one] of weights.entries()) {
    weight += one;
    const lastPerson = each === shape.provinces - 1 ? shape.people : Math.floor((shape.people * weight) / whole);
    const lastPool = each === shape.provinces - 1 ? shape.pools : Math.floor((shape.pools * weight) / whole);
    provinces.push({
      firstPerson: person,
      people: lastPerson - person,
      firstPool: pool,
      pools: lastPool - pool,
      firstOrder: each * shape.rankingsPerProvince,
    });
    [person, pool] = [lastPerson, lastPool];
  }
  return provinces;
}

function seatCount(random: Random): number {
  let seats = 1;
  while (seats < 12 && random.fraction() < 0.72) seats++;
  return seats;
}

function drawOrders(shape: MarketShape, provinces: readonly Province[], random: Random) {
  const orders = shape.provinces * shape.rankingsPerProvince;
  const members: number[][] = Array.from({ length: orders }, () => []);
  const rankingsOf = new Uint16Array(shape.people * mostRankings).fill(none);
  for (const province of provinces) {
    for (let person = province.firstPerson; person < province.firstPerson + province.people; person++) {
      const chosen = drawRankings(shape.rankingsPerProvince, random);
      rankingsOf.set(chosen, person * mostRankings);
      for (const ranking of chosen) members[province.firstOrder + ranking]?.push(person);
    }
  }
  const orderStart = new Uint32Array(orders + 1);
  for (const [order, people] of members.entries()) {
    shuffle(people, random);
    orderStart[order + 1] = (orderStart[order] as number) + people.length;
  }
  const orderPerson = new Uint32Array(orderStart[orders] as number);
  for (const [order, people] of members.entries()) orderPerson.set(people, orderStart[order] as number);
  return { orderStart, orderPerson, rankingsOf };
}

/** Rankings of a person, in a row of this length, the rest empty. */
const mostRankings = 4;
const none = 0xffff;

function drawRankings(rankings: number, random: Random): number[] {
  const wanted = Math.min(rankings, 1 + random.below(3) + (random.below(4) === 0 ? 1 : 0));
  const chosen: number[] = [];
  while (chosen.length < wanted) {
    const ranking = random.below(rankings);
    if (!chosen.includes(ranking)) chosen.push(ranking);
  }
  return chosen;
}

interface Drawn {
  readonly provinces: readonly Province[];
  readonly poolOrder: Indexes;
  readonly rankingsOf: Uint16Array;
}

function* drawRows(shape: MarketShape, drawn: Drawn): Iterable<ChoiceRows> {
  const random = randomFrom(shape.seed + 7);
  const most = 20_000;
  const seen = new Int32Array(shape.pools).fill(-1);
  for (const province of drawn.provinces) {
    const poolsOf: number[][] = Array.from({ length: shape.rankingsPerProvince }, () => []);
    for (let pool = province.firstPool; pool < province.firstPool + province.pools; pool++) {
      poolsOf[(drawn.poolOrder[pool] as number) - province.firstOrder]?.push(pool);
    }
    for (let from = 0; from < province.people; from += most) {
      const people = Math.min(most, province.people - from);
      const batch = { ...province, firstPerson: province.firstPerson + from, people };
      yield drawBatch(shape, { rankingsOf: drawn.rankingsOf, poolsOf, seen, random }, batch);
    }
  }
}

interface Draw {
  readonly rankingsOf: Uint16Array;
  readonly poolsOf: readonly number[][];
  readonly seen: Int32Array;
  readonly random: Random;
}

/** As a database hands them out: people in the order in which they filed, each with their rows together. */
function drawBatch(shape: MarketShape, draw: Draw, province: Province): ChoiceRows {
  const most = province.people * shape.listLength;
  const rows = {
    person: new Uint32Array(most),
    ordinal: new Uint16Array(most),
    pool: indexes(most, shape.pools),
  };
  const stride = strideFor(province.people);
  let length = 0;
  for (let turn = 0, each = 0; turn < province.people; turn++, each = (each + stride) % province.people) {
    const person = province.firstPerson + each;
    const candidates = [...draw.rankingsOf.subarray(person * mostRankings, (person + 1) * mostRankings)]
      .filter((ranking) => ranking !== none)
      .map((ranking) => draw.poolsOf[ranking] ?? []);
    const available = candidates.reduce((sum, among) => sum + among.length, 0);
    const end = length + Math.min(shape.listLength, available);
    let ordinal = 0;
    // Popular pools are asked for more, and earlier: the draw is bent towards the first of the ranking.
    for (let tries = 0; length < end && tries < shape.listLength * 8; tries++) {
      const among = candidates[candidates.length === 1 ? 0 : draw.random.below(candidates.length)] as number[];
      const share = draw.random.fraction();
      const pool = among[Math.floor(share * (0.4 + 0.6 * share) * among.length)] as number;
      if ((draw.seen[pool] as number) === person) continue;
      draw.seen[pool] = person;
      rows.person[length] = person;
      rows.ordinal[length] = ordinal++;
      rows.pool[length++] = pool;
    }
  }
  return {
    firstPerson: province.firstPerson,
    people: province.people,
    person: rows.person.subarray(0, length),
    ordinal: rows.ordinal.subarray(0, length),
    pool: rows.pool.subarray(0, length),
  };
}

/** A step that, taken again and again round a number of people, meets each once. */
function strideFor(length: number): number {
  const divides = (one: number, other: number): number => (other === 0 ? one : divides(other, one % other));
  let stride = Math.max(1, Math.floor(length * 0.618));
  while (divides(length, stride) !== 1) stride++;
  return stride;
}
