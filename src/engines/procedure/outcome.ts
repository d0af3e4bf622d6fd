import type { Value } from './answers.ts';
import type { Wrong } from './wrong.ts';

/** What a reader makes of the texts: a value, something wrong, or nothing (blank). */
export type Outcome = { readonly value: Value } | { readonly wrong: Wrong } | undefined;

/** Whether a text says yes, as forms and people write it. */
export function isYes(text: string): boolean {
  return /^(s[iì]|true|1|on|yes)$/iu.test(text);
}
