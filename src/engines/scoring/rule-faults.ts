import type { ReadingFault } from '../../kernel/reading-faults.ts';
import { type AskedField, fieldOf, type World } from './asked.ts';
import { nowhere } from './condition-faults.ts';
import type { RuleOf } from './rule-schema.ts';
import type { TableItem } from './table-schema.ts';

/** What each rule reads, and from which kinds of question. */
const READS: Readonly<Record<string, readonly string[]>> = {
  mark: ['mark'],
  number: ['integer', 'decimal'],
  date: ['date'],
  year: ['school_year'],
};

/** What a rule cannot do with the questions of its facts: read one that is not there, give points nobody can get. */
export function ruleFaults(world: World, item: TableItem, path: string): readonly ReadingFault[] {
  const at = `${path}.rule`;
  const reads = (name: string, as: string, word: string): ReadingFault[] => {
    const field = fieldOf(world, name);
    if (field === undefined) return [nowhere(name, `${at}.${word}`)];
    const right = READS[as]?.includes(field.kind) ?? true;
    return right
      ? []
      : [{ path: `${at}.${word}`, message: `"${name}" è di tipo ${field.kind}: questa regola non lo sa leggere` }];
  };
  const { rule } = item;
  switch (rule.kind) {
    case 'each':
      return capFaults(item, rule.points, path);
    case 'amount':
      return [...reads(rule.field, 'number', 'field'), ...ratesFaults(rule, at)];
    case 'lookup':
      return [...reads(rule.field, 'any', 'field'), ...lookupFaults(fieldOf(world, rule.field), rule, at)];
    case 'band':
      return [...reads(rule.mark, 'mark', 'mark'), ...bandFaults(rule, at)];
    case 'above':
      return [
        ...reads(rule.mark, 'mark', 'mark'),
        ...(rule.threshold < rule.scale ? [] : [{ path: `${at}.threshold`, message: 'la soglia non si può superare' }]),
      ];
    case 'scaled':
      return [
        ...reads(rule.mark, 'mark', 'mark'),
        ...(rule.points > 0 ? [] : [{ path: `${at}.points`, message: 'con zero punti nessun voto dà punti' }]),
      ];
    case 'months':
      return [
        ...reads(rule.from, 'date', 'from'),
        ...reads(rule.to, 'date', 'to'),
        ...(rule.year === undefined ? [] : reads(rule.year, 'year', 'year')),
        ...monthFaults(rule, at),
        ...ratesFaults(rule, at),
      ];
    case 'days':
      return [
        ...reads(rule.from, 'date', 'from'),
        ...reads(rule.to, 'date', 'to'),
        ...(rule.points > 0 ? [] : [{ path: `${at}.points`, message: 'con zero punti nessun giorno dà punti' }]),
      ];
  }
}

function monthFaults(rule: RuleOf<'months'>, at: string): readonly ReadingFault[] {
  const faults = [
    [rule.fraction > rule.month_days, 'fraction', 'la frazione è più lunga del mese: nessuno la raggiunge'],
    [
      rule.full_when !== undefined && rule.max_months === undefined,
      'full_when',
      'l’anno intero vale max_months mesi, che qui manca',
    ],
    [
      rule.steps !== undefined && (rule.year !== undefined || !rule.sum_days),
      'steps',
      'gli scaglioni contano i mesi di tutti gli anni: togli year e sum_days',
    ],
  ] as const;
  return faults.flatMap(([wrong, word, message]) => (wrong ? [{ path: `${at}.${word}`, message }] : []));
}

/** So many titles at so many points are less than the cap: nobody ever reaches it. */
function capFaults({ cap, max_count }: TableItem, points: number, path: string): readonly ReadingFault[] {
  const most = max_count === undefined ? Number.POSITIVE_INFINITY : max_count * points;
  return cap === undefined || most >= cap
    ? []
    : [{ path: `${path}.cap`, message: 'questo massimo non si raggiunge mai: i titoli ammessi valgono meno' }];
}

/** One way of paying, and steps that all begin. */
function ratesFaults(rule: RuleOf<'amount'> | RuleOf<'months'>, at: string): readonly ReadingFault[] {
  if ((rule.points === undefined) === (rule.steps === undefined)) {
    return [{ path: at, message: 'serve points oppure steps, uno dei due' }];
  }
  const bounds = (rule.steps ?? []).map((step) => step.up_to ?? Number.POSITIVE_INFINITY);
  const wrong = bounds.findIndex((bound, index) => index > 0 && bound <= (bounds[index - 1] ?? 0));
  return wrong === -1
    ? []
    : [{ path: `${at}.steps.${wrong}`, message: 'questo scaglione non comincia mai: va dopo il precedente' }];
}

function lookupFaults(field: AskedField | undefined, rule: RuleOf<'lookup'>, at: string): readonly ReadingFault[] {
  const choices = field?.choices;
  if (choices === undefined) return [];
  return Object.keys(rule.points)
    .filter((value) => !choices.includes(value))
    .map((value) => ({ path: `${at}.points.${value}`, message: `"${value}" non è tra le scelte di "${rule.field}"` }));
}

function bandFaults({ bands, scale }: RuleOf<'band'>, at: string): readonly ReadingFault[] {
  return bands.flatMap(({ from }, index) => {
    const path = `${at}.bands.${index}`;
    if (from > scale) return [{ path, message: `nessun voto su ${scale} arriva a ${from}` }];
    return bands.findIndex((other) => other.from === from) === index
      ? []
      : [{ path, message: `una fascia da ${from} c’è già` }];
  });
}
