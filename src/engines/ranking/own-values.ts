import { formatDate } from '../../kernel/civil-date.ts';
import { holds } from '../../kernel/condition.ts';
import { formatPoints } from '../../kernel/points.ts';
import type { Criterion } from '../../kernel/ranking-criteria.ts';
import { type Contender, codesOf, conditionIn, numberOf } from './contender.ts';
import { labelOf, priorityLabel } from './criterion-label.ts';
import { asDate, decimal, NOTHING } from './decide.ts';
import { lotOf } from './draw.ts';

/** What one person has of one criterion, in words. */
export interface OwnValue {
  readonly what: string;
  readonly value: string;
}

/** What a person brings to an order, criterion by criterion: theirs alone, whoever else is in it. */
export function ownValues(person: Contender, criteria: readonly Criterion[], seed: string): readonly OwnValue[] {
  return criteria.flatMap((criterion) => valuesOf(criterion, person, seed));
}

function valuesOf(criterion: Criterion, person: Contender, seed: string): readonly OwnValue[] {
  if (criterion.by !== 'priority') return [{ what: labelOf(criterion), value: saidOf(criterion, person, seed) }];
  return criterion.order.map((each, place) => ({
    what: priorityLabel(criterion, place),
    value: yesNo(holds(conditionIn(each), person.scope)),
  }));
}

function saidOf(criterion: Exclude<Criterion, { by: 'priority' }>, person: Contender, seed: string): string {
  const { scope } = person;
  switch (criterion.by) {
    case 'points':
      return formatPoints(person.points);
    case 'section_points':
      return formatPoints(person.sections[criterion.section] ?? 0);
    case 'tier':
      return String(scope.value(criterion.field) ?? NOTHING);
    case 'codes':
      return codesOf(scope.value(criterion.field)).join(', ') || NOTHING;
    case 'yes':
      return yesNo(scope.value(criterion.field) === true);
    case 'number': {
      const value = numberOf(criterion, person);
      return value === undefined ? NOTHING : decimal(value);
    }
    case 'date': {
      const date = asDate(scope.value(criterion.field));
      return date === undefined ? NOTHING : formatDate(date);
    }
    case 'draw':
      return `numero ${lotOf(seed, person.id)}`;
  }
}

function yesNo(is: boolean): string {
  return is ? 'sì' : 'no';
}
