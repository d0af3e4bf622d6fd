import { formatRome } from '../../kernel/rome-time.ts';
import { RECOVERY_MINUTES, type StrongProof } from './code-recovery.ts';

/** What the person is told when something happens to their code; the words and where they lead. */
export interface CodeMessage {
  readonly kind: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly href: string; readonly label: string };
  readonly key: string;
}

/** Said on the pages too, so that people know what to look for. */
export const TEMPORARY_CODE_SUBJECT = 'Il tuo codice temporaneo per Istanze OnLine';

const NOT_YOU =
  'Se non sei stato tu, scollega subito gli altri dispositivi dal tuo profilo, cambia le credenziali con cui entri e scrivi all’assistenza.';

export function activatedMessage(accountId: string, now: Date): CodeMessage {
  return {
    kind: 'enablement.activated',
    subject: 'Ora puoi presentare le domande',
    paragraphs: [
      `Hai scelto il tuo codice personale ${formatRome(now)}: l’abilitazione al servizio è completa.`,
      'Il codice vale come la tua firma. Non scriverlo in una mail e non dirlo a nessuno, nemmeno a chi ti aiuta.',
      NOT_YOU,
    ],
    link: { href: '/area', label: 'Vai alla tua area' },
    key: `enablement-activated-${accountId}-${now.getTime()}`,
  };
}

/** After the adhesion was accepted on line: the same step remains as after the desk. */
export function digitallyIdentifiedMessage(
  request: { readonly id: string; readonly number: string },
  now: Date,
): CodeMessage {
  return {
    kind: 'enablement.identified',
    subject: 'La tua utenza è attivata: scegli il codice personale',
    paragraphs: [
      `Hai accettato il modulo di adesione della richiesta n. ${request.number} ${formatRome(now)}, con la tua identità digitale. Non serve lo sportello.`,
      'Resta un solo passo. Sostituisci il codice temporaneo, che ti arriva con un’altra mail, con un codice personale scelto da te: ti servirà per inoltrare le domande.',
      'Se non sei stato tu, scrivi subito all’assistenza e al gestore della tua identità digitale.',
    ],
    link: { href: '/abilitazione/codice-personale', label: 'Scegli il codice personale' },
    key: `digital-adhesion-${request.id}`,
  };
}

export function codeChangedMessage(accountId: string, now: Date): CodeMessage {
  return {
    kind: 'personal_code.changed',
    subject: 'Il tuo codice personale è cambiato',
    paragraphs: [`Il codice personale è stato cambiato ${formatRome(now)}. Quello di prima non vale più.`, NOT_YOU],
    link: { href: '/profilo', label: 'Vai al tuo profilo' },
    key: `personal-code-changed-${accountId}-${now.getTime()}`,
  };
}

/** After a forgotten code was replaced by whoever proved to be the same person. */
export function codeRecoveredMessage(accountId: string, proof: StrongProof, now: Date): CodeMessage {
  return {
    kind: 'personal_code.recovered',
    subject: 'Hai scelto un nuovo codice personale',
    paragraphs: [
      `Il codice personale dimenticato è stato sostituito ${formatRome(now)}, ${PROOFS[proof]}. Quello di prima non vale più.`,
      'Le bozze e le domande già inoltrate sono rimaste come erano.',
      NOT_YOU,
    ],
    link: { href: '/profilo', label: 'Vai al tuo profilo' },
    key: `personal-code-recovered-${accountId}-${now.getTime()}`,
  };
}

const PROOFS: Readonly<Record<StrongProof, string>> = {
  'second-factor': 'dopo un accesso con il secondo fattore',
  'digital-identity': 'dopo un accesso con l’identità digitale',
};

/** The mail with the recovery code: it goes to the mailboxes only, never to the messages. */
export function recoveryCodeLetter(name: string, code: string, expiresAt: Date): Omit<CodeMessage, 'kind' | 'key'> {
  return {
    subject: 'Il codice di recupero per il tuo codice personale',
    paragraphs: [
      `Ciao ${name},`,
      `hai chiesto di sostituire il codice personale di Istanze OnLine. Codice di recupero: ${code}`,
      `Scrivilo nella pagina da cui l’hai chiesto, e scegli il nuovo codice personale. Vale ${RECOVERY_MINUTES} minuti, fino a ${formatRome(expiresAt)}, e una volta sola.`,
      'Non dirlo a nessuno, nemmeno a chi dice di chiamare dall’assistenza.',
      'Se non l’hai chiesto tu, qualcuno è entrato al posto tuo: cambia subito le credenziali con cui entri. Il tuo codice personale per ora non è cambiato.',
    ],
    link: { href: '/profilo/codice-personale/recupero', label: 'Vai alla pagina del recupero' },
  };
}

export function codeSuspendedMessage(accountId: string, now: Date): CodeMessage {
  return {
    kind: 'personal_code.suspended',
    subject: 'Il tuo codice personale è sospeso',
    paragraphs: [
      `Il codice personale è stato scritto sbagliato dieci volte, l’ultima ${formatRome(now)}. Per sicurezza ora non vale.`,
      'Le bozze e le domande già inoltrate restano come sono. Dal profilo puoi sceglierne uno nuovo: di solito bastano pochi minuti.',
      NOT_YOU,
    ],
    link: { href: '/profilo/codice-personale/dimenticato', label: 'Scegli come averne uno nuovo' },
    key: `personal-code-suspended-${accountId}-${now.getTime()}`,
  };
}

/** What the temporary code is for when it is mailed: to be typed back, to wait for the desk, to choose the own code. */
export type CodeStep = 'confirm' | 'wait' | 'choose';

const WHAT_FOR: Readonly<Record<CodeStep, string>> = {
  confirm:
    'Accedi e scrivilo per continuare. Conservalo: ti serve un’altra volta dopo l’identificazione, per scegliere il codice personale.',
  wait: 'Conservalo: ti serve dopo l’identificazione, per scegliere il codice personale.',
  choose: 'Accedi e scrivilo per scegliere il tuo codice personale: è l’ultimo passo.',
};

function whatToBring(formAttached: boolean): string[] {
  return [
    formAttached
      ? 'In allegato c’è il modulo di adesione. Stampalo e non firmarlo: lo firmi davanti all’operatore.'
      : 'Il modulo di adesione si scarica dal portale, nella pagina dell’abilitazione. Stampalo e non firmarlo: lo firmi davanti all’operatore.',
    'Porta in una scuola o in un ufficio scolastico il documento che hai dichiarato, la tessera sanitaria, il modulo e una fotocopia di documento e tessera.',
  ];
}

/** The mail with the temporary code: it goes to the mailbox only, never to the messages. */
export function temporaryCodeLetter(
  facts: {
    readonly name: string;
    readonly number: string;
    readonly code: string;
    readonly expiresAt: Date;
    readonly step: CodeStep;
  },
  formAttached: boolean,
): Omit<CodeMessage, 'kind' | 'key'> {
  const { name, number, code, expiresAt, step } = facts;
  return {
    subject: TEMPORARY_CODE_SUBJECT,
    paragraphs: [
      `Ciao ${name},`,
      `questo è il codice temporaneo della tua richiesta di abilitazione n. ${number}: ${code}`,
      WHAT_FOR[step],
      `Vale fino a ${formatRome(expiresAt)}. Se scade, dalla stessa pagina puoi averne un altro.`,
      ...(step === 'choose' ? [] : whatToBring(formAttached)),
      'Se non hai chiesto tu l’abilitazione, scollega subito gli altri dispositivi dal tuo profilo, cambia le credenziali con cui entri e scrivi all’assistenza.',
    ],
    link: { href: '/abilitazione', label: 'Continua l’abilitazione' },
  };
}
