import { formatDate } from '../../kernel/civil-date.ts';
import { type Check, type Judgement, type JudgementFault, refusalReason } from '../enablement/index.ts';

export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** One fault for each field: the first that was found. */
export function onePerField(faults: readonly Fault[]): Fault[] {
  return faults.filter(({ field }, index) => faults.findIndex((fault) => fault.field === field) === index);
}

/** What the clerk ticked and wrote, to be judged or shown again. */
export interface TypedDecision {
  readonly decision: string;
  readonly checks: readonly string[];
  readonly reason: string;
  readonly note: string;
}

export const NOTHING_TYPED: TypedDecision = { decision: '', checks: [], reason: '', note: '' };
export const LONGEST_NOTE = 500;

const EVERY_CHECK: readonly Check[] = ['person', 'document', 'fiscal-code', 'form', 'variation'];

/** The judgement, or what is missing from it. Whether it may be given is decided when it is saved. */
export function readDecision(typed: TypedDecision): { judgement: Judgement } | { faults: Fault[] } {
  if (typed.decision === 'refuse') return readRefusal(typed);
  const checks = EVERY_CHECK.filter((check) => typed.checks.includes(check));
  return { judgement: { outcome: 'confirmed', checks } };
}

function readRefusal(typed: TypedDecision): { judgement: Judgement } | { faults: Fault[] } {
  const faults: Fault[] = [];
  const reason = refusalReason(typed.reason);
  const note = typed.note
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (reason === undefined)
    faults.push({ field: 'reason', message: 'Scegli il motivo: la persona lo riceve per mail.' });
  if (reason === 'other' && !/\p{L}/u.test(note)) {
    faults.push({
      field: 'note',
      message: 'Spiega il motivo in poche parole: la persona deve sapere che cosa correggere.',
    });
  }
  if ([...note].length > LONGEST_NOTE) {
    faults.push({ field: 'note', message: `La spiegazione è troppo lunga: al massimo ${LONGEST_NOTE} caratteri.` });
  }
  return faults.length > 0 || reason === undefined ? { faults } : { judgement: { outcome: 'refused', reason, note } };
}

/** Why the judgement was not taken, in words for the clerk. */
export function faultsOf(fault: JudgementFault): Fault[] {
  switch (fault.kind) {
    case 'self':
      return [{ field: 'checks', message: OWN_REQUEST }];
    case 'document-expired':
      return [
        {
          field: 'reason',
          message: `Il documento è scaduto il ${formatDate(fault.expired)}: non puoi confermare. Rifiuta con il motivo, e la persona rifà la richiesta con un documento valido.`,
        },
      ];
    case 'bound':
      return [{ field: 'checks', message: BOUND }];
    case 'variation-by-proxy':
      return [
        { field: 'checks', message: 'I dati anagrafici cambiano: deve venire la persona, con i suoi documenti.' },
      ];
    case 'fiscal-code-taken':
      return [{ field: 'checks', message: CODE_TAKEN }];
    case 'checks-missing':
      return [
        {
          field: 'checks',
          message: 'Per confermare servono tutti i controlli. Se uno non riesce, rifiuta con il motivo.',
        },
      ];
  }
}

const CODE_TAKEN =
  'Il codice fiscale nuovo è già di un’altra utenza: non è cambiato niente e la richiesta resta in attesa. Se l’altra utenza è di questa persona, la chiude dal suo profilo. Se l’ha aperta qualcun altro e nessuno l’ha mai identificata, cercala da «Aiuta chi è davanti a te»: lì puoi chiuderla. Poi torna qui e conferma.';

/** Said wherever an office would handle somebody its clerk acts for, or who acts for the clerk. */
export const BOUND =
  'Tra te e questa persona c’è una delega: nessuno tratta chi gli ha dato o da cui ha ricevuto una delega. Rivolgiti a un collega o a un’altra scuola.';

export const OWN_REQUEST =
  'Questa è la tua richiesta: nessuno può identificare sé stesso. Rivolgiti a un collega o a un’altra scuola.';
