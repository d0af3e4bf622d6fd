import { z } from 'zod';

const list = z.array(z.json()).max(500);

/** The operators of OpenID Federation 1.0 §6.1.3.1, as one parameter's policy may combine them. */
export const parameterPolicy = z.looseObject({
  value: z.json().optional(),
  add: z.union([list, z.json().transform((one) => [one])]).optional(),
  default: z.json().optional(),
  one_of: list.min(1).optional(),
  subset_of: list.optional(),
  superset_of: list.optional(),
  essential: z.boolean().optional(),
});

export type ParameterPolicy = z.infer<typeof parameterPolicy>;
export const OPERATORS: readonly string[] = Object.keys(parameterPolicy.shape);

/** Equality of JSON values: the order of an object's members does not count. */
export function same(one: unknown, other: unknown): boolean {
  return text(one) === text(other);
}

export function holds(values: readonly unknown[], value: unknown): boolean {
  return values.some((each) => same(each, value));
}

export function holdsAll(values: readonly unknown[], wanted: readonly unknown[]): boolean {
  return wanted.every((value) => holds(values, value));
}

export function intersection<T>(one: readonly T[], other: readonly T[]): T[] {
  return one.filter((value) => holds(other, value));
}

export function union<T>(one: readonly T[], other: readonly T[]): T[] {
  return [...one, ...other.filter((value) => !holds(one, value))];
}

function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${text(member)}`).join(',')}}`;
}
