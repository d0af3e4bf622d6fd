import type { Seat } from './document-schema.ts';
import type { ReasonName } from './reasons.ts';

/** Hundredths as people write points: 2650 is 26,50. */
export function decimal(hundredths: number): string {
  const sign = hundredths < 0 ? '-' : '';
  const whole = Math.abs(hundredths);
  return `${sign}${Math.floor(whole / 100)},${String(whole % 100).padStart(2, '0')}`;
}

export function contractWords({ contract, hours }: Pick<Seat, 'contract' | 'hours'>): string {
  if (contract === 'part') return `spezzone di ${hours ?? '?'} ore`;
  return contract === 'annual' ? 'annuale, fino al 31 agosto' : 'fino al 30 giugno';
}

interface Facts {
  readonly line: number;
  readonly seat: Seat;
  readonly reason: ReasonName;
  readonly round: number;
  readonly position?: number;
  readonly lastUseful?: number;
}

/** One sentence for one preference: what was asked, what happened, with the numbers that decided it. */
export function sentenceOf(facts: Facts): string {
  const { line, seat, reason } = facts;
  return `Preferenza ${line}, ${seat.school} (${seat.ranking}, ${contractWords(seat)}): ${becauseOf[reason](facts)}.`;
}

const mine = ({ position }: Facts) =>
  position === undefined ? 'non hai una posizione' : `sei in posizione ${position}`;
const last = ({ lastUseful }: Facts) =>
  lastUseful === undefined
    ? 'nessuno è stato nominato per merito'
    : `l’ultima posizione utile è stata la ${lastUseful}`;

const becauseOf: Record<ReasonName, (facts: Facts) => string> = {
  assigned: (facts) => `assegnata; ${mine(facts)}`,
  alreadyAssigned: () => 'non esaminata, perché hai avuto una preferenza che avevi messo prima',
  beyondLast: (facts) => `${mine(facts)} e ${last(facts)}`,
  reservedSeat: (facts) => `${mine(facts)} e ${last(facts)}, ma un posto era riservato per legge`,
  notInRanking: ({ seat }) => `non sei nella graduatoria ${seat.ranking}`,
  noSeats: () => 'in questo turno non c’erano posti di questo tipo',
  exhaustedBeforeTurn: (facts) => `i posti sono finiti prima del tuo turno: ${mine(facts)} e ${last(facts)}`,
  cameLater: ({ seat }) =>
    `il posto si è aggiunto al turno ${seat.round}, quando la tua posizione era già stata chiamata`,
  contractNotAsked: () => 'la scuola aveva questo posto, ma non hai chiesto questo tipo di contratto o di cattedra',
  barred: () => 'una rinuncia o una sanzione ti esclude da questa graduatoria',
  precedenceChose: () => 'chi ha la precedenza nella scelta della sede ha scelto prima di te',
  continuity: () => 'confermata per continuità sul sostegno',
  earlierRanking: () => 'non esaminata, perché una graduatoria scorsa prima ti aveva già dato un posto',
  heldFromBefore: () => 'non esaminata, perché hai già un posto avuto in un turno precedente',
  areaFull: () => 'i posti dell’area sono andati a chi ti precede, o la quota della fase era finita',
  precluded: () => 'questa sede per te è preclusa',
  gaveWay: () => 'l’avevi avuta, ma il passaggio che hai avuto dopo prevale sul trasferimento',
};
