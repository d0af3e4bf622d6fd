import { addDays, type CivilDate } from '../../kernel/civil-date.ts';

/** DPR 445/2000, art. 35: the identity card and the documents equivalent to it. */
export const DOCUMENT_KINDS = [
  { value: 'identity-card', label: "Carta d'identità" },
  { value: 'passport', label: 'Passaporto' },
  { value: 'driving-licence', label: 'Patente di guida' },
  { value: 'nautical-licence', label: 'Patente nautica' },
  { value: 'firearms-licence', label: "Porto d'armi" },
  { value: 'state-card', label: 'Tessera di riconoscimento con fotografia di un’amministrazione dello Stato' },
] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number]['value'];

export interface IdentityDocument {
  readonly kind: DocumentKind;
  /** Capitals and digits, without spaces. */
  readonly number: string;
  readonly issuer: string;
  readonly issued: CivilDate;
  readonly expires: CivilDate;
}

/** From the age of 70 an identity card is valid for 50 years: nothing runs longer. */
const LONGEST_VALIDITY_DAYS = 51 * 366;

export function documentKind(value: string): DocumentKind | undefined {
  return DOCUMENT_KINDS.find((kind) => kind.value === value)?.value;
}

export function documentLabel(kind: DocumentKind): string {
  return DOCUMENT_KINDS.find(({ value }) => value === kind)?.label ?? kind;
}

/** What is wrong with the dates of a document declared `today`, in words for the person. */
export function documentDateFaults(
  { issued, expires }: Pick<IdentityDocument, 'issued' | 'expires'>,
  birthDate: CivilDate,
  today: CivilDate,
): { field: 'issued' | 'expires'; message: string }[] {
  const faults: { field: 'issued' | 'expires'; message: string }[] = [];
  if (issued > today) {
    faults.push({ field: 'issued', message: 'La data di rilascio è nel futuro. Copiala dal documento.' });
  } else if (issued < birthDate) {
    faults.push({
      field: 'issued',
      message: 'La data di rilascio viene prima della tua nascita. Copiala dal documento.',
    });
  }
  if (expires <= issued) {
    faults.push({ field: 'expires', message: 'La scadenza deve venire dopo il rilascio. Controlla le due date.' });
  } else if (expires === today) {
    faults.push({
      field: 'expires',
      message: 'Il documento scade oggi: usa un documento valido almeno fino a domani.',
    });
  } else if (expires < today) {
    faults.push({ field: 'expires', message: 'Il documento è scaduto: usa un documento ancora valido.' });
  } else if (expires > addDays(issued, LONGEST_VALIDITY_DAYS)) {
    faults.push({ field: 'expires', message: 'La scadenza è troppo lontana. Controlla l’anno.' });
  }
  return faults;
}

/** At the desk a document is good until the end of its last day. */
export function isExpired(document: Pick<IdentityDocument, 'expires'>, today: CivilDate): boolean {
  return document.expires < today;
}
