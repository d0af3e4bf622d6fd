import { formatPoints } from '../../kernel/points.ts';
import type { Rule } from './table-schema.ts';

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
    case 'months':
      return `${formatPoints(rule.points)} punti per mese o frazione di almeno ${rule.fraction} giorni, fino a ${rule.max_months} mesi`;
  }
}

function describeAmount(rule: Extract<Rule, { kind: 'amount' }>): string {
  if (rule.steps === undefined) return `${formatPoints(rule.points ?? 0)} punti per ciascuno (${rule.unit.one})`;
  const rates = rule.steps.map((step) => formatPoints(step.points)).join(', poi ');
  return `${rates} punti per ciascuno (${rule.unit.one})`;
}
