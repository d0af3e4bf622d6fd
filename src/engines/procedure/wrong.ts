import type { Field } from './field.ts';

/** What is wrong with an answer, for the person: a stable code and how to put it right. */
export interface Wrong {
  readonly code: string;
  readonly message: string;
  /** The part of a composed field to point at: `month`. */
  readonly part?: string;
}

/** Left out, badly written, or naming what does not exist: it goes against no rule. */
const SPELLING: ReadonlySet<string> = new Set(
  [
    ['missing', 'missing-part', 'unreadable', 'characters', 'pattern', 'not-a-code', 'not-found'],
    ['fiscal-code', 'email', 'phone', 'iban', 'notice-number'],
  ].flat(),
);

/** What an act limits: how many, which ones, where. Bounds of numbers and days without a norm only keep out slips. */
const LIMITS: ReadonlySet<string> = new Set(['too-many', 'too-few', 'outside', 'not-a-target', 'not-allowed']);

/** With the norm it goes against: the question's own, else for the limits of an act that of its section. */
export function cited(wrong: Wrong, own: string | undefined, ofSection: string | undefined): Wrong {
  const norm = own ?? (LIMITS.has(wrong.code) ? ofSection : undefined);
  if (norm === undefined || SPELLING.has(wrong.code)) return wrong;
  return { ...wrong, message: withNorm(wrong.message, norm) };
}

/** What is refused, and why it may be: every refusal of a rule ends with the rule. */
export function withNorm(message: string, norm: string | undefined): string {
  return norm === undefined ? message : `${message} (${norm})`;
}

/** The message for something that is no answer to this field at all. */
export function unreadable(field: Field): Wrong {
  return {
    code: 'unreadable',
    message: HOW_TO_WRITE[field.kind]?.(field.label) ?? `«${field.label}»: rispondi di nuovo a questa domanda.`,
  };
}

export function unstorable(label: string): Wrong {
  return {
    code: 'characters',
    message: `«${label}» contiene caratteri invisibili che non si possono registrare. Cancella il testo e scrivilo a mano.`,
  };
}

const HOW_TO_WRITE: { readonly [kind: string]: (label: string) => string } = {
  integer: (label) => `«${label}»: scrivi un numero intero, per esempio 3.`,
  decimal: (label) => `«${label}»: scrivi un numero, per esempio 26,50.`,
  date: (label) => `«${label}»: scrivi una data che esiste, per esempio 27 3 2007.`,
  mark: (label) => `«${label}»: scrivi il voto in cifre, per esempio 105, e scegli su quanto è espresso.`,
  school_year: (label) => `«${label}»: scegli un anno scolastico, per esempio 2024/25.`,
  act: (label) => `«${label}»: scrivi chi ha emesso l'atto, il numero e la data.`,
};
