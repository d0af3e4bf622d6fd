import { printExpression } from '../../kernel/expression-print.ts';
import { formatPoints } from '../../kernel/points.ts';
import type { Rule, RuleOf, Steps } from './rule-schema.ts';

/** The rule of an item in one Italian sentence, as applicant and office read it beside the points. */
export function describeRule(rule: Rule): string {
  switch (rule.kind) {
    case 'each':
      return `${formatPoints(rule.points)} punti per ciascun titolo`;
    case 'amount':
      return describeAmount(rule);
    case 'lookup':
      return 'punti secondo la voce dichiarata';
    case 'band':
      return `punti secondo la fascia del voto riportato in ${rule.scale}esimi, arrotondato`;
    case 'above':
      return (
        `${formatPoints(rule.base)} punti, più ${formatPoints(rule.per_point)} per ogni voto oltre ` +
        `${rule.threshold}/${rule.scale}, più ${formatPoints(rule.lode)} per la lode`
      );
    case 'scaled':
      return describeScaled(rule);
    case 'months':
      return describeMonths(rule);
    case 'value':
      return rule.words ?? `punti secondo la formula ${printExpression(rule.formula)}`;
    case 'days':
      return `${formatPoints(rule.points)} punti ${rule.per === 1 ? 'per ogni giorno' : `per ogni ${rule.per} giorni, in proporzione`}`;
  }
}

function describeAmount(rule: RuleOf<'amount'>): string {
  return ratesOf(rule, `per ogni ${rule.unit.one}`);
}

function describeScaled(rule: RuleOf<'scaled'>): string {
  const rounded = rule.decimals === 0 ? ', arrotondato' : '';
  const times = rule.points === 100 ? '' : `, per ${formatPoints(rule.points)}`;
  return `il voto riportato in ${rule.scale}esimi${rounded}${times}`;
}

function describeMonths(rule: RuleOf<'months'>): string {
  const { unit = { one: 'mese', many: 'mesi' }, max_months } = rule;
  // A unit that is the whole year says by itself that there is one.
  const single = max_months === 1;
  const most =
    max_months === undefined || (rule.unit && single) ? '' : `, fino a ${max_months} ${single ? unit.one : unit.many}`;
  const fraction = rule.fraction === rule.month_days ? '' : ' o frazione';
  return `${ratesOf(rule, `per ${unit.one}${fraction} di almeno ${rule.fraction} giorni`)}${most}`;
}

interface Rates {
  readonly points?: number | undefined;
  readonly steps?: Steps | undefined;
}

/** "4,00 punti per ogni anno", or "4,00 punti per ogni anno fino a 3, poi 5,00 fino a 5, poi 6,00". */
function ratesOf({ points, steps }: Rates, unit: string): string {
  if (steps === undefined) return `${formatPoints(points ?? 0)} punti ${unit}`;
  const rates = steps.map((step, index) => {
    const bound = step.up_to === undefined ? '' : ` fino a ${String(step.up_to).replace('.', ',')}`;
    return `${formatPoints(Math.round(step.points))}${index === 0 ? ` punti ${unit}` : ''}${bound}`;
  });
  return rates.join(', poi ');
}
