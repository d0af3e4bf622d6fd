import { compareText } from './document.ts';
import type { Document, School } from './document-schema.ts';
import { compareKeys, type Entry, type LotOf } from './merit.ts';

/** An area of one ranking, or one of its schools: schools lie in municipalities and districts, these in a province. */
export interface Node {
  readonly key: string;
  readonly parent: number;
  readonly level: 'school' | 'inner' | 'outer' | 'province';
}

export type Phase = 'municipal' | 'provincial' | 'interprovincial' | 'professional';

/** One preference of one person, in the phase it belongs to, with its place among all requests. */
export interface Request {
  readonly person: number;
  readonly line: number;
  readonly node: number;
  readonly phase: Phase;
  /** Lower is before: precedence, points, older age, lot (CCNI 2025-28 art. 13 and Allegato 1). */
  rank: number;
}

export interface MobilityWorld {
  readonly document: Document;
  readonly nodes: readonly Node[];
  /** Schools below each node, in the order of the bulletin (their codes). */
  readonly schoolsOf: readonly (readonly number[])[];
  /** Vacant seats at each school node. */
  readonly vacant: Float64Array;
  /** By person: the node of the school of tenure, or −1. */
  readonly tenure: Int32Array;
  readonly requests: readonly Request[];
}

/**
 * Areas as a tree for each ranking: a school lies in a municipality and a district, one inside the other, and these in a
 * province. Requests are ranked all together: tier of the precedence, then points (with those that count only there),
 * then the further keys, last the lot.
 */
export function mobilityWorld(document: Document, lotOf: LotOf): MobilityWorld {
  const tree = treesOf(document);
  const vacant = new Float64Array(tree.nodes.length);
  for (const seat of document.seats) {
    const node = tree.nodeOf.get(`${seat.ranking}\n${seat.school}`) ?? 0;
    vacant[node] = (vacant[node] as number) + seat.seats;
  }
  const tenure = Int32Array.from(document.persons, ({ tenure: held }) =>
    held === undefined ? -1 : (tree.nodeOf.get(`${held.ranking}\n${held.school}`) ?? -1),
  );
  return { document, ...tree, vacant, tenure, requests: rankedRequests(document, tree.nodeOf, lotOf) };
}

function treesOf(document: Document) {
  const nodes: Node[] = [];
  const nodeOf = new Map<string, number>();
  const schoolsOf: number[][] = [];
  const districtIn = districtsInsideMunicipalities(document.schools);
  const add = (ranking: string, code: string, level: Node['level'], parent: number): number => {
    const key = `${ranking}\n${code}`;
    const known = nodeOf.get(key);
    if (known !== undefined) return known;
    nodeOf.set(key, nodes.length);
    schoolsOf.push([]);
    return nodes.push({ key, parent, level }) - 1;
  };
  for (const ranking of document.rankings) {
    for (const school of document.schools) {
      const [outer, inner] = districtIn.has(school.district)
        ? [school.municipality, school.district]
        : [school.district, school.municipality];
      const province = add(ranking.code, school.province, 'province', -1);
      const wide = add(ranking.code, outer, 'outer', province);
      const narrow = add(ranking.code, inner, 'inner', wide);
      const own = add(ranking.code, school.code, 'school', narrow);
      for (const node of [province, wide, narrow, own]) schoolsOf[node]?.push(own);
    }
  }
  return { nodes, nodeOf, schoolsOf };
}

/** Districts that hold a part of one municipality (large cities) stand inside it; the others hold whole municipalities. */
function districtsInsideMunicipalities(schools: readonly School[]): ReadonlySet<string> {
  const municipalitiesOf = new Map<string, Set<string>>();
  const districtsOf = new Map<string, Set<string>>();
  for (const { municipality, district } of schools) {
    municipalitiesOf.set(district, (municipalitiesOf.get(district) ?? new Set()).add(municipality));
    districtsOf.set(municipality, (districtsOf.get(municipality) ?? new Set()).add(district));
  }
  const inside = [...municipalitiesOf].filter(
    ([, held]) => held.size === 1 && (districtsOf.get([...held][0] as string)?.size ?? 0) > 1,
  );
  return new Set(inside.map(([district]) => district));
}

function rankedRequests(document: Document, nodeOf: ReadonlyMap<string, number>, lotOf: LotOf): Request[] {
  const schoolOf = new Map(document.schools.map((school) => [school.code, school]));
  const phaseOf = phasesBy(document.schools);
  const keyed: { request: Request; key: Entry; code: string }[] = [];
  for (const [person, { code, entries, preferences, tenure }] of document.persons.entries()) {
    const home = tenure === undefined ? undefined : schoolOf.get(tenure.school);
    for (const [line, preference] of preferences.entries()) {
      for (const entry of entries) {
        if (preference.rankings !== undefined && !preference.rankings.includes(entry.ranking)) continue;
        const node = nodeOf.get(`${entry.ranking}\n${preference.to}`);
        if (node === undefined) continue;
        const phase =
          tenure !== undefined && tenure.ranking !== entry.ranking ? 'professional' : phaseOf(home, preference.to);
        keyed.push({
          request: { person, line, node, phase, rank: 0 },
          code,
          key: {
            person,
            tier: preference.tier ?? entry.tier,
            points: entry.points + (preference.points ?? 0),
            keys: entry.keys,
          },
        });
      }
    }
  }
  keyed.sort(
    (one, other) =>
      compareKeys(one.key, other.key) ||
      (one.code === other.code
        ? 0
        : compareText(lotOf(document.head.seed, one.code), lotOf(document.head.seed, other.code))) ||
      one.request.line - other.request.line,
  );
  for (const [rank, { request }] of keyed.entries()) request.rank = rank;
  return keyed.map(({ request }) => request);
}

/** Phase I inside the municipality of tenure, II inside the province, III from another province (§3.5). */
function phasesBy(schools: readonly School[]): (home: School | undefined, to: string) => Phase {
  const schoolsIn = new Map<string, School[]>();
  for (const school of schools) {
    for (const place of [school.code, school.municipality, school.district, school.province]) {
      const inside = schoolsIn.get(place);
      if (inside === undefined) schoolsIn.set(place, [school]);
      else inside.push(school);
    }
  }
  const wholly = new Map(
    [...schoolsIn].map(([place, inside]) => {
      const [first] = inside;
      const one = inside.every((each) => each.municipality === first?.municipality);
      return [place, { municipality: one ? first?.municipality : undefined, province: first?.province }];
    }),
  );
  return (home, to) => {
    if (home === undefined) return 'interprovincial';
    if (wholly.get(to)?.municipality === home.municipality) return 'municipal';
    return wholly.get(to)?.province === home.province ? 'provincial' : 'interprovincial';
  };
}
