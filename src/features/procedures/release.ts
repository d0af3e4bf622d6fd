import type { Definition } from '../../engines/procedure/index.ts';
import type { ScoringPack } from '../../engines/scoring/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { ChosenSchool } from './criteria/chosen.ts';

/** A text that goes with a procedure: a guide, the frequent questions. Markdown as the office wrote it. */
export interface ReleaseText {
  title: string;
  markdown: string;
}

/** What a folder of `procedures/` holds, read and checked: the data an ordinance changes every year. */
export interface Pack {
  definition: Definition;
  /** Scoring tables; null for procedures that give no points. */
  scoring: ScoringPack | null;
  texts: readonly ReleaseText[];
}

/** A pack frozen at publication. An application keeps the release it was begun with, and its receipt prints the digest. */
export interface Release extends Pack {
  procedureId: string;
  /** SHA-256 (hex) of the canonical JSON of the pack. */
  digest: string;
  publishedAt: Date;
  /** The schools an application names, with the criteria of each: the release as that application meets it. */
  schools?: readonly ChosenSchool[];
}

/**
 * The act that brought a release about: what its legal basis names and that of the one before did not, else the act the
 * procedure rests on.
 */
export function releaseNorm(to: Pick<Pack, 'definition'>, from: Pick<Pack, 'definition'> | undefined): string {
  const known = new Set(from?.definition.legal_basis.map(({ act }) => act));
  const acts = to.definition.legal_basis.map(({ act }) => act);
  const news = from === undefined ? [] : acts.filter((act) => !known.has(act));
  return (news.length > 0 ? news : acts.slice(0, 1)).join('; ');
}

/** The exact characters the digest of a release is computed over. */
export function canonicalPack(pack: Pack): string {
  return canonicalJson({ definition: pack.definition, scoring: pack.scoring, texts: pack.texts });
}
