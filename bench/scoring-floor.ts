import type { Batch } from '../src/engines/scoring/batch.ts';

/**
 * The floor: table A/4 for A-12 written by hand as one plain loop over the columns that the compiled table reads, for the
 * kinds of title of the synthetic data. No table, no conditions, no reasons; hundredths of a point. What the engine is
 * measured against, and must agree with.
 */
export function plainLoop(batch: Batch): () => Int32Array {
  const access = batch.column('access', 'mark', 'access_mark');
  const flats = flatPoints(batch);
  const titles = titleColumns(batch);
  const services = serviceColumns(batch);
  const years = new YearDays(batch.codes.values.length);
  const seen = new Uint32Array(batch.codes.values.length);
  const best = new Int32Array(batch.codes.values.length);
  const [accesses, ofTitles, ofServices] = ['access', 'title', 'service'].map((kind) => offsetsOf(batch, kind));
  let turn = 0;
  return () => {
    const points = new Int32Array(batch.applications.length);
    for (let at = 0; at < points.length; at += 1) {
      turn += 1;
      const mark = access.values[accesses?.[at] as number] as number;
      const lode = access.lodes[accesses?.[at] as number] === 1;
      let total = 1200 + Math.max(0, mark - 76) * 50 + (lode ? 400 : 0);
      let [clil, ict, masters] = [0, 0, 0];
      for (let row = ofTitles?.[at] as number; row < (ofTitles?.[at + 1] as number); row += 1) {
        if ((titles.accessFor[row] as string[] | undefined)?.includes('A-12')) continue;
        const type = titles.types[row];
        if (type === titles.language) {
          const language = titles.languages[row] as number;
          const level = flats[titles.levels[row] as number] as number;
          const before = seen[language] === turn ? (best[language] as number) : 0;
          seen[language] = turn;
          if (level > before) total += level - before;
          best[language] = Math.max(level, before);
        } else if (type === titles.master) {
          const year = titles.years[row] as number;
          if (seen[year] !== turn) masters += 1;
          seen[year] = turn;
        } else if (type === titles.ict) ict += flats[titles.ictKinds[row] as number] as number;
        else if (type === titles.clil) clil = 600;
        else total += flats[type as number] as number;
      }
      years.clear();
      for (let row = ofServices?.[at] as number; row < (ofServices?.[at + 1] as number); row += 1) {
        const specific =
          services.activities[row] === services.teaching && services.specific[services.classes[row] as number] === 1;
        const group = (specific ? 0 : 2) + (services.schools[row] === services.private ? 1 : 0);
        const full = services.full[row] === services.yes;
        years.add(services.years[row] as number, group, services.from[row] as number, services.to[row] as number, full);
      }
      points[at] = total + clil + Math.min(ict, 400) + Math.min(masters, 3) * 100 + years.points();
    }
    return points;
  };
}

function offsetsOf(batch: Batch, kind: string): Uint32Array {
  return batch.rowsOf(kind)?.offsets ?? new Uint32Array(batch.applications.length + 1);
}

const FLAT: readonly (readonly [string, number])[] = [
  ['degree', 300],
  ['first_degree', 150],
  ['its', 150],
  ['qualification', 300],
  ['support', 900],
  ['phd', 1400],
  ['B2', 300],
  ['C1', 400],
  ['C2', 600],
  ['accredited_half', 50],
  ['accredited_one', 100],
  ['accredited_two', 200],
];

function flatPoints(batch: Batch): Int32Array {
  const codes = FLAT.map(([value, points]) => [batch.codes.codeOf(value), points] as const);
  titleColumns(batch);
  const flats = new Int32Array(batch.codes.values.length);
  for (const [code, points] of codes) flats[code] = points;
  return flats;
}

function titleColumns(batch: Batch) {
  return {
    types: batch.column('title', 'code', 'type'),
    languages: batch.column('title', 'code', 'language'),
    levels: batch.column('title', 'code', 'level'),
    years: batch.column('title', 'code', 'academic_year'),
    ictKinds: batch.column('title', 'code', 'ict_kind'),
    accessFor: batch.column('title', 'raw', 'access_for'),
    language: batch.codes.codeOf('language'),
    master: batch.codes.codeOf('master'),
    ict: batch.codes.codeOf('ict'),
    clil: batch.codes.codeOf('clil_course'),
  };
}

function serviceColumns(batch: Batch) {
  const classes = batch.column('service', 'code', 'teaching_class');
  const specific = new Uint8Array(batch.codes.values.length + 3);
  for (const code of ['A-12', 'A-22 (DPR 19/2016)', 'ADSS']) specific[batch.codes.codeOf(code)] = 1;
  return {
    classes,
    specific,
    years: batch.column('service', 'word', 'school_year'),
    from: batch.column('service', 'day', 'from'),
    to: batch.column('service', 'day', 'to'),
    schools: batch.column('service', 'code', 'school_type'),
    activities: batch.column('service', 'code', 'activity'),
    full: batch.column('service', 'code', 'full_year'),
    private: batch.codes.codeOf('private'),
    teaching: batch.codes.codeOf('teaching'),
    yes: batch.codes.codeOf(true),
  };
}

/** The days of one application by school year and group: specific whole and half, other whole and half. */
class YearDays {
  readonly #places: Int32Array;
  readonly #turns: Uint32Array;
  #turn = 0;
  #years = 0;
  readonly #full = new Uint8Array(64);
  readonly #counts = new Int32Array(64);
  readonly #from = new Int32Array(64 * 16);
  readonly #to = new Int32Array(64 * 16);

  constructor(codes: number) {
    this.#places = new Int32Array(codes);
    this.#turns = new Uint32Array(codes);
  }

  clear(): void {
    this.#turn += 1;
    this.#years = 0;
  }

  add(year: number, group: number, from: number, to: number, full: boolean): void {
    if (this.#turns[year] !== this.#turn) {
      this.#turns[year] = this.#turn;
      this.#places[year] = this.#years * 4;
      this.#full.fill(0, this.#years * 4, this.#years * 4 + 4);
      this.#counts.fill(0, this.#years * 4, this.#years * 4 + 4);
      this.#years += 1;
    }
    const slot = (this.#places[year] as number) + group;
    if (full) this.#full[slot] = 1;
    let at = slot * 16 + (this.#counts[slot] as number);
    for (; at > slot * 16 && (this.#from[at - 1] as number) > from; at -= 1) {
      this.#from[at] = this.#from[at - 1] as number;
      this.#to[at] = this.#to[at - 1] as number;
    }
    this.#from[at] = from;
    this.#to[at] = to;
    this.#counts[slot] = (this.#counts[slot] as number) + 1;
  }

  points(): number {
    let total = 0;
    for (let slot = 0; slot < this.#years * 4; slot += 4) {
      const specific = Math.min(1200, this.#months(slot) * 200 + this.#months(slot + 1) * 100);
      const other = Math.min(600, this.#months(slot + 2) * 100 + this.#months(slot + 3) * 50);
      total += Math.min(1200, specific + other);
    }
    return total;
  }

  #months(slot: number): number {
    if (this.#full[slot] === 1) return 6;
    let count = 0;
    let latest = Number.NEGATIVE_INFINITY;
    for (let at = slot * 16; at < slot * 16 + (this.#counts[slot] as number); at += 1) {
      const last = this.#to[at] as number;
      if (last <= latest) continue;
      count += last - Math.max(this.#from[at] as number, latest + 1) + 1;
      latest = last;
    }
    return Math.min(6, Math.floor(count / 30) + (count % 30 >= 16 ? 1 : 0));
  }
}
