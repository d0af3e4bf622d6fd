import { createHash } from 'node:crypto';
import type { Section } from '../../../engines/procedure/index.ts';
import type { ScoringPack } from '../../../engines/scoring/index.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { Criterion } from '../../../kernel/ranking-criteria.ts';
import type { Place } from './document-schema.ts';

/** What one school asks and decides for itself, read and checked against the release it belongs to. */
export interface SchoolDocument {
  readonly procedure: string;
  readonly school: string;
  readonly name: string;
  readonly act: string;
  readonly intro?: string | undefined;
  readonly places: readonly Place[];
  /** Its questions; null where it asks none. */
  readonly section: Section | null;
  /** Its points; null where it gives none and goes by priorities alone. */
  readonly scoring: ScoringPack | null;
  /** Who comes before whom at this school. */
  readonly order: readonly Criterion[];
}

/** One in force: frozen under its digest from the day it was published. */
export interface PublishedDocument extends SchoolDocument {
  readonly digest: string;
}

/** SHA-256 (hex) of the canonical JSON of a document. */
export function documentDigest(document: SchoolDocument): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}
