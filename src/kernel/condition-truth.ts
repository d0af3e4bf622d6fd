import { type Condition, type CountCondition, type FieldCondition, holds, namesUsed } from './condition.ts';
import { type Expression, partsOf } from './expression.ts';
import { evaluate } from './expression-evaluate.ts';
import { namesIn } from './expression-names.ts';
import type { Scope } from './scope.ts';

/**
 * What one name may stand for: enough values to decide tests by, `undefined` for no answer, and when it is asked at all.
 * `whole`: enough to decide formulas by, too.
 */
export interface Possible {
  readonly values: readonly unknown[];
  readonly when?: Condition | undefined;
  readonly whole?: boolean | undefined;
}

type Possibles = (name: string) => Possible | undefined;

/** Whether a condition holds whatever is answered, whatever is not, or depends on the answers. */
export type Truth = 'always' | 'never' | 'either';

/** More combinations than this are not tried: the condition counts as undecided. */
const MOST_COMBINATIONS = 20_000;

/**
 * Tries the condition with every combination of possible values. What nothing is known about (relations, what items
 * satisfy, names that `possible` does not know) may be anything, so that "always" and "never" are said only when they
 * are certain. A question that is not asked has no answer. Formulas that take too many combinations are left open.
 */
export function truthOf(condition: Condition, possible: Possibles): Truth {
  const once = remembering(possible);
  return tried(condition, once, true) ?? tried(condition, once, false) ?? 'either';
}

function tried(condition: Condition, possible: Possibles, formulas: boolean): Truth | undefined {
  const known = involved(condition, possible, formulas);
  const size = [...known.values()].reduce((product, { values }) => product * values.length, 1);
  if (size > MOST_COMBINATIONS) return undefined;
  const isRead = (name: string) => known.get(name)?.whole === true;
  const reads = remembering(
    (formula: Expression) => formulas && namesOfFormula(formula, possible)?.every(isRead) === true,
  );
  let [some, all] = [false, true];
  for (const values of combinations([...known])) {
    const trial = { values, reads };
    if (!isConsistent(known, trial)) continue;
    const verdict = judge(condition, trial);
    some ||= verdict !== false;
    all &&= verdict === true;
  }
  if (!some) return 'never';
  return all ? 'always' : 'either';
}

/** The same answer for the same question: there are many combinations to ask it for. */
function remembering<Asked, Answer>(ask: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const known = new Map<Asked, Answer>();
  return (asked) => {
    const before = known.get(asked);
    if (before !== undefined || known.has(asked)) return before as Answer;
    const answer = ask(asked);
    known.set(asked, answer);
    return answer;
  };
}

/** How many items a section has, as a name: no question may be called so. */
export const sizeName = (section: string) => `#${section}`;

/** The names that tests and counts read; those of formulas only where every one of them is known whole. */
function namesDeciding(condition: Condition, possible: Possibles, formulas: boolean): readonly string[] {
  const inside = (each: Condition) => namesDeciding(each, possible, formulas);
  if ('all' in condition) return condition.all.flatMap(inside);
  if ('any' in condition) return condition.any.flatMap(inside);
  if ('not' in condition) return inside(condition.not);
  if ('formula' in condition) return (formulas && namesOfFormula(condition.formula, possible)) || [];
  return 'count' in condition ? [...namesUsed(condition), sizeName(condition.count.of)] : namesUsed(condition);
}

/** What a formula is worked out from; nothing when it cannot be from single answers, or one of them is not known whole. */
function namesOfFormula(formula: Expression, possible: Possibles): readonly string[] | undefined {
  if (!isPlain(formula)) return undefined;
  const names = namesIn(formula).flatMap(({ name }) => measured(name, possible));
  return names.every((name) => possible(name)?.whole === true) ? names : undefined;
}

/** What is measured may be a list or a section, and is named as both: it is the one that is known. */
function measured(name: string, possible: Possibles): readonly string[] {
  if (name.endsWith('[]')) return [];
  const size = sizeName(name);
  return possible(name) === undefined && possible(size) !== undefined ? [size] : [name];
}

/** Without items or relations, of which a formula cannot be judged by single answers. */
function isPlain(expression: Expression): boolean {
  if (expression.kind === 'each' || expression.kind === 'item') return false;
  return !(expression.kind === 'call' && expression.name === 'related') && partsOf(expression).every(isPlain);
}

/** The names that decide: those of the condition, and those that decide whether these are asked. */
function involved(condition: Condition, possible: Possibles, formulas: boolean): Map<string, Possible> {
  const found = new Map<string, Possible>();
  const waiting = [...namesDeciding(condition, possible, formulas)];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const about = found.has(name) ? undefined : possible(name);
    if (about === undefined) continue;
    found.set(name, about);
    if (about.when !== undefined) waiting.push(...namesDeciding(about.when, possible, formulas));
  }
  return found;
}

/** One combination of values, and which formulas can be worked out from such. */
interface Trial {
  readonly values: ReadonlyMap<string, unknown>;
  readonly reads: (formula: Expression) => boolean;
}

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

function isConsistent(known: ReadonlyMap<string, Possible>, trial: Trial): boolean {
  return [...known].every(
    ([name, { when }]) => when === undefined || trial.values.get(name) === undefined || judge(when, trial) !== false,
  );
}

/** `undefined` where it cannot be said. */
function judge(condition: Condition, trial: Trial): boolean | undefined {
  if ('all' in condition) return every(condition.all.map((each) => judge(each, trial)));
  if ('any' in condition) return not(every(condition.any.map((each) => not(judge(each, trial)))));
  if ('not' in condition) return not(judge(condition.not, trial));
  if ('formula' in condition) return judgeFormula(condition.formula, trial);
  return 'count' in condition ? judgeCount(condition, trial) : judgeField(condition, trial);
}

/** A formula is worked out when everything it reads was tried: each answer, and how many items there are. */
function judgeFormula(formula: Expression, { values, reads }: Trial): boolean | undefined {
  if (!reads(formula)) return undefined;
  const items = (section: string) => Array.from({ length: Number(values.get(sizeName(section)) ?? 0) }, () => NO_ITEM);
  return evaluate(formula, { value: (name) => values.get(name), items }) === true;
}

const NO_ITEM: Scope = { value: () => undefined, items: () => [] };

/** Of items that satisfy something, no more is said than that they are no more than all the items. */
function judgeCount({ count, at_least = 0, at_most }: CountCondition, { values }: Trial): boolean | undefined {
  const size = values.get(sizeName(count.of));
  if (typeof size !== 'number') return undefined;
  if (size < at_least) return false;
  if (count.where !== undefined) return undefined;
  return at_most === undefined || size <= at_most;
}

function judgeField(condition: FieldCondition, { values }: Trial): boolean | undefined {
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
