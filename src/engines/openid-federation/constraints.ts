import { type Refused, refused } from './refusal.ts';
import type { Constraints, Metadata } from './statement.ts';

/** What one superior allows below itself, and what of it concerns this chain. */
export interface Constrained {
  readonly constraints: Constraints;
  /** Entities between who set the constraints and the subject of the chain. */
  readonly intermediates: number;
  /** Every entity below who set them. */
  readonly below: readonly string[];
}

/** OpenID Federation 1.0 §6.2: the path's length and the names of who is on it; undefined when both are allowed. */
export function brokenConstraint({ constraints, intermediates, below }: Constrained): Refused | undefined {
  const { max_path_length: longest, naming_constraints: naming } = constraints;
  if (longest !== undefined && intermediates > longest) {
    return refused('path-too-long', `${intermediates} intermediates where ${longest} are allowed`);
  }
  const permitted = naming?.permitted;
  const outside = below.find(
    (entity) =>
      naming?.excluded?.some((pattern) => matches(pattern, entity)) ||
      (permitted !== undefined && !permitted.some((pattern) => matches(pattern, entity))),
  );
  return outside === undefined ? undefined : refused('name-not-allowed', outside);
}

/** §6.2.3: types that are not listed are taken out; `federation_entity` is always allowed. */
export function allowedTypes({ allowed_entity_types: allowed }: Constraints, metadata: Metadata): Metadata {
  if (allowed === undefined) return metadata;
  const kept = Object.entries(metadata).filter(([type]) => type === 'federation_entity' || allowed.includes(type));
  return Object.fromEntries(kept);
}

/** RFC 5280 §4.2.1.10, for addresses: a host stands for itself, one that begins with a dot for every host below it. */
function matches(pattern: string, entity: string): boolean {
  const host = URL.parse(entity)?.hostname.toLowerCase() ?? '';
  const wanted = pattern.toLowerCase();
  return wanted.startsWith('.') ? host.endsWith(wanted) : host === wanted;
}
