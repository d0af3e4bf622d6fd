/** A declared document as the checker reads it: plain JSON, nothing borrowed from the engine. */
export interface Head {
  readonly mechanism: string;
  readonly round: number;
  readonly seed: string;
  readonly parameters: {
    readonly areaOrder: string;
    readonly minimumHours: number;
    readonly reserves: {
      readonly mode: string;
      readonly rounding: string;
      readonly ceiling: number;
      readonly categories: readonly { readonly code: string; readonly percent: number }[];
    };
    readonly precedence: boolean;
    readonly completion: { readonly lostWhenFree: string };
    readonly mobility: {
      readonly shares: readonly [number, number, number];
      readonly thirdPhase: readonly string[];
      readonly vacated: readonly string[];
      readonly passages: string;
      readonly laterPhaseImproves: boolean;
    };
    readonly commissions: { readonly phases: readonly string[]; readonly exOfficioBeforeNext: readonly number[] };
  };
}
export interface SchoolRow {
  readonly code: string;
  readonly municipality: string;
  readonly district: string;
  readonly province: string;
  readonly region: string;
}
export interface RankingRow {
  readonly code: string;
  readonly scan: number;
  readonly role: string;
}
export interface SeatRow {
  readonly code: string;
  readonly school: string;
  readonly ranking: string;
  readonly contract: string;
  readonly kind: string;
  readonly post: string;
  readonly hours?: number;
  readonly seats: number;
  readonly round: number;
}
export interface EntryRow {
  readonly ranking: string;
  readonly tier: number;
  readonly points: number;
  readonly keys: readonly number[];
}
export interface PreferenceRow {
  readonly to: string;
  readonly rankings?: readonly string[];
  readonly contracts: readonly string[];
  readonly kinds: readonly string[];
  readonly posts: readonly string[];
  readonly hours?: readonly [number, number];
  readonly points?: number;
  readonly tier?: number;
}
export interface PersonRow {
  readonly code: string;
  readonly entries: readonly EntryRow[];
  readonly preferences: readonly PreferenceRow[];
  readonly reserves: readonly string[];
  readonly precedence?: { readonly rank: number; readonly municipality?: string };
  readonly barred: readonly string[];
  readonly tenure?: { readonly school: string; readonly ranking: string };
  readonly transferFirst: boolean;
  readonly exOfficio: readonly string[];
  readonly precluded: readonly string[];
  readonly carried?: { readonly seat?: string; readonly round: number };
}
export interface ReachedRow {
  readonly ranking: string;
  readonly position: number;
  readonly round: number;
}

export interface Records {
  readonly head: Head;
  readonly schools: readonly SchoolRow[];
  readonly rankings: readonly RankingRow[];
  readonly seats: readonly SeatRow[];
  readonly persons: readonly PersonRow[];
  readonly reached: readonly ReachedRow[];
}

/** Splits the lines of a canonical document by their kind. The order is that of the file, which is canonical. */
export function recordsOf(lines: Iterable<string>): Records {
  const rows: Record<string, unknown[]> = {};
  for (const line of lines) {
    if (line.trim() === '') continue;
    const row = JSON.parse(line) as { record: string };
    const kind = rows[row.record];
    if (kind === undefined) rows[row.record] = [row];
    else kind.push(row);
  }
  return {
    head: (rows['head'] ?? [])[0] as Head,
    schools: (rows['school'] ?? []) as SchoolRow[],
    rankings: (rows['ranking'] ?? []) as RankingRow[],
    seats: (rows['seat'] ?? []) as SeatRow[],
    persons: (rows['person'] ?? []) as PersonRow[],
    reached: (rows['reached'] ?? []) as ReachedRow[],
  };
}

/** Who comes before whom: tier, points, keys, lot. Below zero when the first does. */
export function before(one: Omit<EntryRow, 'ranking'>, other: Omit<EntryRow, 'ranking'>): number {
  const left = [one.tier, -one.points, ...one.keys];
  const right = [other.tier, -other.points, ...other.keys];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export type Lot = (seed: string, code: string) => string;

/** People of each ranking by merit, worked out anew. */
export function meritOrders({ head, rankings, persons }: Records, lot: Lot): Map<string, number[]> {
  const found = new Map<string, { person: number; entry: EntryRow }[]>(rankings.map((each) => [each.code, []]));
  for (const [person, { entries }] of persons.entries()) {
    for (const entry of entries) found.get(entry.ranking)?.push({ person, entry });
  }
  const draw = (person: number) => lot(head.seed, persons[person]?.code ?? '');
  return new Map(
    [...found].map(([ranking, rows]) => [
      ranking,
      rows
        .sort((one, other) => before(one.entry, other.entry) || (draw(one.person) < draw(other.person) ? -1 : 1))
        .map((row) => row.person),
    ]),
  );
}
