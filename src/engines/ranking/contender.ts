import { dayNumberOf } from '../../kernel/civil-date.ts';
import { type Condition, holds } from '../../kernel/condition.ts';
import { evaluate } from '../../kernel/expression-evaluate.ts';
import type { Points } from '../../kernel/points.ts';
import type { Criterion, CriterionOf } from '../../kernel/ranking-criteria.ts';
import type { Scope } from '../../kernel/scope.ts';

/** One person in one ranking. The id tells people apart and is what a draw is made on. */
export interface Contender {
  readonly id: string;
  /** Hundredths, as the scoring gave them. */
  readonly points: Points;
  /** Hundredths by section of the scoring table. */
  readonly sections: Readonly<Record<string, Points>>;
  /** The answers and data that the criteria name. */
  readonly scope: Scope;
}

/** What a criterion reads of a person: a number to compare, the higher first. Who gives none comes last. */
export type Measure = (person: Contender) => number;

/** How a criterion measures people; made once for a whole ranking. */
export function measureOf(criterion: Exclude<Criterion, { by: 'draw' }>): Measure {
  switch (criterion.by) {
    case 'points':
      return ({ points }) => points;
    case 'section_points':
      return ({ sections }) => sections[criterion.section] ?? 0;
    case 'tier':
      return ({ scope }) => placeIn(criterion.order, scope.value(criterion.field));
    case 'codes':
      return codesMeasure(criterion);
    case 'priority':
      return ({ scope }) => maskOf(criterion.order.map((each) => holds(conditionIn(each), scope)));
    case 'yes':
      return ({ scope }) => (scope.value(criterion.field) === true ? 1 : 0);
    case 'number':
      return (person) => signed(numberOf(criterion, person), criterion.first === 'higher');
    case 'date':
      return ({ scope }) => signed(dayIn(scope.value(criterion.field)), criterion.first === 'younger');
  }
}

/** Each letter is worth more than all the weaker ones together. */
function codesMeasure({ order, field }: CriterionOf<'codes'>): Measure {
  const weights = new Map<unknown, number>(order.map((code, place) => [code, 2 ** (order.length - 1 - place)]));
  return ({ scope }) => {
    const codes = codesOf(scope.value(field));
    return codes.length === 0
      ? 0
      : [...new Set(codes)].reduce<number>((sum, code) => sum + (weights.get(code) ?? 0), 0);
  };
}

/** A criterion of a priority is a condition, alone or with its words. */
export function conditionIn(each: Condition | { readonly when: Condition; readonly label: string }): Condition {
  return 'when' in each ? each.when : each;
}

/** A list of codes, whatever the draft holds. */
export function codesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function placeIn(order: readonly string[], value: unknown): number {
  const place = typeof value === 'string' ? order.indexOf(value) : -1;
  return place < 0 ? Number.NEGATIVE_INFINITY : -place;
}

/** The first is the highest bit: who has the strongest is ahead whatever follows, then the next one decides. */
function maskOf(has: readonly boolean[]): number {
  return has.reduce((mask, each) => mask * 2 + (each ? 1 : 0), 0);
}

function signed(value: number | undefined, higher: boolean): number {
  if (value === undefined) return Number.NEGATIVE_INFINITY;
  return higher ? value : -value;
}

/** The number a criterion compares: an answer, or what a formula makes of the answers. */
export function numberOf({ field, formula }: CriterionOf<'number'>, { scope }: Contender): number | undefined {
  const value = formula === undefined ? scope.value(field ?? '') : evaluate(formula, scope);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function dayIn(value: unknown): number | undefined {
  return typeof value === 'string' ? dayNumberOf(value) : undefined;
}
