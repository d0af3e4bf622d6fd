/** What the protocol waits for, as far as our pages need it. */
export interface Waiting {
  readonly prompt: { readonly name: string; readonly reasons: readonly string[] };
  readonly begunAt: Date;
  /** The level the service asks for. */
  readonly level: number;
}

/** The person as they are signed in now. */
export interface Present {
  readonly level: number;
  /** The highest they can prove as they came in: a digital identity any, a password with a second factor 2. */
  readonly reach: number;
  readonly authenticatedAt: Date;
  readonly identified: boolean;
}

/** What the person must do before the protocol can go on. */
export type NextStep =
  | 'go-on'
  | 'prove-again'
  | 'raise-level'
  | 'cannot-raise'
  | 'identify'
  | 'other-person'
  | 'consent';

const FRESH = ['login_prompt', 'max_age'];
const SAME_PERSON = ['id_token_hint', 'claims_id_token_sub_value'];

/** Decides what is asked of somebody signed in who wants to enter a service. */
export function nextStep({ prompt, begunAt, level }: Waiting, present: Present): NextStep {
  if (prompt.name === 'consent') return 'consent';
  if (prompt.reasons.some((reason) => SAME_PERSON.includes(reason))) return 'other-person';
  if (prompt.reasons.includes('identity') && !present.identified) return 'identify';
  if (present.level < level) return level > present.reach ? 'cannot-raise' : 'raise-level';
  const mustBeFresh = prompt.reasons.some((reason) => FRESH.includes(reason));
  return mustBeFresh && present.authenticatedAt < begunAt ? 'prove-again' : 'go-on';
}
