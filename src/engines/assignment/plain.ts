import { z } from 'zod';
import { prefixOrder } from './calling-order.ts';
import { compareText } from './document.ts';
import { indexes, type Market, NOBODY } from './market.ts';
import type { Names } from './market-file.ts';

const name = z.string().min(1).max(200);
const list = z.array(name).max(10_000);
const rows = z.record(name, list);

/** Many to one: residents with ordered lists, hospitals with a capacity and an order. */
const hospitalsSchema = z.strictObject({
  form: z.literal('hospital-residents'),
  residents: rows,
  hospitals: z.record(name, z.strictObject({ capacity: z.int().min(0).max(1_000_000), order: z.array(name) })),
  /** The known or computed result. */
  matching: z.record(name, name.nullable()).optional(),
});

/** Its special case: one to one, both sides with ordered lists. */
const marriageSchema = z.strictObject({
  form: z.literal('stable-marriage'),
  proposers: rows,
  reviewers: z.record(name, z.array(name)),
  matching: z.record(name, name.nullable()).optional(),
});

/** A ranked list with types, the least percentages of two categories on every prefix, and the order that comes of it. */
const callingSchema = z.strictObject({
  form: z.literal('calling-order'),
  ranked: z.array(z.strictObject({ id: z.union([name, z.int()]), types: z.array(name).max(8) })),
  minimums: z.record(name, z.int().min(0).max(100)),
  order: z.array(z.union([name, z.int()])).optional(),
});

export const plainSchema = z.discriminatedUnion('form', [hospitalsSchema, marriageSchema, callingSchema]);
export type Plain = z.output<typeof plainSchema>;
export type PlainMarketForm = z.output<typeof hospitalsSchema>;
export type PlainCalling = z.output<typeof callingSchema>;

/** Stable marriage read as many to one with one seat each. */
export function asHospitals(plain: Exclude<Plain, PlainCalling>): PlainMarketForm {
  if (plain.form === 'hospital-residents') return plain;
  return {
    form: 'hospital-residents',
    residents: plain.proposers,
    hospitals: Object.fromEntries(
      Object.entries(plain.reviewers).map(([code, order]) => [code, { capacity: 1, order }]),
    ),
    ...(plain.matching && { matching: plain.matching }),
  };
}

/** What names nobody, or twice: the first such record. */
export class PlainFault extends Error {}

/** The plain form as a market, people and pools by name; every hospital has an order of its own. */
export function marketOfPlain(plain: PlainMarketForm): { readonly market: Market; readonly names: Names } {
  const people = Object.keys(plain.residents).sort(compareText);
  const pools = Object.keys(plain.hospitals).sort(compareText);
  const numberOf = (names: readonly string[]) => new Map(names.map((each, index) => [each, index]));
  const [personNumber, poolNumber] = [numberOf(people), numberOf(pools)];
  const lists = people.map((person) => numbered(plain.residents[person] ?? [], poolNumber, `residents ${person}`));
  const sequences = pools.map((pool) =>
    numbered(plain.hospitals[pool]?.order ?? [], personNumber, `hospitals ${pool}`),
  );
  const starts = (each: readonly (readonly number[])[]) => {
    const start = new Uint32Array(each.length + 1);
    for (const [row, values] of each.entries()) start[row + 1] = (start[row] as number) + values.length;
    return start;
  };
  const listPool = indexes(
    lists.reduce((sum, each) => sum + each.length, 0),
    pools.length,
  );
  listPool.set(lists.flat());
  const market: Market = {
    people: people.length,
    pools: pools.length,
    orders: pools.length,
    orderStart: starts(sequences),
    orderPerson: Uint32Array.from(sequences.flat()),
    poolOrder: Uint32Array.from(pools.keys()),
    poolSeats: Uint32Array.from(pools, (pool) => plain.hospitals[pool]?.capacity ?? 0),
    listStart: starts(lists),
    listPool,
  };
  return { market, names: { people, pools, orders: pools } };
}

function numbered(values: readonly string[], numbers: ReadonlyMap<string, number>, where: string): number[] {
  const seen = new Set<string>();
  return values.map((value) => {
    const number = numbers.get(value);
    if (number === undefined) throw new PlainFault(`${where}: ${value} non è nel file`);
    if (seen.has(value)) throw new PlainFault(`${where}: ${value} è ripetuto`);
    seen.add(value);
    return number;
  });
}

/** A market in the plain form, with the result if there is one. */
export function plainOfMarket(market: Market, names: Names, seat?: Int32Array): PlainMarketForm {
  const person = (index: number) => names.people?.[index] ?? `${index}`;
  const pool = (index: number) => names.pools?.[index] ?? `${index}`;
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const { orderStart, orderPerson, listStart, listPool, poolOrder, poolSeats } = market;
  return {
    form: 'hospital-residents',
    residents: Object.fromEntries(
      numbers(market.people).map((each) => [
        person(each),
        Array.from(listPool.subarray(listStart[each], listStart[each + 1]), pool),
      ]),
    ),
    hospitals: Object.fromEntries(
      numbers(market.pools).map((each) => {
        const order = poolOrder[each] as number;
        const people = orderPerson.subarray(orderStart[order], orderStart[order + 1]);
        return [pool(each), { capacity: poolSeats[each] as number, order: Array.from(people, person) }];
      }),
    ),
    ...(seat && {
      matching: Object.fromEntries(
        numbers(market.people).map((each) => [person(each), seat[each] === NOBODY ? null : pool(seat[each] as number)]),
      ),
    }),
  };
}

/** The order that the rule of the prefix gives; categories count in the order in which `minimums` names them. */
export function calledOrder({ ranked, minimums }: PlainCalling): (string | number)[] {
  const categories = Object.keys(minimums);
  const seen = new Set<string | number>();
  const types = ranked.map(({ id, types: held }) => {
    if (seen.has(id)) throw new PlainFault(`ranked ${id}: è ripetuto`);
    seen.add(id);
    return held.map((type) => {
      const category = categories.indexOf(type);
      if (category < 0) throw new PlainFault(`ranked ${id}: la categoria ${type} non è tra i minimi`);
      return category;
    });
  });
  return prefixOrder(types, Object.values(minimums)).map((place) => ranked[place]?.id ?? '');
}
