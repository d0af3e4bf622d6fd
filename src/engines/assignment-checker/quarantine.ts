import type { Table, Violation } from './table.ts';

/** What to hold back so that the rest can be published: everyone and everything tied to the counter-examples. */
export interface Quarantine {
  readonly people: readonly number[];
  readonly pools: readonly number[];
  readonly orders: readonly number[];
}

/** The connected components – people to orders to people – that the violations touch, found by spreading. */
export function quarantineOf(table: Table, violations: readonly Violation[]): Quarantine {
  const ordersOf: number[][] = Array.from({ length: table.people }, () => []);
  for (let order = 0; order < table.orders; order++) {
    for (let at = table.orderStart[order] as number; at < (table.orderStart[order + 1] as number); at++) {
      ordersOf[table.orderPerson[at] as number]?.push(order);
    }
  }
  const orders = new Set<number>();
  const people = new Set<number>();
  const toVisit: number[] = [];
  const reach = (order: number | undefined) => {
    if (order === undefined || orders.has(order)) return;
    orders.add(order);
    toVisit.push(order);
  };
  for (const { person, pool } of violations) {
    if (person >= 0 && person < table.people) people.add(person);
    for (const order of ordersOf[person] ?? []) reach(order);
    reach(table.poolOrder[pool]);
  }
  for (let order = toVisit.pop(); order !== undefined; order = toVisit.pop()) {
    for (let at = table.orderStart[order] as number; at < (table.orderStart[order + 1] as number); at++) {
      const person = table.orderPerson[at] as number;
      people.add(person);
      for (const other of ordersOf[person] ?? []) reach(other);
    }
  }
  const pools = Array.from({ length: table.pools }, (_, pool) => pool).filter((pool) =>
    orders.has(table.poolOrder[pool] as number),
  );
  const sorted = (set: Set<number>) => [...set].sort((one, other) => one - other);
  return { people: sorted(people), pools, orders: sorted(orders) };
}
