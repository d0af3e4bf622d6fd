import { formatDate } from '../../kernel/civil-date.ts';
import { formatRome } from '../../kernel/rome-time.ts';
import type { Order } from '../../platform/pdf/index.ts';
import { ADHESION_PRIVACY, ADHESION_REQUEST, ADHESION_STATEMENTS } from './adhesion-statements.ts';
import { addressLine, type EnablementRequest } from './declared-data.ts';
import { checksFor } from './identity-check.ts';
import { documentLabel } from './identity-document.ts';
import { variationLabel, variedRows } from './variation.ts';

/** The adhesion form of a request: the same request gives the same bytes. */
export function adhesionForm(request: EnablementRequest, administration: string): Order {
  const { person, contact, document } = request.declaration;
  return {
    template: 'src/features/enablement/templates/adhesion-form.typ',
    title: 'Modulo di adesione a Istanze OnLine',
    createdAt: request.madeAt,
    data: {
      administration,
      number: request.number,
      made: formatRome(request.madeAt),
      person: [
        { name: 'Cognome e nome', value: `${person.surname} ${person.name}` },
        { name: 'Codice fiscale', value: person.fiscalCode },
        { name: 'Nascita', value: `${formatDate(person.birthDate)}, ${person.birthPlace}` },
        { name: 'Domicilio', value: addressLine(contact) },
        { name: 'E-mail', value: person.email },
        { name: 'Telefono', value: [contact.mobile, contact.phone].filter(Boolean).join(' · ') },
        ...varied(request),
      ],
      document: [
        { name: 'Tipo e numero', value: `${documentLabel(document.kind)} n. ${document.number}` },
        { name: 'Rilasciato da', value: `${document.issuer}, ${formatDate(document.issued)}` },
        { name: 'Scade il', value: formatDate(document.expires) },
      ],
      request: ADHESION_REQUEST,
      statements: ADHESION_STATEMENTS,
      privacy: ADHESION_PRIVACY,
      checks: checksFor(request).map(({ label }) => label),
    },
  };
}

/** What was before, where the person's own data change: the clerk compares both with the documents. */
function varied({ declaration: { variation } }: EnablementRequest): { name: string; value: string }[] {
  if (variation === undefined) return [];
  const rows = variedRows(variation).filter(({ changes }) => changes);
  return [
    { name: 'Perché i dati cambiano', value: variationLabel(variation.reason) },
    ...rows.map(({ label, before }) => ({ name: `${label} di prima`, value: before })),
  ];
}

export function adhesionFormName({ number }: Pick<EnablementRequest, 'number'>): string {
  return `modulo-di-adesione-${number}.pdf`;
}
