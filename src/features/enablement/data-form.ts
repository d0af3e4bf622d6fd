import { type CivilDate, parseCivilDate } from '../../kernel/civil-date.ts';
import { type Contact, type DeclaredData, type Municipality, PRIVACY_NOTICE } from './declared-data.ts';
import { documentDateFaults, documentKind, type IdentityDocument } from './identity-document.ts';

export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** What was typed, field by field, to be judged or shown again as it was. Dates as the date boxes gave them. */
export interface TypedData {
  readonly street: string;
  readonly municipality: string;
  readonly postalCode: string;
  readonly mobile: string;
  readonly phone: string;
  readonly documentKind: string;
  readonly documentNumber: string;
  readonly documentIssuer: string;
  readonly documentIssued: string;
  readonly documentExpires: string;
  readonly privacy: boolean;
}

export interface Circumstances {
  /** The municipality chosen, found again in the registry. */
  readonly municipality: Municipality | undefined;
  readonly birthDate: CivilDate;
  readonly today: CivilDate;
}

/** The data declared, or everything that is wrong in the order of the page. */
export function readData(typed: TypedData, around: Circumstances): { data: DeclaredData } | { faults: Fault[] } {
  const contact = readContact(typed, around.municipality);
  const document = readDocument(typed, around);
  const faults = [...('faults' in contact ? contact.faults : []), ...('faults' in document ? document.faults : [])];
  if (!typed.privacy) {
    faults.push({ field: 'privacy', message: 'Per continuare conferma di avere letto l’informativa sulla privacy.' });
  }
  if ('faults' in contact || 'faults' in document || faults.length > 0) return { faults };
  return { data: { contact: contact.contact, document: document.document, privacyNotice: PRIVACY_NOTICE } };
}

type TypedContact = Pick<TypedData, 'street' | 'municipality' | 'postalCode' | 'mobile' | 'phone'>;

/** Domicile and telephones alone, as the profile page changes them. */
export function readContact(
  typed: TypedContact,
  municipality: Municipality | undefined,
): { contact: Contact } | { faults: Fault[] } {
  const faults: Fault[] = [];
  const street = tidy(typed.street);
  if (street === '') faults.push({ field: 'street', message: 'Scrivi via e numero civico del tuo domicilio.' });
  else if (!/\p{L}/u.test(street)) {
    faults.push({ field: 'street', message: 'L’indirizzo deve contenere il nome della via. Esempio: Via Roma 12.' });
  } else if (street.length > 120)
    faults.push({ field: 'street', message: 'L’indirizzo è troppo lungo: al massimo 120 caratteri.' });
  if (municipality === undefined) {
    const message =
      typed.municipality === ''
        ? 'Cerca il comune del tuo domicilio e sceglilo dall’elenco.'
        : 'Questo comune non è nell’elenco: cercalo di nuovo e sceglilo.';
    faults.push({ field: 'municipality', message });
  }
  const postalCode = typed.postalCode.replace(/\s/g, '');
  if (!/^\d{5}$/.test(postalCode)) faults.push({ field: 'postalCode', message: 'Il CAP ha 5 cifre. Esempio: 40121.' });
  const mobile = phoneNumber(typed.mobile);
  const phone = phoneNumber(typed.phone);
  if (mobile === undefined) faults.push({ field: 'mobile', message: NOT_A_PHONE });
  if (phone === undefined) faults.push({ field: 'phone', message: NOT_A_PHONE });
  if (mobile === '' && phone === '') {
    faults.push({ field: 'mobile', message: 'Scrivi almeno un numero di telefono, cellulare o fisso.' });
  }
  if (faults.length > 0 || municipality === undefined || mobile === undefined || phone === undefined) return { faults };
  return { contact: { street, municipality, postalCode, mobile, phone } };
}

const NOT_A_PHONE = 'Scrivi il numero con le sole cifre, da 6 a 15; con + davanti se è estero. Esempio: 333 1234567.';

/** Digits with an optional +, '' when nothing was typed, undefined when it is no number. */
function phoneNumber(typed: string): string | undefined {
  const compact = tidy(typed).replace(/[\s./()-]/g, '');
  return compact === '' || /^\+?\d{6,15}$/.test(compact) ? compact : undefined;
}

function readDocument(
  typed: TypedData,
  { birthDate, today }: Circumstances,
): { document: IdentityDocument } | { faults: Fault[] } {
  const faults: Fault[] = [];
  const kind = documentKind(typed.documentKind);
  if (kind === undefined) faults.push({ field: 'documentKind', message: 'Scegli il tipo di documento.' });
  const number = tidy(typed.documentNumber).replace(/[\s-]/g, '').toUpperCase();
  if (!/^[A-Z0-9/]{5,20}$/.test(number)) {
    faults.push({
      field: 'documentNumber',
      message: 'Copia il numero dal documento: da 5 a 20 tra lettere e cifre. Esempio: CA12345AA.',
    });
  }
  const issuer = tidy(typed.documentIssuer);
  if (!/\p{L}{2}/u.test(issuer) || issuer.length > 100) {
    faults.push({
      field: 'documentIssuer',
      message: 'Scrivi chi ha rilasciato il documento, al massimo 100 caratteri. Esempio: Comune di Bologna.',
    });
  }
  const issued = parseCivilDate(typed.documentIssued);
  const expires = parseCivilDate(typed.documentExpires, 79);
  if (issued === undefined)
    faults.push({ field: 'documentIssued', message: dateMessage(typed.documentIssued, 'il rilascio') });
  if (expires === undefined)
    faults.push({ field: 'documentExpires', message: dateMessage(typed.documentExpires, 'la scadenza') });
  if (issued !== undefined && expires !== undefined) {
    for (const fault of documentDateFaults({ issued, expires }, birthDate, today)) {
      faults.push({ field: fault.field === 'issued' ? 'documentIssued' : 'documentExpires', message: fault.message });
    }
  }
  if (faults.length > 0 || kind === undefined || issued === undefined || expires === undefined) return { faults };
  return { document: { kind, number, issuer, issued, expires } };
}

function dateMessage(typed: string, what: string): string {
  return typed === ''
    ? `Scrivi giorno, mese e anno per ${what} del documento.`
    : 'Questa data non esiste. Scrivi giorno, mese e anno in cifre, per esempio 3 11 2024.';
}

/** One line of text as people mean it: composed letters, single spaces, nothing invisible. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Declared data as the form shows it again. */
export function typedAgain(contact: Contact, document: IdentityDocument | undefined): TypedData {
  return {
    street: contact.street,
    municipality: contact.municipality.code,
    postalCode: contact.postalCode,
    mobile: contact.mobile,
    phone: contact.phone,
    documentKind: document?.kind ?? '',
    documentNumber: document?.number ?? '',
    documentIssuer: document?.issuer ?? '',
    documentIssued: document?.issued ?? '',
    documentExpires: document?.expires ?? '',
    privacy: false,
  };
}
