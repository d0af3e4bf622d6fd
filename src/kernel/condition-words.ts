import { type CivilDate, formatDate, parseCivilDate } from './civil-date.ts';
import type { Condition, CountCondition, FieldCondition } from './condition.ts';
import { formulaWords } from './formula-words.ts';

type Plain = string | number | boolean;

/** How the names and values of a condition are called where it is read. */
export interface ConditionNames {
  /** The question a name stands for, quoted: "«Fascia»". */
  field(name: string): string;
  /** A value of it as a person reads it, quoted where it is a choice: "«Prima fascia»". */
  value(name: string, value: Plain): string;
  /** The name stands for a yes or a no. */
  isYesNo(name: string): boolean;
  /** A section that repeats, quoted, and the names inside one of its items. */
  items(section: string): { readonly title: string; readonly names: ConditionNames };
  /** A relation of the pack: "la corrispondenza «Classi accorpate»". */
  relation(name: string): string;
}

/**
 * A condition in plain Italian, to stand after "se": "«Fascia» è «Prima fascia»". Never throws: what this function does
 * not know is written as data, so that no rule goes untold.
 */
export function conditionWords(condition: Condition, names: ConditionNames): string {
  return told(condition, names, true);
}

/** `holds: false` tells the opposite, which reads better than "it is not true that". */
function told(condition: Condition, names: ConditionNames, holds: boolean): string {
  if ('all' in condition) return joined(condition.all, names, holds, holds ? 'and' : 'or');
  if ('any' in condition) return joined(condition.any, names, holds, holds ? 'or' : 'and');
  if ('not' in condition) return told(condition.not, names, !holds);
  if ('count' in condition) return countWords(condition, names, holds);
  if ('formula' in condition) return formulaWords(condition.formula, names, holds);
  if ('field' in condition) return fieldWords(condition, names, holds);
  // A form of the language this function has not learnt yet.
  return `${holds ? '' : 'non '}vale: ${JSON.stringify(condition)}`;
}

function joined(parts: readonly Condition[], names: ConditionNames, holds: boolean, by: 'and' | 'or'): string {
  if (parts.length === 0) return by === 'and' ? 'sempre' : 'mai';
  const groups = (by === 'or') === holds ? alike(parts) : parts.map((part) => [part]);
  const alone = groups.length === 1;
  const words = groups.map((group) => {
    const [first] = group as readonly [Condition];
    if (group.length > 1) return hasWords(group as readonly Having[], names, holds);
    return isCompound(first) && !alone ? `(${told(first, names, holds)})` : told(first, names, holds);
  });
  return words.join(by === 'and' ? ' e ' : ' oppure ');
}

type Having = FieldCondition & { readonly has: Plain };

/** One of several choices of the same question is told once: "comprende A, B o C". */
function alike(parts: readonly Condition[]): readonly (readonly Condition[])[] {
  const groups: Condition[][] = [];
  for (const part of parts) {
    const other = isHaving(part) && groups.find(([first]) => first && isHaving(first) && first.field === part.field);
    if (other) other.push(part);
    else groups.push([part]);
  }
  return groups;
}

function isHaving(part: Condition): part is Having {
  return 'field' in part && part.has !== undefined && Object.keys(part).length === 2;
}

function hasWords(parts: readonly Having[], names: ConditionNames, holds: boolean): string {
  const field = parts[0]?.field ?? '';
  const values = parts.map(({ has }) => names.value(field, has));
  return `${names.field(field)} ${inWords(values, holds, 'comprende')}`;
}

function isCompound(condition: Condition): boolean {
  if ('not' in condition) return isCompound(condition.not);
  if ('all' in condition) return condition.all.length > 1;
  return 'any' in condition && condition.any.length > 1;
}

function countWords({ count, at_least, at_most }: CountCondition, names: ConditionNames, holds: boolean): string {
  const { title, names: inside } = names.items(count.of);
  const where = count.where === undefined ? '' : ` in cui ${conditionWords(count.where, inside)}`;
  const bounds = [
    ...(at_least === undefined || (at_least <= 0 && at_most !== undefined) ? [] : [atLeast(at_least, holds)]),
    ...(at_most === undefined ? [] : [atMost(at_most, holds)]),
  ];
  return `in ${title} ${bounds.join(holds ? ' e ' : ' oppure ') || 'c’è un numero qualsiasi di voci'}${where}`;
}

function atLeast(count: number, holds: boolean): string {
  if (!holds) return atMost(count - 1, true);
  return count === 1 ? 'c’è almeno una voce' : `ci sono almeno ${count} voci`;
}

function atMost(count: number, holds: boolean): string {
  if (!holds) return atLeast(count + 1, true);
  if (count <= 0) return 'non c’è nessuna voce';
  return count === 1 ? 'c’è al massimo una voce' : `ci sono al massimo ${count} voci`;
}

/** Every test named on one field; together they must hold, or, told the other way, one must fail. */
function fieldWords(condition: FieldCondition, names: ConditionNames, holds: boolean): string {
  const field = names.field(condition.field);
  const tests = [
    ...(condition.answered === undefined ? [] : [answeredWords(field, condition.answered === holds)]),
    ...valueTests(condition, names, holds).map((words) => `${field} ${words}`),
    ...(condition.is === undefined ? [] : [isWords(condition.field, condition.is, names, holds)]),
    ...otherTests(condition, names, holds).map((words) => `${field} ${words}`),
  ];
  return tests.join(holds ? ' e ' : ' oppure ') || (holds ? 'sempre' : 'mai');
}

function answeredWords(field: string, answered: boolean): string {
  return answered ? `c’è una risposta a ${field}` : `non c’è risposta a ${field}`;
}

function isWords(name: string, value: Plain, names: ConditionNames, holds: boolean): string {
  const field = names.field(name);
  if (typeof value === 'boolean' || names.isYesNo(name)) {
    return (value === true) === holds ? `hai risposto sì a ${field}` : `non hai risposto sì a ${field}`;
  }
  return `${field} ${holds ? 'è' : 'non è'} ${names.value(name, value)}`;
}

function valueTests(condition: FieldCondition, names: ConditionNames, holds: boolean): string[] {
  const { field, has, at_least, at_most, above, below } = condition;
  const say = (value: Plain) => names.value(field, value);
  return [
    ...(condition.in === undefined ? [] : [inWords(condition.in.map(say), holds)]),
    ...(has === undefined ? [] : [`${holds ? 'comprende' : 'non comprende'} ${say(has)}`]),
    ...(at_least === undefined ? [] : [boundWords(holds ? 'from' : 'before', at_least, say)]),
    ...(at_most === undefined ? [] : [boundWords(holds ? 'until' : 'after', at_most, say)]),
    ...(above === undefined ? [] : [boundWords(holds ? 'after' : 'until', above, say)]),
    ...(below === undefined ? [] : [boundWords(holds ? 'before' : 'from', below, say)]),
  ];
}

function inWords(values: readonly string[], holds: boolean, verb = 'è'): string {
  const last = values.at(-1) ?? '';
  if (values.length < 2) return `${holds ? verb : `non ${verb}`} ${last}`;
  const before = values.slice(0, -1).join(', ');
  return holds ? `${verb} ${before} o ${last}` : `non ${verb} né ${values.join(' né ')}`;
}

const NUMBERS = { from: 'è almeno', until: 'è al massimo', after: 'è più di', before: 'è meno di' } as const;
const DAYS = { from: 'non è prima del', until: 'non è dopo il', after: 'è dopo il', before: 'è prima del' } as const;
const TEXTS = { from: 'non è prima di', until: 'non è dopo', after: 'è dopo', before: 'è prima di' } as const;

function boundWords(side: keyof typeof NUMBERS, bound: string | number, say: (value: Plain) => string): string {
  if (typeof bound === 'number') return `${NUMBERS[side]} ${say(bound)}`;
  if (parseCivilDate(bound) === bound) return `${DAYS[side]} ${formatDate(bound as CivilDate)}`;
  return `${TEXTS[side]} ${say(bound)}`;
}

function otherTests({ is_field, has_field, related }: FieldCondition, names: ConditionNames, holds: boolean): string[] {
  const not = holds ? '' : 'non ';
  return [
    ...(is_field === undefined ? [] : [`${holds ? 'è uguale a' : 'è diverso da'} ${names.field(is_field)}`]),
    ...(has_field === undefined ? [] : [`${not}comprende ${names.field(has_field)}`]),
    ...(related === undefined
      ? []
      : [`${not}è uguale a ${names.field(related.to)}, e ${not}gli corrisponde per ${names.relation(related.by)}`].map(
          (words) => (holds ? words.replace(', e gli', ', o gli') : words),
        )),
  ];
}
