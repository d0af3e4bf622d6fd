import type { Points } from '../../kernel/points.ts';
import type { RuleOf, Steps } from './rule-schema.ts';

/** The arithmetic of the rules, in hundredths of a point: the same for whoever explains and for whoever only counts. */

/** A number that can be counted; anything else counts nothing. */
export function amountOf(value: unknown): number {
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : 0;
}

/** Flat rate, or progressive. */
export function amountPoints(rule: Pick<RuleOf<'amount'>, 'points' | 'steps'>, amount: number): Points {
  return rule.steps === undefined ? Math.round(amount * (rule.points ?? 0)) : stepPoints(rule.steps, amount);
}

/** Each step pays the units up to its bound at its own rate: 8 years at 4, 4, 4, 5, 5, 6, 6, 6 are 40. */
export function stepPoints(steps: Steps, amount: number): Points {
  let paid = 0;
  let points = 0;
  for (const step of steps) {
    const upTo = Math.min(amount, step.up_to ?? amount);
    if (upTo > paid) points += (upTo - paid) * step.points;
    paid = Math.max(paid, upTo);
  }
  return Math.round(points);
}

/** The highest band the mark reaches; below all of them, nothing. */
export function bandPoints(rule: RuleOf<'band'>, rescaled: number): Points {
  let best = { from: Number.NEGATIVE_INFINITY, points: 0 };
  for (const band of rule.bands) if (band.from <= rescaled && band.from > best.from) best = band;
  return best.points;
}

export function abovePoints(rule: RuleOf<'above'>, rescaled: number, lode: boolean): Points {
  return rule.base + Math.max(0, rescaled - rule.threshold) * rule.per_point + (lode ? rule.lode : 0);
}

/** The mark in hundredths, times the points of one. */
export function scaledPoints(rule: RuleOf<'scaled'>, hundredths: number): Points {
  return Math.round((hundredths * rule.points) / 100);
}

export function monthPoints(rule: RuleOf<'months'>, months: number): Points {
  return rule.steps === undefined ? months * (rule.points ?? 0) : stepPoints(rule.steps, months);
}

/** What a formula comes to, in hundredths; what is missing or below zero is nothing. */
export function valuePoints(rule: Pick<RuleOf<'value'>, 'decimals'>, value: unknown): Points {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return 0;
  const unit = rule.decimals === 0 ? 100 : 1;
  // Six decimals of a hundredth are enough to tell 1.005 from what binary makes of it.
  return Math.min(MOST, Math.round(Number(((value * 100) / unit).toFixed(6))) * unit);
}

/** As many points as an act can write. */
const MOST = 100_000;

/** `points` for every `per` days, half a hundredth (or half a point) up. In integers, so that no machine differs. */
export function dayPoints(rule: RuleOf<'days'>, days: number): Points {
  const unit = rule.decimals === 0 ? 100 : 1;
  return Math.floor((2 * days * rule.points + rule.per * unit) / (2 * rule.per * unit)) * unit;
}
