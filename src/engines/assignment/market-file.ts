import { z } from 'zod';
import { type Container, type Section, UnreadableFile } from './container.ts';
import { FORMAT, VERSION } from './document-schema.ts';
import type { Market } from './market.ts';

/** What a compact file says beside its numbers. */
export const marketHeaderSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  kind: z.enum(['market', 'bundle']),
  title: z.string().max(200),
  mechanism: z.enum(['serial-forward', 'serial-rescan', 'deferred-acceptance']),
  listLimit: z.int().min(1).max(10_000),
  people: z.int().min(0).max(0x7fffffff),
  pools: z.int().min(0).max(0x7fffffff),
  orders: z.int().min(0).max(0x7fffffff),
});
export type MarketHeader = z.output<typeof marketHeaderSchema>;

/** Names in the order of the numbers; without them a person or pool is called by its number. */
export interface Names {
  readonly people?: readonly string[];
  readonly pools?: readonly string[];
  readonly orders?: readonly string[];
}

export interface MarketFile {
  readonly header: MarketHeader & Readonly<Record<string, unknown>>;
  readonly market: Market;
  readonly names: Names;
}

/** A market as a container: numbers in sections, names as text, one per line. */
export function marketContainer({ header, market, names }: MarketFile): Container {
  const { orderStart, orderPerson, poolOrder, poolSeats, listStart, listPool } = market;
  return {
    header: { ...header, people: market.people, pools: market.pools, orders: market.orders },
    sections: {
      orderStart,
      orderPerson,
      poolOrder,
      poolSeats,
      listStart,
      listPool,
      ...(names.people && { peopleNames: textSection(names.people) }),
      ...(names.pools && { poolNames: textSection(names.pools) }),
      ...(names.orders && { orderNames: textSection(names.orders) }),
    },
  };
}

export function textSection(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.join('\n'));
}

export function namesIn(section: Section | undefined, count: number): string[] | undefined {
  if (section === undefined) return undefined;
  const lines = count === 0 ? [] : new TextDecoder().decode(Uint8Array.from(section)).split('\n');
  if (lines.length !== count) throw new UnreadableFile('i nomi non sono tanti quanti i numeri');
  return lines;
}

/** Reads and checks a compact market. Throws `UnreadableFile`, with the record named, on anything that cannot be. */
export function readMarket({ header, sections }: Container): MarketFile {
  const parsed = marketHeaderSchema.safeParse(header);
  if (!parsed.success) {
    throw new UnreadableFile(`testata: valore non ammesso in «${parsed.error.issues[0]?.path.join('.') ?? ''}»`);
  }
  const { people, pools, orders } = parsed.data;
  const market: Market = {
    people,
    pools,
    orders,
    orderStart: sectionOf(sections, 'orderStart', orders + 1),
    orderPerson: sectionOf(sections, 'orderPerson'),
    poolOrder: indexSection(sections, 'poolOrder'),
    poolSeats: sectionOf(sections, 'poolSeats', pools),
    listStart: sectionOf(sections, 'listStart', people + 1),
    listPool: indexSection(sections, 'listPool'),
  };
  const names: Names = {
    ...named('people', namesIn(sections['peopleNames'], people)),
    ...named('pools', namesIn(sections['poolNames'], pools)),
    ...named('orders', namesIn(sections['orderNames'], orders)),
  };
  const fault = marketFault(market, names, parsed.data.listLimit);
  if (fault !== undefined) throw new UnreadableFile(fault);
  return { header: { ...header, ...parsed.data }, market, names };
}

function named(key: keyof Names, names: string[] | undefined): Names {
  return names === undefined ? {} : { [key]: names };
}

function sectionOf(sections: Container['sections'], name: string, length?: number): Uint32Array {
  const section = sections[name];
  if (!(section instanceof Uint32Array)) throw new UnreadableFile(`manca la parte «${name}»`);
  if (length !== undefined && section.length !== length)
    throw new UnreadableFile(`la parte «${name}» è lunga ${section.length}, non ${length}`);
  return section;
}

function indexSection(sections: Container['sections'], name: string): Uint16Array | Uint32Array {
  const section = sections[name];
  if (section instanceof Uint16Array || section instanceof Uint32Array) return section;
  throw new UnreadableFile(`manca la parte «${name}»`);
}

/** The first thing wrong with a market, naming the record; nothing if it is sound. Linear in its size. */
export function marketFault(market: Market, names: Names, listLimit: number): string | undefined {
  const { people, pools, orders, orderStart, orderPerson, listStart, listPool, poolOrder } = market;
  const person = (index: number) => names.people?.[index] ?? `${index}`;
  if (!runsUp(orderStart, orderPerson.length)) return 'graduatorie: gli inizi non sono in ordine';
  if (!runsUp(listStart, listPool.length)) return 'preferenze: gli inizi non sono in ordine';
  if (poolOrder.length !== pools) return `posti: sono ${poolOrder.length}, non ${pools}`;
  for (let pool = 0; pool < pools; pool++) {
    if ((poolOrder[pool] as number) >= orders) return `posto ${names.pools?.[pool] ?? pool}: graduatoria sconosciuta`;
  }
  const inOrder = firstRepeated(orderStart, orderPerson, people);
  if (inOrder !== undefined) {
    const what = inOrder.value >= people ? 'persona sconosciuta' : `${person(inOrder.value)} è ripetuta`;
    return `graduatoria ${names.orders?.[inOrder.row] ?? inOrder.row}: ${what}`;
  }
  const inList = firstRepeated(listStart, listPool, pools);
  if (inList !== undefined) {
    const pool = names.pools?.[inList.value] ?? inList.value;
    const what = inList.value >= pools ? `posto sconosciuto (${inList.value})` : `preferenza ripetuta (${pool})`;
    return `persona ${person(inList.row)}: ${what}`;
  }
  for (let index = 0; index < people; index++) {
    const length = (listStart[index + 1] as number) - (listStart[index] as number);
    if (length > listLimit) return `persona ${person(index)}: le preferenze sono ${length}, il massimo è ${listLimit}`;
  }
  return undefined;
}

function runsUp(start: Uint32Array, end: number): boolean {
  if (start[0] !== 0 || start[start.length - 1] !== end) return false;
  for (let each = 1; each < start.length; each++) {
    if ((start[each] as number) < (start[each - 1] as number)) return false;
  }
  return true;
}

/** The first value of a row that is out of range or already in that row. */
function firstRepeated(
  start: Uint32Array,
  values: Uint16Array | Uint32Array,
  bound: number,
): { row: number; value: number } | undefined {
  const lastRow = new Uint32Array(bound);
  for (let row = 0; row + 1 < start.length; row++) {
    const end = start[row + 1] as number;
    for (let at = start[row] as number; at < end; at++) {
      const value = values[at] as number;
      if (value >= bound || (lastRow[value] as number) === row + 1) return { row, value };
      lastRow[value] = row + 1;
    }
  }
  return undefined;
}
