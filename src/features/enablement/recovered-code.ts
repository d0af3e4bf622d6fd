import { formatRome } from '../../kernel/rome-time.ts';
import type { CodeMessage } from './code-messages.ts';

const HOUR_MS = 3_600_000;

/** A code recovered by mail alone signs nothing for so long: time for its owner to read the mail that says so. */
export const DELAY_HOURS = 24;
/** And may be stopped for so long, as long as a change of address may be taken back. */
export const STOP_HOURS = 72;

export function signsFrom(recoveredAt: Date): Date {
  return new Date(recoveredAt.getTime() + DELAY_HOURS * HOUR_MS);
}

export function canStop(recoveredAt: Date, now: Date): boolean {
  return now.getTime() < recoveredAt.getTime() + STOP_HOURS * HOUR_MS;
}

/** What is signed, as far as the delay may give way: the instant after which it cannot be done any more. */
export interface Term {
  readonly closesAt: Date;
  /** What is kept with the event when the delay gives way to it. */
  readonly data: Readonly<Record<string, string>>;
}

/** Whether a code that signs from `from` must wait; nobody loses a term to the delay. */
export function mustWait(from: Date, term: Term | undefined): boolean {
  return term === undefined || term.closesAt > from;
}

export function stopPath(token: string): string {
  return `/codice-personale/blocco/${token}`;
}

/** To every address: somebody with the password and one mailbox has chosen another code. */
export function recoveredByMailMessage(token: string, id: string, now: Date): CodeMessage {
  return {
    kind: 'personal_code.recovered',
    subject: 'Hai scelto un nuovo codice personale',
    paragraphs: [
      `Il codice personale dimenticato è stato sostituito ${formatRome(now)}, con il codice di recupero mandato per mail. Quello di prima non vale più.`,
      `Per sicurezza il nuovo codice firma da ${formatRome(signsFrom(now))}. Prima firma soltanto l’inoltro di una domanda che scade prima.`,
      'Se sei stato tu, non devi fare nulla: le bozze e le domande già inoltrate sono rimaste come erano.',
      `Se non sei stato tu, fermalo: apri il collegamento e premi il pulsante. Il codice non firma più niente e tutti i dispositivi vengono scollegati. Il collegamento vale ${STOP_HOURS} ore.`,
    ],
    link: { href: stopPath(token), label: 'Non sono stato io: ferma il codice' },
    key: `personal-code-recovered-${id}`,
  };
}

export function codeStoppedMessage(id: string, now: Date): CodeMessage {
  return {
    kind: 'personal_code.stopped',
    subject: 'Il tuo codice personale è stato fermato',
    paragraphs: [
      `Con il collegamento di una nostra mail il codice personale è stato fermato ${formatRome(now)}. Non firma più niente, e tutti i dispositivi sono stati scollegati.`,
      'Cambia subito le credenziali con cui entri. Per un nuovo codice personale entra con SPID, con la CIE o con la verifica in due passaggi, oppure fatti identificare a uno sportello: per mail non si recupera più.',
      'Le bozze e le domande già inoltrate restano come sono.',
    ],
    link: { href: '/accesso', label: 'Vai alla pagina di accesso' },
    key: `personal-code-stopped-${id}`,
  };
}
