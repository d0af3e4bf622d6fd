import { longDate, romeDate } from '../../kernel/rome-time.ts';
import type { Tone } from '../../ui/index.ts';
import type { DelegationState } from './delegation.ts';
import type { DelegatedAct } from './history-store.ts';

/** Where a delegation stands, in the words of every page. */
export const STATES: Readonly<Record<DelegationState, { readonly tone: Tone; readonly word: string }>> = {
  offered: { tone: 'warning', word: 'In attesa di risposta' },
  lapsed: { tone: 'neutral', word: 'Scaduta senza risposta' },
  refused: { tone: 'neutral', word: 'Non accettata' },
  withdrawn: { tone: 'neutral', word: 'Ritirata' },
  accepted: { tone: 'info', word: 'Accettata, non ancora iniziata' },
  running: { tone: 'success', word: 'In corso' },
  revoked: { tone: 'neutral', word: 'Revocata' },
  ended: { tone: 'neutral', word: 'Finita' },
};

/** "da lunedì 2 marzo 2026 a venerdì 20 marzo 2026 compreso". */
export function periodInWords({ startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date }): string {
  return `da ${longDate(romeDate(startsAt))} a ${longDate(romeDate(new Date(endsAt.getTime() - 1)))} compreso`;
}

/** The titles behind the ids in an act. */
export interface Titles {
  procedure(id: string): string;
  section(procedureId: string, section: string): string;
}

/** One act as the delegator reads it. */
export function actInWords(act: DelegatedAct, titles: Titles): string {
  const title = act.procedureId === null ? '' : `«${titles.procedure(act.procedureId)}»`;
  const section =
    act.procedureId === null || act.section === null ? '' : `«${titles.section(act.procedureId, act.section)}»`;
  switch (act.kind) {
    case 'delegation.acting-begun':
      return 'Ha iniziato a operare per conto tuo';
    case 'delegation.acting-ended':
      return 'Ha smesso di operare per conto tuo';
    case 'application.started':
      return `Ha iniziato la domanda ${title}`;
    case 'application.section-saved':
      return `Ha salvato risposte in ${section} della domanda ${title}${act.times > 1 ? `, ${act.times} volte` : ''}`;
    case 'application.section-looked-at':
      return `Ha ricontrollato ${section} della domanda ${title}`;
    case 'application.file-attached':
      return `Ha allegato un file in ${section} della domanda ${title}`;
    case 'application.correction-begun':
      return `Ha iniziato una correzione della domanda ${title}`;
    case 'application.correction-abandoned':
      return `Ha rinunciato alla correzione della domanda ${title}`;
    case 'application.trial-paper-opened':
      return `Ha aperto il tuo elaborato di una prova della domanda ${title}`;
    case 'application.filed':
      return `Ha inoltrato la domanda ${title}, protocollo ${registerNumber(act)}`;
    case 'application.withdrawn':
      return `Ha ritirato la domanda ${title}, protocollo ${registerNumber(act)}`;
    default:
      return `Ha operato sulla domanda ${title} (${act.kind})`;
  }
}

function registerNumber({ number, year }: DelegatedAct): string {
  return number === null || year === null ? 'in registrazione' : `${String(number).padStart(7, '0')}/${year}`;
}
