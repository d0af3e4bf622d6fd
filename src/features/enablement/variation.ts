import { formatDate } from '../../kernel/civil-date.ts';
import type { Identity } from '../accounts/index.ts';

/** Why somebody's personal data are not those of before. */
export const VARIATION_REASONS = [
  { value: 'new-code', label: 'Ho un nuovo codice fiscale, dato dall’Agenzia delle Entrate' },
  { value: 'changed', label: 'Un atto ha cambiato il mio nome, il mio cognome o il mio sesso anagrafico' },
  { value: 'error', label: 'I dati scritti alla registrazione erano sbagliati' },
] as const;

export type VariationReason = (typeof VARIATION_REASONS)[number]['value'];

export function variationReason(value: string): VariationReason | undefined {
  return VARIATION_REASONS.find((reason) => reason.value === value)?.value;
}

export function variationLabel(value: VariationReason): string {
  return VARIATION_REASONS.find((reason) => reason.value === value)?.label ?? value;
}

/** A change of personal data that waits for a desk: nothing of it counts before. */
export interface Variation {
  readonly reason: VariationReason;
  readonly before: Identity;
  readonly after: Identity;
}

/** The data of a person without what else is known of their account. */
export function identityOf(known: Identity): Identity {
  const { fiscalCode, surname, name, birthDate, sex, birthPlaceCode, birthPlace } = known;
  return { fiscalCode, surname, name, birthDate, sex, birthPlaceCode, birthPlace };
}

const ROWS: readonly { readonly label: string; readonly of: (person: Identity) => string }[] = [
  { label: 'Cognome', of: ({ surname }) => surname },
  { label: 'Nome', of: ({ name }) => name },
  { label: 'Codice fiscale', of: ({ fiscalCode }) => fiscalCode },
  { label: 'Data di nascita', of: ({ birthDate }) => formatDate(birthDate) },
  { label: 'Luogo di nascita', of: ({ birthPlace }) => birthPlace },
  { label: 'Sesso', of: ({ sex }) => (sex === 'F' ? 'Femmina' : 'Maschio') },
];

/** One datum as it is and as it will be. */
export interface VariedRow {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly changes: boolean;
}

/** All the data side by side: what does not change is compared with the document as well. */
export function variedRows({ before, after }: Pick<Variation, 'before' | 'after'>): VariedRow[] {
  return ROWS.map(({ label, of }) => {
    const [was, is] = [of(before), of(after)];
    return { label, before: was, after: is, changes: was !== is };
  });
}

/** Whether two people are the same in everything a desk compares, and in the place the fiscal code is made from. */
export function sameIdentity(one: Identity, other: Identity): boolean {
  return (
    one.birthPlaceCode === other.birthPlaceCode &&
    variedRows({ before: one, after: other }).every((row) => !row.changes)
  );
}
