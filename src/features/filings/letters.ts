import { formatRome } from '../../kernel/rome-time.ts';
import type { FilingRecord } from './record.ts';
import { type RegisterNumber, writeNumber } from './register-number.ts';
import type { ActingDelegate } from './sender.ts';

/** What is told in the messages and by mail; without the account and the key, which the caller knows. */
export interface Words {
  readonly kind: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly href: string; readonly label: string };
}

type Told = Pick<
  FilingRecord,
  'id' | 'applicationId' | 'year' | 'number' | 'arrivedAt' | 'office' | 'subject' | 'sha256' | 'sender' | 'validity'
>;

/** "Bianchi Bruno, con la delega n. 12": who acted for the person. */
function actedBy({ surname, name, delegationNumber }: ActingDelegate): string {
  return `${name} ${surname}, con la delega n. ${delegationNumber}`;
}

const STOP = 'Se non va bene, puoi correggerla o ritirarla tu, e fermare la delega dal tuo profilo.';

/** Where the confirmation of a filing is, today and later. */
export function confirmationPath({ applicationId, id }: Pick<FilingRecord, 'applicationId' | 'id'>): string {
  return `/istanze/${applicationId}/ricevuta/${id}`;
}

/** The mail of a filing; `withReceipt` is false when the PDF is not ready and the mail must not wait any longer. */
export function filedLetter(filing: Told, withReceipt: boolean, replaces: RegisterNumber | undefined): Words {
  const { delegate } = filing.validity;
  return {
    kind: 'filing.filed',
    subject: `Domanda inoltrata: protocollo ${writeNumber(filing)}`,
    paragraphs: [
      `La tua domanda «${filing.subject}» è stata inoltrata ${formatRome(filing.arrivedAt)}.`,
      ...(delegate ? [`L’ha inoltrata per conto tuo ${actedBy(delegate)}.`] : []),
      `Numero di protocollo: ${writeNumber(filing)}. Ufficio: ${filing.office.name}.`,
      ...(replaces ? [`Sostituisce la domanda con protocollo ${writeNumber(replaces)}, che non vale più.`] : []),
      withReceipt
        ? 'In allegato trovi la ricevuta in PDF, con tutte le risposte. La stessa ricevuta resta nel tuo archivio.'
        : 'La ricevuta in PDF è ancora in preparazione: te la mandiamo appena è pronta. La domanda è già valida.',
      `Impronta SHA-256 della domanda: ${filing.sha256}.`,
      delegate ? STOP : 'Se non sei stato tu a inoltrarla, scrivi subito all’assistenza.',
    ],
    link: { href: confirmationPath(filing), label: 'Vedi la domanda inoltrata' },
  };
}

/** To the delegate, for their own papers: without the receipt, which is the applicant's. */
export function filedByDelegateLetter(filing: Told, delegate: ActingDelegate): Words {
  return {
    kind: 'delegation.filed',
    subject: `Hai inoltrato una domanda per conto di altri: protocollo ${writeNumber(filing)}`,
    paragraphs: [
      `Hai inoltrato la domanda «${filing.subject}» ${formatRome(filing.arrivedAt)}, con la delega n. ${delegate.delegationNumber}.`,
      `Numero di protocollo: ${writeNumber(filing)}. Ufficio: ${filing.office.name}. Nel registro: ${filing.sender}.`,
      'La ricevuta va alla persona che ti ha delegato. Se non sei stato tu, rinuncia subito alla delega e scrivi all’assistenza.',
    ],
    link: { href: `/profilo/deleghe/${delegate.delegationId}`, label: 'Vedi la delega' },
  };
}

/** To who had filed already, when somebody else files about the same thing: whose it is, is not told. */
export function besideLetter(
  mine: { readonly applicationId: string; readonly id: string; readonly registerNumber: string },
  subject: string,
): Words {
  return {
    kind: 'filing.beside',
    subject: `Un’altra persona ha inoltrato una domanda come la tua: protocollo ${mine.registerNumber}`,
    paragraphs: [
      `Dopo la tua domanda «${subject}», protocollo ${mine.registerNumber}, un’altra persona ne ha inoltrata una per la stessa cosa.`,
      'La tua resta valida, e anche l’altra: chi le riceve vede che sono due e decide. Non devi fare niente.',
      'Se vi siete messi d’accordo su una sola, chi ha inoltrato l’altra la ritira. Se non sai chi sia stato, scrivi a chi la riceve o all’assistenza.',
    ],
    link: { href: confirmationPath(mine), label: 'Vedi la tua domanda' },
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

/** To the delegate who withdrew. */
export function withdrawnByDelegateLetter(filing: Told, withdrawal: RegisterNumber, delegate: ActingDelegate): Words {
  return {
    kind: 'delegation.withdrawn-filing',
    subject: `Hai ritirato una domanda per conto di altri: protocollo ${writeNumber(withdrawal)}`,
    paragraphs: [
      `Hai ritirato la domanda «${filing.subject}» con protocollo ${writeNumber(filing)}, con la delega n. ${delegate.delegationNumber}.`,
      'Se non sei stato tu, rinuncia subito alla delega e scrivi all’assistenza.',
    ],
    link: { href: `/profilo/deleghe/${delegate.delegationId}`, label: 'Vedi la delega' },
  };
}

export function withdrawnLetter(
  filing: Told,
  withdrawal: RegisterNumber,
  arrivedAt: Date,
  /** Until when another may be filed; nothing when the time for filing is over. */
  closesAt: Date | undefined,
  delegate?: ActingDelegate,
  /** Which other filings have no effect any more. */
  falling?: string,
): Words {
  return {
    kind: 'filing.withdrawn',
    subject: `Domanda ritirata: protocollo ${writeNumber(withdrawal)}`,
    paragraphs: [
      delegate === undefined
        ? `Hai ritirato la domanda «${filing.subject}» con protocollo ${writeNumber(filing)}.`
        : `La domanda «${filing.subject}» con protocollo ${writeNumber(filing)} è stata ritirata per conto tuo da ${actedBy(delegate)}.`,
      `Il ritiro è arrivato ${formatRome(arrivedAt)} ed è registrato con il protocollo ${writeNumber(withdrawal)}.`,
      ...(falling === undefined ? [] : [falling]),
      closesAt === undefined
        ? 'Le risposte sono conservate. Il termine per presentare la domanda è passato: non puoi inoltrarne un’altra.'
        : `Le risposte sono conservate. Se cambi idea puoi inoltrare di nuovo la domanda fino a prima di ${formatRome(closesAt)}.`,
      delegate === undefined
        ? 'Se non sei stato tu a ritirarla, scrivi subito all’assistenza.'
        : 'Se non va bene, puoi inoltrarla di nuovo tu, e fermare la delega dal tuo profilo.',
    ],
    link: { href: confirmationPath(filing), label: 'Vedi la domanda ritirata' },
  };
}
