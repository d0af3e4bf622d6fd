import type { Field } from './field.ts';

/** What is wrong with an answer, for the person: a stable code and how to put it right. */
export interface Wrong {
  readonly code: string;
  readonly message: string;
  /** The part of a composed field to point at: `month`. */
  readonly part?: string;
}

/** With the rule it goes against. What is only badly written goes against none. */
export function cited(wrong: Wrong, norm: string | undefined): Wrong {
  const spelling = ['missing', 'unreadable', 'characters', 'pattern'].includes(wrong.code);
  return norm === undefined || spelling ? wrong : { ...wrong, message: `${wrong.message} (${norm})` };
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
