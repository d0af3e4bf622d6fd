import type { Answers, Definition, Touched } from '../../engines/procedure/index.ts';
import { carryOver, withApplicant } from '../../engines/procedure/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Standing } from './application.ts';

/** A draft as far as moving it to another release needs it. */
export interface DraftToMove {
  readonly id: string;
  readonly accountId: string;
  readonly releaseDigest: string;
  readonly edition: number;
  readonly version: number;
  /** With what is known of its person, where either release asks. */
  readonly answers: Answers;
  readonly standing: Standing;
  /** The answers that are valid while a correction is written. */
  readonly filed?: Answers | undefined;
}

/** What a new release does to one application. */
export interface ReleaseMove {
  readonly id: string;
  readonly accountId: string;
  readonly from: string;
  readonly edition: number;
  readonly version: number;
  readonly standing: Standing;
  /** The answers under the new release; undefined when the draft stays with its own. */
  readonly answers: Answers | undefined;
  /** The draft is another one than the person last saw: what was confirmed before is to be read again. */
  readonly changed: boolean;
  readonly touched: readonly Touched[];
}

/**
 * What a new release does to an application. What is being written goes to the new release; what is filed, or was
 * withdrawn, stays as it is, and is carried over only when its person begins a correction.
 */
export function releaseMove(draft: DraftToMove, from: Definition, to: Definition): ReleaseMove {
  const { id, accountId, edition, version, standing } = draft;
  const about = { id, accountId, from: draft.releaseDigest, edition, version, standing };
  if (standing === 'withdrawn') return { ...about, answers: undefined, changed: false, touched: [] };
  const { answers, touched } = carryOver(draft.answers, from, to);
  if (standing === 'filed') return { ...about, answers: undefined, changed: false, touched };
  const more = draft.filed === undefined ? [] : carryOver(draft.filed, from, to).touched;
  const written = withApplicant(draft.answers, undefined);
  const changed = touched.length > 0 || canonicalJson(answers) !== canonicalJson(written);
  const others = more.filter((each) => !touched.some((other) => canonicalJson(other) === canonicalJson(each)));
  return { ...about, answers, changed, touched: [...touched, ...others] };
}
