import type { Account } from '../features/accounts/index.ts';
import { accountById } from '../features/accounts/index.ts';
import { addressLine, profileFor } from '../features/enablement/index.ts';
import { formatDate } from '../kernel/civil-date.ts';
import type { Db } from '../platform/db/database.ts';

/** What forms show of the person, or propose, without asking again: in words, places by their codes. */
export async function profileWords(db: Db, accountId: string): Promise<Record<string, string>> {
  const [account, profile] = await Promise.all([accountById(db, accountId), profileFor(db, accountId)]);
  if (account === undefined) return {};
  const contact = profile?.contact;
  return {
    full_name: fullName(account),
    fiscal_code: account.fiscalCode,
    birth: `${formatDate(account.birthDate)}, ${account.birthPlace}`,
    email: account.email,
    ...(contact && {
      residence: addressLine(contact),
      phone: contact.mobile || contact.phone,
      street: contact.street,
      postal_code: contact.postalCode,
      municipality: contact.municipality.code,
      province: contact.municipality.province,
    }),
  };
}

export function fullName({ name, surname }: Pick<Account, 'name' | 'surname'>): string {
  return `${name} ${surname}`;
}
