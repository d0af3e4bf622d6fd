import { formatDate } from '../../kernel/civil-date.ts';
import { formatRome, romeDate } from '../../kernel/rome-time.ts';
import type { CodeMessage } from './code-messages.ts';

/** Who has not come in for so long loses the enablement (ministry notes of 2012 and 2017). */
export const INACTIVE_MONTHS = 15;
/** Somebody about to lose, or who has lost, the enablement for having stayed away. */
export interface Inactive {
  readonly accountId: string;
  readonly enteredAt: Date;
  readonly endsAt: Date;
}

/** The mail that goes before: what will happen, when, and that one entry is enough to stop it. */
export function inactivityWarning({ accountId, enteredAt, endsAt }: Inactive, days: number): CodeMessage {
  return {
    kind: 'enablement.inactive',
    subject: `Entra in Istanze OnLine entro il ${formatDate(romeDate(endsAt))}: la tua abilitazione sta per finire`,
    paragraphs: [
      `L’ultima volta sei entrato ${formatRome(enteredAt)}. Chi non entra per ${INACTIVE_MONTHS} mesi perde l’abilitazione al servizio: la tua finirebbe non prima di ${formatRome(endsAt)}.`,
      'Per tenerla basta entrare una volta: non devi fare altro.',
      'Se non entri, il codice personale non vale più. Le domande inoltrate, le ricevute e l’archivio restano, e potrai chiedere di nuovo l’abilitazione con la stessa utenza.',
    ],
    link: { href: '/accesso', label: 'Entra' },
    key: `inactive-${accountId}-${enteredAt.getTime()}-${days}`,
  };
}
