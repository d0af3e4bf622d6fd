import type { Condition } from '../../kernel/condition.ts';
import type { ReadingFault } from '../../kernel/reading-faults.ts';
import { type AskedField, fieldOf, type World } from './asked.ts';
import { formulaFaults, nowhere, truthIn } from './condition-faults.ts';
import type { Relations } from './pack-schema.ts';
import { mostAnswered } from './reach-faults.ts';
import type { RuleOf, Steps } from './rule-schema.ts';
import type { TableItem } from './table-schema.ts';

/** What each rule reads, and from which kinds of question. */
const READS: Readonly<Record<string, readonly string[]>> = {
  mark: ['mark'],
  number: ['integer', 'decimal', 'money'],
  date: ['date'],
  year: ['school_year'],
};

/** What a rule cannot do with the questions of its facts: read one that is not there, give points nobody can get. */
export function ruleFaults(relations: Relations, world: World, item: TableItem, path: string): readonly ReadingFault[] {
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
      return nothing(rule.points === 0, `${at}.points`, 'con zero punti nessun titolo dà punti');
    case 'amount':
      return [
        ...nothing((rule.field === undefined) === (rule.per === undefined), at, 'serve field oppure per, uno dei due'),
        ...(rule.field === undefined ? [] : reads(rule.field, 'number', 'field')),
        ...(rule.per === undefined ? [] : formulaFaults(relations, world, rule.per, `${at}.per`)),
        ...ratesFaults(rule, at),
        ...stepsReached(
          rule.steps,
          rule.field === undefined ? Number.POSITIVE_INFINITY : mostAnswered(world, rule.field),
          at,
        ),
      ];
    case 'lookup':
      return [
        ...reads(rule.field, 'any', 'field'),
        ...lookupFaults(fieldOf(world, rule.field), rule, at),
        ...leftOut(world, item, rule, at),
      ];
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
        ...nothing(rule.points === 0, `${at}.points`, 'con zero punti nessun voto dà punti'),
      ];
    case 'months':
      return [
        ...reads(rule.from, 'date', 'from'),
        ...reads(rule.to, 'date', 'to'),
        ...(rule.year === undefined ? [] : reads(rule.year, 'year', 'year')),
        ...monthFaults(rule, at),
        ...ratesFaults(rule, at),
        ...stepsReached(rule.steps, rule.max_months ?? Number.POSITIVE_INFINITY, at),
      ];
    case 'value':
      return formulaFaults(relations, world, rule.formula, `${at}.formula`);
    case 'days':
      return [
        ...reads(rule.from, 'date', 'from'),
        ...reads(rule.to, 'date', 'to'),
        ...nothing(rule.points === 0, `${at}.points`, 'con zero punti nessun giorno dà punti'),
      ];
  }
}

function nothing(wrong: boolean, path: string, message: string): readonly ReadingFault[] {
  return wrong ? [{ path, message }] : [];
}

/** A step that begins where no answer arrives. */
function stepsReached(steps: Steps | undefined, most: number, at: string): readonly ReadingFault[] {
  const late = (steps ?? []).findIndex((_, index) => index > 0 && (steps?.[index - 1]?.up_to ?? 0) >= most);
  const message = `questo scaglione non comincia mai: al massimo si arriva a ${most}`;
  return late === -1 ? [] : [{ path: `${at}.steps.${late}`, message }];
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
  const worthless = Object.values(rule.points).every((points) => points === 0);
  if (worthless) return nothing(true, `${at}.points`, 'nessuna scelta dà punti');
  const choices = field?.choices;
  if (choices === undefined) return [];
  return Object.keys(rule.points)
    .filter((value) => !choices.includes(value))
    .map((value) => ({ path: `${at}.points.${value}`, message: `"${value}" non è tra le scelte di "${rule.field}"` }));
}

/** Choices with points that the condition of the item leaves out, or that are not asked when it holds. */
function leftOut(world: World, { when }: TableItem, rule: RuleOf<'lookup'>, at: string): readonly ReadingFault[] {
  const choices = fieldOf(world, rule.field)?.choices ?? [];
  const one = fieldOf(world, rule.field)?.kind === 'enum';
  const valued = one ? Object.keys(rule.points).filter((value) => choices.includes(value)) : [];
  if (when !== undefined && truthIn(world, when) === 'never') return [];
  return valued
    .filter((value) => {
      const chosen: Condition = { field: rule.field, is: value };
      return truthIn(world, when === undefined ? chosen : { all: [when, chosen] }) === 'never';
    })
    .map((value) => ({
      path: `${at}.points.${value}`,
      message: `nessuno ha questi punti: la condizione della voce esclude "${value}"`,
    }));
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
