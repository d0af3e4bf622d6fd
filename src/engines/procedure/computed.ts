import { evaluate } from '../../kernel/expression-evaluate.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { Value } from './answers.ts';
import type { FieldOf } from './field.ts';

const DECIMALS = { integer: 0, decimal: 2, money: 2 } as const;

/**
 * What a computed field comes to in its record; nothing while an answer it needs is missing. Numbers are rounded half
 * up to what the field shows, so that what is filed is what was read.
 */
export function computedValue({ formula, as }: FieldOf<'computed'>, scope: Scope): Value | undefined {
  const value = evaluate(formula, scope);
  if (as === 'text') return typeof value === 'string' ? value : undefined;
  if (as === 'boolean') return typeof value === 'boolean' ? value : undefined;
  return typeof value === 'number' ? rounded(value, DECIMALS[as]) : undefined;
}

/** Euros to pay; nothing while an answer it depends on is missing. */
export function amountDue({ amount }: FieldOf<'payment'>, scope: Scope): number | undefined {
  const value = typeof amount === 'number' || amount === undefined ? amount : evaluate(amount, scope);
  return typeof value === 'number' && value >= 0 ? rounded(value, 2) : undefined;
}

function rounded(value: number, decimals: number): number {
  const unit = 10 ** decimals;
  return Math.round(value * unit + Number.EPSILON) / unit + 0;
}
