import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Answers } from './answers.ts';
import type { ApplicantFacts } from './applicant.ts';
import type { Definition } from './definition-schema.ts';
import { groundsOf, verdictOf } from './verdict.ts';
import type { Window, WindowKind } from './window-schema.ts';

/**
 * The windows of a kind that are this person's, in the order of the act. The first whose `for` holds says the category,
 * and all windows of that category count. While an answer that decides is missing, every category that may still turn
 * out to be the person's is there: nobody is shut out before they have said who they are.
 */
export function windowsFor(
  definition: Definition,
  kind: WindowKind,
  applicant: Partial<ApplicantFacts> = {},
  answers: Answers = {},
): readonly Window[] {
  const windows = definition.windows.filter((window) => window.kind === kind);
  if (windows.every((window) => window.for === undefined)) return windows;
  const grounds = groundsOf(definition, applicant, answers);
  const mine = new Set<string>();
  for (const window of windows) {
    const verdict = window.for === undefined ? 'yes' : verdictOf(window.for, grounds);
    if (verdict !== 'no') mine.add(categoryOf(window));
    if (verdict === 'yes') break;
  }
  return windows.filter((window) => mine.has(categoryOf(window)));
}

/** Windows with the same `for` are of one category. */
export function categoryOf(window: Pick<Window, 'for'>): string {
  return canonicalJson(window.for ?? null);
}
