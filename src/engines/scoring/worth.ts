import type { Expression } from '../../kernel/expression.ts';
import { evaluate } from '../../kernel/expression-evaluate.ts';
import { formatPoints, type Points } from '../../kernel/points.ts';
import { type Fact, member, type Position, type Related, scopeOf, valueIn } from './facts.ts';
import { asMark, type DeclaredMark, rescale, scaledMark } from './mark.ts';
import { abovePoints, amountOf, amountPoints, bandPoints, scaledPoints, valuePoints } from './rule-points.ts';
import type { Rule, RuleOf } from './rule-schema.ts';

/** Points, and how much of it there is in words. */
export interface Worth {
  readonly points: Points;
  readonly quantity: string;
}

/** What a rule gives for one fact by itself; months and days look at several and are counted in claims. */
export function worthOf(
  rule: Exclude<Rule, { kind: 'months' | 'days' }>,
  fact: Fact,
  position: Position,
  related: Related,
): Worth {
  const read = (name: string) => valueIn(fact.values, position, name);
  const worked = (formula: Expression) => evaluate(formula, scopeOf(fact.values, position, related));
  switch (rule.kind) {
    case 'each':
      return { points: rule.points, quantity: '1' };
    case 'amount':
      return amountWorth(rule, rule.per === undefined ? read(rule.field ?? '') : worked(rule.per));
    case 'lookup':
      return lookupWorth(rule, read(rule.field));
    case 'band':
      return markWorth(rule, read(rule.mark), (mark) => {
        const rescaled = rescale(mark, rule.scale);
        return { points: bandPoints(rule, rescaled), quantity: `voto ${rescaled}/${rule.scale}` };
      });
    case 'above':
      return markWorth(rule, read(rule.mark), (mark) => aboveWorth(rule, mark));
    case 'scaled':
      return markWorth(rule, read(rule.mark), (mark) => {
        const hundredths = scaledMark(mark, rule.scale, rule.decimals);
        const said = rule.decimals === 0 ? String(hundredths / 100) : formatPoints(hundredths);
        return { points: scaledPoints(rule, hundredths), quantity: `voto ${said}/${rule.scale}` };
      });
    case 'value':
      return { points: valuePoints(rule, worked(rule.formula)), quantity: '' };
  }
}

function amountWorth(rule: RuleOf<'amount'>, value: unknown): Worth {
  const amount = amountOf(value);
  const said = String(amount).replace('.', ',');
  return { points: amountPoints(rule, amount), quantity: `${said} ${amount === 1 ? rule.unit.one : rule.unit.many}` };
}

/** Choices are text; yes and no, and numbers, are looked up as they are written. */
export function lookupKey(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : undefined;
}

function lookupWorth(rule: RuleOf<'lookup'>, value: unknown): Worth {
  const key = lookupKey(value);
  const points = key === undefined ? undefined : member(rule.points, key);
  return { points: typeof points === 'number' ? points : 0, quantity: key ?? '–' };
}

function markWorth(
  rule: { no_mark?: Points | undefined },
  value: unknown,
  ofMark: (mark: DeclaredMark) => Worth,
): Worth {
  const mark = asMark(value);
  return mark === undefined ? { points: rule.no_mark ?? 0, quantity: 'titolo senza voto' } : ofMark(mark);
}

function aboveWorth(rule: RuleOf<'above'>, mark: DeclaredMark): Worth {
  const rescaled = rescale(mark, rule.scale);
  return {
    points: abovePoints(rule, rescaled, mark.lode),
    quantity: `voto ${rescaled}/${rule.scale}${mark.lode ? ` e lode (${formatPoints(rule.lode)})` : ''}`,
  };
}
