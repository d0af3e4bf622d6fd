import { formatRome } from '../../kernel/rome-time.ts';
import { type IdentityCheck, reasonLabel } from './identity-check.ts';
import { type Variation, variedRows } from './variation.ts';

/** What the person is told, by mail and in the messages, after the desk has decided. */
export interface OutcomeMessage {
  readonly kind: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly href: string; readonly label: string };
  readonly key: string;
}

export function outcomeMessage(check: IdentityCheck, variation?: Variation): OutcomeMessage {
  return check.outcome === 'confirmed' ? confirmed(check, variation) : refused(check, variation);
}

const IN_WORDS = 'Le domande già inoltrate restano come erano, con i dati di allora.';

function changed(variation: Variation | undefined): string[] {
  if (variation === undefined) return [];
  const rows = variedRows(variation).filter(({ changes }) => changes);
  const words = rows.map(({ label, before, after }) => `${label}: da ${before} a ${after}.`);
  return [`I tuoi dati anagrafici sono cambiati. ${words.join(' ')}`, IN_WORDS];
}

function confirmed(check: IdentityCheck, variation: Variation | undefined): OutcomeMessage {
  return {
    kind: 'enablement.identified',
    subject: 'La tua utenza è attivata: scegli il codice personale',
    paragraphs: [
      `${check.clerkName} (${check.officeName}) ti ha identificato ${formatRome(check.at)}.`,
      ...changed(variation),
      'Resta un solo passo. Accedi e sostituisci il codice temporaneo con un codice personale scelto da te: ti servirà per inoltrare le domande.',
      'Se non sei stato tu a presentarti allo sportello, non fare niente e scrivi subito all’assistenza.',
    ],
    link: { href: '/abilitazione/codice-personale', label: 'Scegli il codice personale' },
    key: `identity-check-${check.id}`,
  };
}

function refused(check: IdentityCheck, variation: Variation | undefined): OutcomeMessage {
  return {
    kind: 'enablement.refused',
    subject: 'La tua identificazione non è riuscita',
    paragraphs: [
      `${check.officeName} non ha confermato la richiesta n. ${check.requestNumber}, ${formatRome(check.at)}.`,
      `Motivo: ${check.reason === null ? '' : reasonLabel(check.reason)}.`,
      ...(check.note === '' ? [] : [`L’operatore ha scritto: «${check.note}»`]),
      ...(variation === undefined ? [] : ['I tuoi dati anagrafici non sono cambiati.']),
      'Puoi correggere i dati e fare una nuova richiesta: i dati già scritti sono conservati. Poi torna in una scuola o in un ufficio con il nuovo modulo.',
    ],
    link: { href: '/abilitazione', label: 'Correggi i dati' },
    key: `identity-check-${check.id}`,
  };
}
