import type { Document, Fault, Person } from './document-schema.ts';

/** What the records say against each other: repeated and unknown codes, lists too long, preferences repeated. */
export function documentFaults(document: Document): Fault[] {
  const known = knownCodes(document);
  return [
    ...repeated('school', document.schools),
    ...repeated('ranking', document.rankings),
    ...repeated('seat', document.seats),
    ...repeated('person', document.persons),
    ...nestingFaults(document),
    ...seatFaults(document, known),
    ...document.persons.flatMap((person) => personFaults(person, document, known)),
    ...document.reached.flatMap((each) =>
      known.rankings.has(each.ranking)
        ? []
        : [{ where: `reached ${each.ranking}`, what: 'la graduatoria non è nel file' }],
    ),
  ];
}

interface Known {
  readonly schools: ReadonlySet<string>;
  readonly rankings: ReadonlySet<string>;
  readonly seats: ReadonlySet<string>;
  /** Every place a preference may name. */
  readonly places: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
}

function knownCodes({ head, schools, rankings, seats }: Document): Known {
  return {
    schools: new Set(schools.map((each) => each.code)),
    rankings: new Set(rankings.map((each) => each.code)),
    seats: new Set(seats.map((each) => each.code)),
    places: new Set(schools.flatMap((each) => [each.code, each.municipality, each.district, each.province])),
    categories: new Set(head.parameters.reserves.categories.map((each) => each.code)),
  };
}

function repeated(record: string, items: readonly { readonly code: string }[]): Fault[] {
  const seen = new Set<string>();
  return items.flatMap(({ code }) => {
    const twice = seen.has(code);
    seen.add(code);
    return twice ? [{ where: `${record} ${code}`, what: 'il codice è ripetuto' }] : [];
  });
}

/** A code may mean one place only, and a municipality or district must lie in one province: areas nest, never cross. */
function nestingFaults({ schools }: Document): Fault[] {
  const faults: Fault[] = [];
  const levels = new Map<string, string>();
  const provinceOf = new Map<string, string>();
  for (const school of schools) {
    for (const level of ['code', 'municipality', 'district', 'province'] as const) {
      const before = levels.get(school[level]);
      if (before !== undefined && before !== level) {
        faults.push({ where: `school ${school.code}`, what: `«${school[level]}» indica due aree di genere diverso` });
      }
      levels.set(school[level], level);
      const province = provinceOf.get(school[level]);
      if (province !== undefined && province !== school.province) {
        faults.push({ where: `school ${school.code}`, what: `«${school[level]}» sta in due province` });
      }
      provinceOf.set(school[level], school.province);
    }
  }
  return faults;
}

function seatFaults({ seats }: Document, known: Known): Fault[] {
  return seats.flatMap((seat) => {
    const where = `seat ${seat.code}`;
    if (!known.schools.has(seat.school)) return [{ where, what: `la scuola ${seat.school} non è nel file` }];
    if (!known.rankings.has(seat.ranking)) return [{ where, what: `la graduatoria ${seat.ranking} non è nel file` }];
    if (seat.contract === 'part' && seat.hours === undefined) return [{ where, what: 'uno spezzone deve dire le ore' }];
    return [];
  });
}

function personFaults(person: Person, { head }: Document, known: Known): Fault[] {
  const where = `person ${person.code}`;
  const faults: Fault[] = [];
  const say = (what: string) => faults.push({ where, what });
  const limit = head.parameters.listLimit;
  if (person.preferences.length > limit) say(`le preferenze sono ${person.preferences.length}, il massimo è ${limit}`);
  const entered = new Set<string>();
  for (const { ranking } of person.entries) {
    if (!known.rankings.has(ranking)) say(`la graduatoria ${ranking} non è nel file`);
    if (entered.has(ranking)) say(`è due volte nella graduatoria ${ranking}`);
    entered.add(ranking);
  }
  const seen = new Map<string, number>();
  for (const [index, preference] of person.preferences.entries()) {
    const text = JSON.stringify(preference);
    const before = seen.get(text);
    if (before !== undefined) say(`la preferenza ${index + 1} ripete la ${before + 1}`);
    seen.set(text, index);
    if (!known.places.has(preference.to))
      say(`la preferenza ${index + 1} nomina «${preference.to}», che non è nel file`);
    for (const ranking of preference.rankings ?? []) {
      if (!known.rankings.has(ranking)) say(`la preferenza ${index + 1} nomina la graduatoria ${ranking}, che non c’è`);
    }
    if (preference.hours && preference.hours[0] > preference.hours[1]) {
      say(`nella preferenza ${index + 1} le ore minime superano le massime`);
    }
    for (const list of [preference.contracts, preference.kinds, preference.posts] as const) {
      if (new Set<string>(list).size < list.length) say(`nella preferenza ${index + 1} c’è una voce ripetuta`);
    }
  }
  for (const reserve of person.reserves) {
    if (!known.categories.has(reserve)) say(`la categoria di riserva ${reserve} non è tra i parametri`);
  }
  for (const seat of [person.confirmed, person.carried?.seat]) {
    if (seat !== undefined && !known.seats.has(seat)) say(`il posto ${seat} non è nel file`);
  }
  if (person.tenure && !known.schools.has(person.tenure.school))
    say(`la scuola ${person.tenure.school} non è nel file`);
  if (person.tenure && !known.rankings.has(person.tenure.ranking)) say(`la classe ${person.tenure.ranking} non c’è`);
  return faults;
}
