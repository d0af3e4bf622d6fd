import { addDays, type CivilDate, daysBetween, parseCivilDate } from '../../kernel/civil-date.ts';
import { checkFiscalCode, normalizeFiscalCode } from '../../kernel/fiscal-code.ts';
import { fromRome } from '../../kernel/rome-time.ts';
import { type DelegationTimes, isOpen } from './delegation.ts';

/** How much of oneself one may hand over, and for how long. The reasons are in ADR 20. */
export const LIMITS = {
  /** Offers waiting for an answer and delegations that count, for one delegator. */
  openAtOnce: 3,
  /** So that nobody is pestered with offers. */
  offersInADay: 5,
  longestDays: 180,
  furthestStartDays: 90,
  answerDays: 15,
  /** People one delegate may act for: enough for a family or a union desk, too few for a trade. */
  heldAtOnce: 20,
} as const;

/** What was typed into the form of an offer. */
export interface TypedOffer {
  readonly fiscalCode: string;
  readonly surname: string;
  /** `YYYY-MM-DD`, or what was typed. */
  readonly from: string;
  readonly until: string;
  readonly scope: string;
  readonly procedures: readonly string[];
}

export interface Offer {
  readonly fiscalCode: string;
  readonly surname: string;
  /** Null: every procedure. */
  readonly procedures: readonly string[] | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface Fault {
  readonly field: 'fiscalCode' | 'surname' | 'from' | 'until' | 'scope' | 'procedures';
  readonly message: string;
}

interface Known {
  readonly today: CivilDate;
  readonly ownFiscalCode: string;
  /** Ids of what is published. */
  readonly published: readonly string[];
}

/** Reads an offer; every fault at once, in the order of the page. Whether the person exists is not looked at here. */
export function readOffer(typed: TypedOffer, known: Known): { offer: Offer } | { faults: readonly Fault[] } {
  const from = parseCivilDate(typed.from);
  const until = parseCivilDate(typed.until);
  const faults = [
    codeFault(typed.fiscalCode, known.ownFiscalCode),
    surnameFault(typed.surname),
    fromFault(from, known.today),
    untilFault(until, from, known.today),
    scopeFault(typed, known.published),
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0 || from === undefined || until === undefined) return { faults };
  return {
    offer: {
      fiscalCode: normalizeFiscalCode(typed.fiscalCode),
      surname: typed.surname.trim(),
      procedures: typed.scope === 'all' ? null : [...new Set(typed.procedures)],
      startsAt: fromRome(`${from}T00:00:00`),
      endsAt: fromRome(`${addDays(until, 1)}T00:00:00`),
    },
  };
}

function codeFault(text: string, own: string): Fault | undefined {
  const field = 'fiscalCode';
  const code = normalizeFiscalCode(text);
  if (code === '') return { field, message: 'Scrivi il codice fiscale della persona che deleghi.' };
  if (!checkFiscalCode(code).ok) {
    return { field, message: 'Questo codice fiscale non è scritto bene: ricopialo dalla tessera sanitaria.' };
  }
  if (code === own)
    return { field, message: 'Questo è il tuo codice fiscale: scrivi quello della persona che deleghi.' };
  return undefined;
}

function surnameFault(text: string): Fault | undefined {
  const length = text.trim().length;
  if (length === 0) return { field: 'surname', message: 'Scrivi il cognome della persona che deleghi.' };
  return length > 120 ? { field: 'surname', message: 'Il cognome può avere al massimo 120 caratteri.' } : undefined;
}

function fromFault(from: CivilDate | undefined, today: CivilDate): Fault | undefined {
  const field = 'from';
  if (from === undefined) return { field, message: 'Scrivi il primo giorno della delega con giorno, mese e anno.' };
  const ahead = daysBetween(today, from);
  if (ahead < 0) return { field, message: 'Il primo giorno è già passato: scegli oggi o un giorno che viene.' };
  if (ahead <= LIMITS.furthestStartDays) return undefined;
  return { field, message: `Il primo giorno può essere al massimo fra ${LIMITS.furthestStartDays} giorni.` };
}

function untilFault(until: CivilDate | undefined, from: CivilDate | undefined, today: CivilDate): Fault | undefined {
  const field = 'until';
  if (until === undefined) return { field, message: 'Scrivi l’ultimo giorno della delega con giorno, mese e anno.' };
  const first = from ?? today;
  if (daysBetween(first, until) < 0)
    return { field, message: 'L’ultimo giorno viene prima del primo: controlla le date.' };
  if (daysBetween(first, until) < LIMITS.longestDays) return undefined;
  return {
    field,
    message: `Una delega dura al massimo ${LIMITS.longestDays} giorni: scegli un ultimo giorno più vicino.`,
  };
}

function scopeFault({ scope, procedures }: TypedOffer, published: readonly string[]): Fault | undefined {
  if (scope === 'all') return undefined;
  if (scope !== 'chosen') return { field: 'scope', message: 'Scegli per quali procedure vale la delega.' };
  const known = procedures.length > 0 && procedures.every((id) => published.includes(id));
  return known
    ? undefined
    : { field: 'procedures', message: 'Scegli almeno una procedura, oppure «Tutte le procedure».' };
}

/** A delegation given before, as far as a new offer must know it. */
export interface Given extends DelegationTimes {
  readonly fiscalCode: string;
  readonly offeredAt: Date;
}

export type OfferRefusal = 'too-many-open' | 'too-many-today' | 'overlapping';

/** Why an offer cannot be made beside those already given; nothing when it can. */
export function offerRefusal(offer: Offer, given: readonly Given[], now: Date): OfferRefusal | undefined {
  const open = given.filter((one) => isOpen(one, now));
  const clash = (one: Given) => one.startsAt < offer.endsAt && offer.startsAt < one.endsAt;
  if (open.some((one) => one.fiscalCode === offer.fiscalCode && clash(one))) return 'overlapping';
  if (open.length >= LIMITS.openAtOnce) return 'too-many-open';
  const aDayAgo = now.getTime() - 86_400_000;
  return given.filter(({ offeredAt }) => offeredAt.getTime() > aDayAgo).length >= LIMITS.offersInADay
    ? 'too-many-today'
    : undefined;
}

/** The last instant at which the offer may be accepted. */
export function answerBy(offer: Offer, offeredAt: Date): Date {
  const patience = offeredAt.getTime() + LIMITS.answerDays * 86_400_000;
  return new Date(Math.min(patience, offer.endsAt.getTime()));
}
