import {
  holds,
  holdsAll,
  intersection,
  OPERATORS,
  type ParameterPolicy,
  parameterPolicy,
  same,
  union,
} from './policy-operators.ts';
import { type Refused, refused } from './refusal.ts';
import type { Metadata, MetadataPolicy, Statement } from './statement.ts';

type TypePolicy = Record<string, ParameterPolicy>;

/** What superiors demand of a subordinate's metadata: per entity type and parameter. */
export type MergedPolicy = Readonly<Record<string, TypePolicy>>;

type Merged = { readonly ok: true; readonly policy: MergedPolicy };

/**
 * OpenID Federation 1.0 §6.1.4.1: the policies of a chain become one, from the trust anchor down to the immediate
 * superior. A subordinate's policy may only narrow: two that contradict each other make the chain invalid.
 */
export function mergePolicies(fromAnchorDown: readonly Statement[]): Merged | Refused {
  const critical = fromAnchorDown.flatMap(({ claims }) => claims.metadata_policy_crit ?? []);
  const unknown = critical.find((operator) => !OPERATORS.includes(operator));
  if (unknown !== undefined) return refused('unknown-critical-operator', unknown);
  let merged: MergedPolicy = {};
  for (const { claims } of fromAnchorDown) {
    const next = merge(merged, claims.metadata_policy ?? {});
    if (!next.ok) return next;
    merged = next.policy;
  }
  return { ok: true, policy: merged };
}

function merge(upper: MergedPolicy, lower: MetadataPolicy): Merged | Refused {
  const merged: Record<string, TypePolicy> = { ...upper };
  for (const [type, parameters] of Object.entries(lower)) {
    const known: TypePolicy = { ...merged[type] };
    for (const [parameter, operators] of Object.entries(parameters)) {
      const where = `${type}.${parameter}`;
      const read = parameterPolicy.safeParse(operators);
      if (!read.success) return refused('policy-malformed', where);
      const both = mergeParameter(known[parameter] ?? {}, read.data);
      if (both === undefined || !isCoherent(both)) return refused('policy-contradicts-itself', where);
      known[parameter] = both;
    }
    merged[type] = known;
  }
  return { ok: true, policy: merged };
}

/** §6.1.3.1, "Merge" of each operator; undefined when the two cannot both hold. */
function mergeParameter(upper: ParameterPolicy, lower: ParameterPolicy): ParameterPolicy | undefined {
  for (const operator of ['value', 'default'] as const) {
    const [one, other] = [upper[operator], lower[operator]];
    if (one !== undefined && other !== undefined && !same(one, other)) return undefined;
  }
  const merged: ParameterPolicy = { ...upper, ...lower };
  if (upper.add && lower.add) merged.add = union(upper.add, lower.add);
  if (upper.superset_of && lower.superset_of) merged.superset_of = union(upper.superset_of, lower.superset_of);
  if (upper.subset_of && lower.subset_of) merged.subset_of = intersection(upper.subset_of, lower.subset_of);
  if (upper.one_of && lower.one_of) merged.one_of = intersection(upper.one_of, lower.one_of);
  if (merged.one_of?.length === 0) return undefined;
  if (upper.essential === true) merged.essential = true;
  return merged;
}

/** §6.1.3.1, "Combination with other operators": what one operator sets, the others must admit. */
function isCoherent(policy: ParameterPolicy): boolean {
  const { value, add, one_of, subset_of, superset_of, essential } = policy;
  if (one_of && (add || subset_of || superset_of)) return false;
  if (add && subset_of && !holdsAll(subset_of, add)) return false;
  if (subset_of && superset_of && !holdsAll(subset_of, superset_of)) return false;
  if (policy.default === null) return false;
  if (value === undefined) return true;
  if (value === null) return essential !== true && policy.default === undefined;
  const values = Array.isArray(value) ? value : [value];
  if (add && !holdsAll(values, add)) return false;
  if (one_of && !holds(one_of, value)) return false;
  if (subset_of && !holdsAll(subset_of, values)) return false;
  return !superset_of || holdsAll(values, superset_of);
}

/**
 * §6.1.4.2: the metadata as the federation lets it stand. Operators act in this order: value, add, default, one_of,
 * subset_of, superset_of, essential.
 */
export function applyPolicy(
  policy: MergedPolicy,
  metadata: Metadata,
): { readonly ok: true; readonly metadata: Metadata } | Refused {
  const result: Metadata = {};
  for (const [type, parameters] of Object.entries(metadata)) {
    const left = applyToType(policy[type] ?? {}, parameters, type);
    if (!left.ok) return left;
    result[type] = left.parameters;
  }
  return { ok: true, metadata: result };
}

type Parameters = Readonly<Record<string, unknown>>;

function applyToType(
  policy: TypePolicy,
  parameters: Parameters,
  type: string,
): { readonly ok: true; readonly parameters: Record<string, unknown> } | Refused {
  const result: Record<string, unknown> = { ...parameters };
  for (const [parameter, operators] of Object.entries(policy)) {
    const applied = applyToParameter(operators, shaped(parameter, result[parameter]));
    if (!applied.ok) return refused('policy-not-met', `${type}.${parameter}: ${applied.operator}`);
    if (applied.value === undefined) delete result[parameter];
    else result[parameter] = unshaped(parameter, applied.value, parameters[parameter]);
  }
  return { ok: true, parameters: result };
}

type Applied = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly operator: string };

function applyToParameter(policy: ParameterPolicy, given: unknown): Applied {
  let value = policy.value === undefined ? given : (policy.value ?? undefined);
  if (policy.add) value = union(valuesOf(value), policy.add);
  if (value === undefined) value = policy.default;
  if (value !== undefined) {
    if (policy.one_of && !holds(policy.one_of, value)) return { ok: false, operator: 'one_of' };
    if (policy.subset_of) {
      const kept = intersection(valuesOf(value), policy.subset_of);
      value = kept.length > 0 ? kept : undefined;
    }
    if (value !== undefined && policy.superset_of && !holdsAll(valuesOf(value), policy.superset_of)) {
      return { ok: false, operator: 'superset_of' };
    }
  }
  if (value === undefined && policy.essential === true) return { ok: false, operator: 'essential' };
  return { ok: true, value };
}

function valuesOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** §6.1.3.1: `scope` is one text of words, and the operators see the words. */
function shaped(parameter: string, value: unknown): unknown {
  return parameter === 'scope' && typeof value === 'string' ? value.split(' ').filter(Boolean) : value;
}

function unshaped(parameter: string, value: unknown, given: unknown): unknown {
  const words = parameter === 'scope' && Array.isArray(value) && !Array.isArray(given);
  return words ? value.join(' ') : value;
}
