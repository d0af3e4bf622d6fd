import { formatRome, toRome } from '../../kernel/rome-time.ts';
import type { CodeOutcome } from './code-attempts.ts';

/** Why a code was not taken, in words for its field; nothing when it was right. */
export function codeProblem(
  outcome: CodeOutcome | { outcome: 'expired' },
  code: 'own' | 'temporary',
): string | undefined {
  switch (outcome.outcome) {
    case 'right':
      return undefined;
    case 'wrong':
      return wrong(outcome.left, code);
    case 'paused':
      return `Il codice è stato scritto sbagliato troppe volte. Riprova dopo le ${clock(outcome.until)}: niente di quello che hai scritto va perso.`;
    case 'suspended':
      return code === 'own'
        ? 'Il codice personale è sospeso: è stato scritto sbagliato dieci volte, o fermato con il collegamento di una mail. Le bozze restano salve: dal tuo profilo, «Ho dimenticato il codice personale», vedi come averne un altro.'
        : 'Il codice temporaneo è sospeso, perché è stato scritto sbagliato dieci volte. Fatti mandare un nuovo codice temporaneo.';
    case 'early':
      return `Hai recuperato il codice personale con una mail: per sicurezza firma da ${formatRome(outcome.from)}. Niente di quello che hai scritto va perso.`;
    case 'expired':
      return 'Il codice temporaneo è scaduto. Fatti mandare un nuovo codice temporaneo.';
    case 'busy':
      return 'In questo momento le richieste sono molte. Aspetta qualche secondo e riprova: questo tentativo non è stato contato.';
  }
}

function wrong(left: number, code: 'own' | 'temporary'): string {
  const name = code === 'own' ? 'Il codice personale' : 'Il codice temporaneo';
  if (left === 0) return `${name} non è giusto.`;
  const tries = left === 1 ? 'Hai ancora un tentativo' : `Hai ancora ${left} tentativi`;
  return `${name} non è giusto. ${tries}, poi il codice si ferma.`;
}

function clock(instant: Date): string {
  const { hour, minute } = toRome(new Date(instant.getTime() + 59_999));
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
