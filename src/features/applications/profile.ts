import { formatDate } from '../../kernel/civil-date.ts';
import type { Account } from '../accounts/index.ts';
import type { Contact } from '../enablement/index.ts';

/** What the fields with `source: profile.x` show: the account and the contact data of today, in words. */
export function profileWords(account: Account, contact: Contact | undefined): { readonly [name: string]: string } {
  const { name, surname, fiscalCode, birthDate, birthPlace, email } = account;
  const born = `${formatDate(birthDate)}, ${birthPlace}`;
  const known = { full_name: `${name} ${surname}`, fiscal_code: fiscalCode, birth: born, email };
  if (contact === undefined) return known;
  const { street, postalCode, municipality, mobile, phone } = contact;
  return {
    ...known,
    residence: `${street}, ${postalCode} ${municipality.name} (${municipality.province})`,
    phone: [mobile, phone].filter((number) => number !== '').join(', '),
  };
}
