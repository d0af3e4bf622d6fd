import { checkFiscalCode, normalizeFiscalCode } from '../../kernel/fiscal-code.ts';
import { readMailAddress } from '../../kernel/mail-address.ts';
import type { FieldOf } from './field.ts';
import { unreadable, type Wrong } from './wrong.ts';

type ContactField = FieldOf<'fiscal_code' | 'email' | 'phone' | 'iban'>;

/** A fiscal code, a mail address, a telephone number or an IBAN as it is kept: spaces and small letters forgiven. */
export function readContact({ kind }: ContactField, line: string): string {
  if (kind === 'fiscal_code') return normalizeFiscalCode(line);
  if (kind === 'iban') return line.replaceAll(/\s/gu, '').toUpperCase();
  if (kind === 'phone') return line.replaceAll(/[\s./()-]/gu, '').replace(/^00/, '+');
  const read = readMailAddress(line);
  return read.ok ? read.email : line;
}

/** What is wrong with a contact, with its own words. */
export function checkContact(field: ContactField, value: unknown): Wrong | undefined {
  if (typeof value !== 'string') return unreadable(field);
  const said = wordsAbout(field.kind, value);
  return said === undefined ? undefined : { code: field.kind.replace('_', '-'), message: `«${field.label}»: ${said}` };
}

function wordsAbout(kind: ContactField['kind'], value: string): string | undefined {
  if (kind === 'fiscal_code') {
    const read = checkFiscalCode(value);
    return read.ok ? undefined : read.faults[0]?.message;
  }
  if (kind === 'email') {
    const read = readMailAddress(value);
    return read.ok ? undefined : read.message;
  }
  if (kind === 'phone') {
    return /^\+?\d{6,15}$/.test(value) ? undefined : 'scrivi un numero di telefono, con il prefisso se è estero.';
  }
  return isIban(value)
    ? undefined
    : "questo IBAN non è giusto. Copialo dall'estratto conto: in Italia ha 27 caratteri.";
}

/** ISO 13616: two letters, two check digits, up to thirty characters; the whole, rearranged, is 1 modulo 97. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  if (text.startsWith('IT') && text.length !== 27) return false;
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const digits = String(Number.parseInt(character, 36));
    for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}
