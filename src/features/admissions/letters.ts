import { type RegisterNumber, writeNumber } from '../filings/index.ts';

/** An outcome is published. What it says stays in the area: a mail may be read by others. */
export function publishedLetter(title: string, { again, ...number }: RegisterNumber & { readonly again: boolean }) {
  return {
    subject: 'C’è l’esito della domanda di iscrizione',
    paragraphs: [
      `è uscito l’esito della domanda con protocollo ${writeNumber(number)} (${title}).`,
      ...(again ? ['Prende il posto di quello che avevi già letto.'] : []),
      'Quale scuola ha posto, e perché non quelle prima, lo leggi nella tua area, dove nessun altro lo vede.',
    ],
  };
}
