import { formatRome } from '../../kernel/rome-time.ts';
import type { FilingRecord } from './record.ts';
import { type RegisterNumber, writeNumber } from './register-number.ts';

/** What is told in the messages and by mail; without the account and the key, which the caller knows. */
export interface Words {
  readonly kind: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly href: string; readonly label: string };
}

type Told = Pick<
  FilingRecord,
  'id' | 'applicationId' | 'year' | 'number' | 'arrivedAt' | 'office' | 'subject' | 'sha256'
>;

/** Where the confirmation of a filing is, today and later. */
export function confirmationPath({ applicationId, id }: Pick<FilingRecord, 'applicationId' | 'id'>): string {
  return `/istanze/${applicationId}/ricevuta/${id}`;
}

/** The mail of a filing; `withReceipt` is false when the PDF is not ready and the mail must not wait any longer. */
export function filedLetter(filing: Told, withReceipt: boolean, replaces: RegisterNumber | undefined): Words {
  return {
    kind: 'filing.filed',
    subject: `Domanda inoltrata: protocollo ${writeNumber(filing)}`,
    paragraphs: [
      `La tua domanda «${filing.subject}» è stata inoltrata ${formatRome(filing.arrivedAt)}.`,
      `Numero di protocollo: ${writeNumber(filing)}. Ufficio: ${filing.office.name}.`,
      ...(replaces ? [`Sostituisce la domanda con protocollo ${writeNumber(replaces)}, che non vale più.`] : []),
      withReceipt
        ? 'In allegato trovi la ricevuta in PDF, con tutte le risposte. La stessa ricevuta resta nel tuo archivio.'
        : 'La ricevuta in PDF è ancora in preparazione: te la mandiamo appena è pronta. La domanda è già valida.',
      `Impronta SHA-256 della domanda: ${filing.sha256}.`,
      'Se non sei stato tu a inoltrarla, scrivi subito all’assistenza.',
    ],
    link: { href: confirmationPath(filing), label: 'Vedi la domanda inoltrata' },
  };
}

/** The second mail, when the first had to go without the PDF. */
export function receiptLetter(filing: Told): Words {
  return {
    kind: 'filing.receipt',
    subject: `Ricevuta della domanda: protocollo ${writeNumber(filing)}`,
    paragraphs: [
      `La ricevuta in PDF della tua domanda «${filing.subject}» è pronta: la trovi in allegato e nel tuo archivio.`,
      `Numero di protocollo: ${writeNumber(filing)}. La domanda era già valida dal momento dell’inoltro.`,
    ],
    link: { href: confirmationPath(filing), label: 'Vedi la domanda inoltrata' },
  };
}

export function withdrawnLetter(filing: Told, withdrawal: RegisterNumber, arrivedAt: Date, closesAt: Date): Words {
  return {
    kind: 'filing.withdrawn',
    subject: `Domanda ritirata: protocollo ${writeNumber(withdrawal)}`,
    paragraphs: [
      `Hai ritirato la domanda «${filing.subject}» con protocollo ${writeNumber(filing)}.`,
      `Il ritiro è arrivato ${formatRome(arrivedAt)} ed è registrato con il protocollo ${writeNumber(withdrawal)}.`,
      `Le risposte sono conservate. Se cambi idea puoi inoltrare di nuovo la domanda fino a prima di ${formatRome(closesAt)}.`,
      'Se non sei stato tu a ritirarla, scrivi subito all’assistenza.',
    ],
    link: { href: confirmationPath(filing), label: 'Vedi la domanda ritirata' },
  };
}
