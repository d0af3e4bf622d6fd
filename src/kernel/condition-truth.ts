import { type Condition, type CountCondition, type FieldCondition, holds, namesUsed } from './condition.ts';
import type { Expression } from './expression.ts';
import { evaluate } from './expression-evaluate.ts';
import { namesIn } from './expression-names.ts';

/** What one name may stand for: enough values to decide by, `undefined` for no answer, and when it is asked at all. */
export interface Possible {
  readonly values: readonly unknown[];
  readonly when?: Condition | undefined;
}

/** Whether a condition holds whatever is answered, whatever is not, or depends on the answers. */
export type Truth = 'always' | 'never' | 'either';

/** More combinations than this are not tried: the condition counts as undecided. */
const MOST_COMBINATIONS = 20_000;

/**
 * Tries the condition with every combination of possible values. What nothing is known about (counts, relations, names
 * that `possible` does not know) may be anything, so that "always" and "never" are said only when they are certain. A
 * question that is not asked has no answer.
 */
export function truthOf(condition: Condition, possible: (name: string) => Possible | undefined): Truth {
  const known = involved(condition, possible);
  const size = [...known.values()].reduce((product, { values }) => product * values.length, 1);
  if (size > MOST_COMBINATIONS) return 'either';
  let [some, all] = [false, true];
  for (const values of combinations([...known])) {
    if (!isConsistent(known, values)) continue;
    const verdict = judge(condition, values);
    some ||= verdict !== false;
    all &&= verdict === true;
  }
  if (!some) return 'never';
  return all ? 'always' : 'either';
}

/** How many items a section has, as a name: no question may be called so. */
export const sizeName = (section: string) => `#${section}`;

function sizesUsed(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(sizesUsed);
  if ('any' in condition) return condition.any.flatMap(sizesUsed);
  if ('not' in condition) return sizesUsed(condition.not);
  return 'count' in condition ? [sizeName(condition.count.of)] : [];
}

/** The names that decide: those of the condition, and those that decide whether these are asked. */
function involved(condition: Condition, possible: (name: string) => Possible | undefined): Map<string, Possible> {
  const found = new Map<string, Possible>();
  const waiting = [...namesUsed(condition), ...sizesUsed(condition)];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const about = found.has(name) ? undefined : possible(name);
    if (about === undefined) continue;
    found.set(name, about);
    if (about.when !== undefined) waiting.push(...namesUsed(about.when));
  }
  return found;
}

type Values = ReadonlyMap<string, unknown>;

function* combinations(known: readonly (readonly [string, Possible])[]): Generator<Map<string, unknown>> {
  const [first, ...others] = known;
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (const rest of combinations(others)) {
    for (const value of first[1].values) yield new Map(rest).set(first[0], value);
  }
}

function isConsistent(known: ReadonlyMap<string, Possible>, values: Values): boolean {
  return [...known].every(
    ([name, { when }]) => when === undefined || values.get(name) === undefined || judge(when, values) !== false,
  );
}

/** `undefined` where it cannot be said. */
function judge(condition: Condition, values: Values): boolean | undefined {
  if ('all' in condition) return every(condition.all.map((each) => judge(each, values)));
  if ('any' in condition) return not(every(condition.any.map((each) => not(judge(each, values)))));
  if ('not' in condition) return not(judge(condition.not, values));
  if ('formula' in condition) return judgeFormula(condition.formula);
  return 'count' in condition ? judgeCount(condition, values) : judgeField(condition, values);
}

/** A formula that reads no answer comes to the same for everybody; of the others nothing is said. */
function judgeFormula(formula: Expression): boolean | undefined {
  if (namesIn(formula).length > 0) return undefined;
  return evaluate(formula, { value: () => undefined, items: () => [] }) === true;
}

/** Of items that satisfy something, no more is said than that they are no more than all the items. */
function judgeCount({ count, at_least = 0, at_most }: CountCondition, values: Values): boolean | undefined {
  const size = values.get(sizeName(count.of));
  if (typeof size !== 'number') return undefined;
  if (size < at_least) return false;
  if (count.where !== undefined) return undefined;
  return at_most === undefined || size <= at_most;
}

function judgeField(condition: FieldCondition, values: Values): boolean | undefined {
  const { is_field, has_field, related, ...alone } = condition;
  const others = [is_field, has_field, related?.to].filter((name) => name !== undefined);
  if (!values.has(condition.field)) return undefined;
  const itself = holds(alone, { value: (name) => values.get(name), items: () => [] });
  return itself && others.length > 0 ? undefined : itself;
}

function every(verdicts: readonly (boolean | undefined)[]): boolean | undefined {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function not(verdict: boolean | undefined): boolean | undefined {
  return verdict === undefined ? undefined : !verdict;
}

/** One test inside a condition, the way to it (`all.0.not`), and the section whose items it looks at, inside a count. */
export interface PlacedTest {
  readonly path: string;
  readonly test: FieldCondition;
  readonly of?: string;
}

/** Every test on one field inside a condition, in reading order. */
export function fieldTests(condition: Condition, path = ''): readonly PlacedTest[] {
  const at = (step: string) => (path === '' ? step : `${path}.${step}`);
  if ('all' in condition) return condition.all.flatMap((each, index) => fieldTests(each, at(`all.${index}`)));
  if ('any' in condition) return condition.any.flatMap((each, index) => fieldTests(each, at(`any.${index}`)));
  if ('not' in condition) return fieldTests(condition.not, at('not'));
  if ('formula' in condition) return [];
  if (!('count' in condition)) return [{ path, test: condition }];
  const { of, where } = condition.count;
  return where === undefined ? [] : fieldTests(where, at('count.where')).map((each) => ({ of, ...each }));
}

/** The bounds that conditions set to how many items a section has, with or without conditions on them. */
export function sizeBounds(section: string, condition: Condition): readonly number[] {
  if ('all' in condition) return condition.all.flatMap((each) => sizeBounds(section, each));
  if ('any' in condition) return condition.any.flatMap((each) => sizeBounds(section, each));
  if ('not' in condition) return sizeBounds(section, condition.not);
  if (!('count' in condition) || condition.count.of !== section) return [];
  return [condition.at_least, condition.at_most].filter((bound) => bound !== undefined);
}
