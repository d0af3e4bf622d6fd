import type { Definition, Item } from '../../engines/procedure/index.ts';
import { trialsOf } from '../../engines/trials/index.ts';
import type { Trial, TrialRules } from '../../kernel/trial-rules.ts';
import type { Release } from '../procedures/index.ts';

/** The people who compete with each other for the same posts of one office, under the rules of one release. */
export interface Contest {
  readonly id: string;
  readonly officeCode: string;
  readonly officeName: string;
  readonly release: Release;
  readonly rules: TrialRules;
  /** The trials taken here, in their order. */
  readonly trials: readonly Trial[];
  readonly title: string;
  readonly posts: number | undefined;
  readonly formedAt: Date;
}

/** Answers that tell a competition apart. */
export type ContestKey = Readonly<Record<string, string>>;

/** "un candidato", "12 candidati". */
export function candidateCount(many: number): string {
  return many === 1 ? 'un candidato' : `${many} candidati`;
}

/** Somebody in a competition. */
export interface Candidate {
  readonly id: string;
  readonly number: number;
  readonly accountId: string;
  readonly applicationId: string;
  readonly item: string;
  readonly filingId: string;
  readonly name: string;
  readonly surname: string;
  readonly fiscalCode: string;
  /** The filing has been withdrawn since. */
  readonly gone: boolean;
}

/** The ranking of merit stands beside the trials where something is published; no trial is called so. */
export const MERIT = 'merito';

/** A competition as a row holds it, with its rules; undefined when its release has no trials. */
export function contestOf(
  row: Omit<Contest, 'release' | 'rules' | 'trials' | 'posts'> & {
    readonly key: ContestKey;
    readonly posts: number | null;
  },
  release: Release,
): Contest | undefined {
  const { trials: rules } = release.definition;
  if (rules === undefined) return undefined;
  const { key, posts, ...rest } = row;
  return { ...rest, posts: posts ?? undefined, release, rules, trials: trialsOf(rules, key) };
}

/** What tells the competition of this item apart from the others. */
export function keyOf({ trials }: Definition, item: Item | undefined): ContestKey {
  const names = trials?.contests?.key ?? [];
  return Object.fromEntries(names.map((name) => [name, String(item?.[name] ?? '')]));
}
