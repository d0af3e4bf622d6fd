import { formatRome } from '../../kernel/rome-time.ts';

/** Days between asking and closing, in which signing in is enough to think again. */
export const DAYS_TO_THINK = 14;

export const CLOSING_PATH = '/profilo/chiusura';

interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link?: { readonly href: string; readonly label: string };
}

export function askedLetter(dueAt: Date): Letter {
  return {
    subject: 'Hai chiesto di chiudere la tua utenza',
    paragraphs: [
      `Chiuderemo la tua utenza ${formatRome(dueAt)}. Fino ad allora basta accedere e scegliere «Tieni l’utenza».`,
      'Le domande che hai inoltrato restano valide: se non le vuoi più, ritirale prima.',
      'Se non l’hai chiesto tu, accedi subito, tieni l’utenza e cambia le credenziali con cui entri.',
    ],
    link: { href: CLOSING_PATH, label: 'Tieni l’utenza' },
  };
}

export function undoneLetter(): Letter {
  return {
    subject: 'La tua utenza resta aperta',
    paragraphs: ['La chiusura è annullata: tutto resta come prima.'],
    link: { href: '/profilo', label: 'Vai al tuo profilo' },
  };
}

export function closedLetter(name: string): Letter {
  return {
    subject: 'La tua utenza è chiusa',
    paragraphs: [
      `Ciao ${name},`,
      'come avevi chiesto, la tua utenza di Istanze OnLine è chiusa: credenziali, dispositivi, messaggi e bozze mai inoltrate non ci sono più.',
      'Le domande inoltrate restano valide e restano all’ufficio, con protocollo e ricevuta. Le identificazioni sono conservate 20 anni, come dice la legge.',
      'Puoi tornare quando vuoi, con lo stesso codice fiscale.',
    ],
  };
}
