import { formatRome } from '../../kernel/rome-time.ts';
import { type IdentityCheck, reasonLabel } from './identity-check.ts';

/** What the person is told, by mail and in the messages, after the desk has decided. */
export interface OutcomeMessage {
  readonly kind: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly href: string; readonly label: string };
  readonly key: string;
}

export function outcomeMessage(check: IdentityCheck): OutcomeMessage {
  return check.outcome === 'confirmed' ? confirmed(check) : refused(check);
}

function confirmed(check: IdentityCheck): OutcomeMessage {
  return {
    kind: 'enablement.identified',
    subject: 'La tua utenza è attivata: scegli il codice personale',
    paragraphs: [
      `${check.clerkName} (${check.officeName}) ti ha identificato ${formatRome(check.at)}.`,
      'Resta un solo passo. Accedi e sostituisci il codice temporaneo con un codice personale scelto da te: ti servirà per inoltrare le domande.',
      'Se non sei stato tu a presentarti allo sportello, non fare niente e scrivi subito all’assistenza.',
    ],
    link: { href: '/abilitazione/codice-personale', label: 'Scegli il codice personale' },
    key: `identity-check-${check.id}`,
  };
}

function refused(check: IdentityCheck): OutcomeMessage {
  return {
    kind: 'enablement.refused',
    subject: 'La tua identificazione non è riuscita',
    paragraphs: [
      `${check.officeName} non ha confermato la richiesta n. ${check.requestNumber}, ${formatRome(check.at)}.`,
      `Motivo: ${check.reason === null ? '' : reasonLabel(check.reason)}.`,
      ...(check.note === '' ? [] : [`L’operatore ha scritto: «${check.note}»`]),
      'Puoi correggere i dati e fare una nuova richiesta: i dati già scritti sono conservati. Poi torna in una scuola o in un ufficio con il nuovo modulo.',
    ],
    link: { href: '/abilitazione', label: 'Correggi i dati' },
    key: `identity-check-${check.id}`,
  };
}
