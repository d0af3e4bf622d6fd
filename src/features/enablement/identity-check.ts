import type { CivilDate } from '../../kernel/civil-date.ts';
import type { EnablementRequest } from './declared-data.ts';
import { isExpired } from './identity-document.ts';
import type { WrittenProxy } from './proxy.ts';

/** What the clerk must have checked, all of it, before confirming (CAD art. 20 c. 1-bis; DPCM 22-2-2013 art. 57). */
export const CHECKS = [
  { value: 'person', label: 'La persona davanti a me è quella della fotografia sul documento' },
  { value: 'document', label: 'Il documento è in corso di validità e ha lo stesso numero dichiarato' },
  { value: 'fiscal-code', label: 'Il codice fiscale sulla tessera è uguale a quello della richiesta' },
  { value: 'form', label: 'Il modulo di adesione è stato firmato in mia presenza' },
] as const;

/** Besides, where the person's own data change: the title by which they change. */
export const VARIATION_CHECK = {
  value: 'variation',
  label: 'Ho visto l’atto o il tesserino che prova il cambiamento dei dati',
} as const;

export type Check = (typeof CHECKS)[number]['value'] | typeof VARIATION_CHECK.value;

/** The checks of one request, in the order of the page. */
export function checksFor({
  declaration,
}: Pick<EnablementRequest, 'declaration'>): readonly { value: Check; label: string }[] {
  return declaration.variation === undefined ? CHECKS : [...CHECKS, VARIATION_CHECK];
}

/** Why an identification can be refused. What stands after the reason is the clerk's own text. */
export const REFUSAL_REASONS = [
  { value: 'data', label: 'I dati della richiesta non corrispondono al documento' },
  { value: 'document', label: 'Il documento è scaduto o non è quello dichiarato' },
  { value: 'fiscal-code', label: 'Il codice fiscale non corrisponde' },
  { value: 'person', label: 'La fotografia non corrisponde alla persona' },
  { value: 'form', label: 'Il modulo non è quello della richiesta o non è stato firmato davanti all’operatore' },
  { value: 'other', label: 'Altro motivo' },
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number]['value'];

export function refusalReason(value: string): RefusalReason | undefined {
  return REFUSAL_REASONS.find((reason) => reason.value === value)?.value;
}

export function reasonLabel(value: RefusalReason): string {
  return REFUSAL_REASONS.find((reason) => reason.value === value)?.label ?? value;
}

/** Who decides: a public officer of a school or office, with the second factor proven. */
export interface Clerk {
  readonly accountId: string;
  readonly fiscalCode: string;
  readonly name: string;
  readonly office: { readonly code: string; readonly name: string };
}

export type Judgement =
  | { outcome: 'confirmed'; checks: readonly Check[]; proxy?: WrittenProxy }
  | { outcome: 'refused'; reason: RefusalReason; note: string };

/** Why a judgement is not taken. */
export type JudgementFault =
  | { kind: 'self' }
  /** One acts for the other under a delegation. */
  | { kind: 'bound' }
  | { kind: 'document-expired'; expired: CivilDate }
  | { kind: 'variation-by-proxy' }
  /** The fiscal code they are to have is another account's. */
  | { kind: 'fiscal-code-taken' }
  | { kind: 'checks-missing'; missing: readonly Check[] };

/** Nobody identifies themselves; nobody is identified with an expired document or with a check left out. */
export function judgementFault(
  request: Pick<EnablementRequest, 'accountId' | 'declaration'>,
  clerk: Pick<Clerk, 'accountId' | 'fiscalCode'>,
  judgement: Judgement,
  today: CivilDate,
): JudgementFault | undefined {
  if (isOwnRequest(request, clerk)) return { kind: 'self' };
  if (judgement.outcome === 'refused') return undefined;
  const { document } = request.declaration;
  if (isExpired(document, today)) return { kind: 'document-expired', expired: document.expires };
  if (judgement.proxy !== undefined && request.declaration.variation !== undefined)
    return { kind: 'variation-by-proxy' };
  const missing = checksFor(request)
    .map(({ value }) => value)
    .filter((check) => !judgement.checks.includes(check));
  return missing.length > 0 ? { kind: 'checks-missing', missing } : undefined;
}

export function isOwnRequest(
  request: Pick<EnablementRequest, 'accountId' | 'declaration'>,
  clerk: Pick<Clerk, 'accountId' | 'fiscalCode'>,
): boolean {
  return clerk.accountId === request.accountId || clerk.fiscalCode === request.declaration.person.fiscalCode;
}

/** One entry of the person's history: who looked at them, where, when, with what result. */
export interface IdentityCheck {
  readonly id: string;
  readonly requestNumber: string;
  readonly at: Date;
  readonly outcome: 'confirmed' | 'refused';
  readonly clerkName: string;
  readonly officeCode: string;
  readonly officeName: string;
  readonly reason: RefusalReason | null;
  readonly note: string;
}
