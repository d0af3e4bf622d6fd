import { formatDate } from '../../../kernel/civil-date.ts';
import type { SummaryRow } from '../../../ui/index.ts';
import { addressLine, type Contact, type Person } from '../declared-data.ts';
import { documentLabel, type IdentityDocument } from '../identity-document.ts';

export function personRows(person: Person): SummaryRow[] {
  return [
    { label: 'Cognome e nome', value: `${person.surname} ${person.name}` },
    { label: 'Codice fiscale', value: person.fiscalCode },
    { label: 'Data e luogo di nascita', value: `${formatDate(person.birthDate)}, ${person.birthPlace}` },
    { label: 'E-mail', value: person.email },
  ];
}

export function contactRows(contact: Contact, change?: string): SummaryRow[] {
  const withChange = change === undefined ? {} : { change };
  return [
    { label: 'Domicilio', value: addressLine(contact), ...withChange },
    { label: 'Cellulare', value: contact.mobile, ...withChange },
    { label: 'Telefono fisso', value: contact.phone, ...withChange },
  ];
}

export function documentRows(document: IdentityDocument, change?: string): SummaryRow[] {
  const withChange = change === undefined ? {} : { change };
  return [
    { label: 'Documento', value: `${documentLabel(document.kind)} n. ${document.number}`, ...withChange },
    { label: 'Rilasciato da', value: `${document.issuer}, ${formatDate(document.issued)}`, ...withChange },
    { label: 'Scade', value: formatDate(document.expires), ...withChange },
  ];
}
