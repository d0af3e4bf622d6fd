import { officeOf } from '../../engines/procedure/index.ts';
import type { SignedIn } from '../../platform/http/index.ts';
import type { FilingDeps } from './deps.ts';
import type { FilingDraft } from './draft-store.ts';
import type { FilingFacts } from './facts-store.ts';
import { type FilingDecision, file, type Office, type Refusal } from './filing.ts';
import { officeAt } from './office-at.ts';
import type { Pending } from './pending.ts';
import { type Identification, isWeak, type Validity } from './validity.ts';

/** One confirmation, wherever it comes from: the summary, the page that asks the code again, or the page that waits. */
export interface Confirmation {
  readonly filingId: string;
  readonly version: number;
  readonly code: string;
  /** The attempt the code was typed in. */
  readonly attempt: string;
  readonly arrivedAt: Date;
  readonly codeVerifiedAt: Date | undefined;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return UUID.test(text);
}

/** What was confirmed; undefined when the page that sent it was not one of ours. */
export function readConfirmation(
  { form, arrivedAt }: SignedIn,
  pending: Pending | undefined,
): Confirmation | undefined {
  if (pending !== undefined) {
    return {
      filingId: pending.filingId,
      version: pending.version,
      code: pending.code ?? '',
      attempt: pending.attempt ?? '',
      arrivedAt: new Date(pending.arrivedAt),
      codeVerifiedAt: pending.codeVerifiedAt === undefined ? undefined : new Date(pending.codeVerifiedAt),
    };
  }
  const filingId = form.text('filing').trim().toLowerCase();
  const version = /^\d{1,9}$/.test(form.text('version')) ? Number(form.text('version')) : undefined;
  if (!isId(filingId) || version === undefined) return undefined;
  return {
    filingId,
    version,
    code: form.text('code').trim(),
    attempt: form.text('attempt'),
    arrivedAt,
    codeVerifiedAt: undefined,
  };
}

/** The office the answers lead to, as far as there is one. */
export async function officeFor(deps: FilingDeps, draft: FilingDraft): Promise<Office | undefined> {
  const address = officeOf(draft.release.definition, draft.application.answers, draft.context);
  return address && officeAt(deps.registry, address);
}

export function decide(
  deps: FilingDeps,
  exchange: SignedIn,
  confirmation: Confirmation,
  known: { readonly draft: FilingDraft; readonly facts: FilingFacts; readonly office: Office | undefined },
): FilingDecision | Refusal {
  const { draft, facts, office } = known;
  const { id, edition, version, answers } = draft.application;
  return file({
    filingId: confirmation.filingId,
    draft: { applicationId: id, edition, version, answers, missing: draft.missing },
    shownVersion: confirmation.version,
    release: draft.release,
    window: draft.window,
    context: draft.context,
    parallels: draft.parallels,
    subjectKey: draft.subjectKey,
    twin: draft.twin,
    applicant: facts.applicant,
    delegate: facts.delegate,
    enabled: exchange.visitor.enablement === 'active' && facts.identification !== null,
    weak: isWeak(exchange.visitor.entry),
    office,
    administration: deps.administration,
    lastFiledEdition: facts.lastFiledEdition,
    arrivedAt: confirmation.arrivedAt,
  });
}

/** The ground on which the act counts as signed, with its instants (CAD art. 65 c. 1). */
export function validityOf(
  exchange: SignedIn,
  { identification, delegate }: { identification: Identification; delegate: FilingFacts['delegate'] },
  codeVerifiedAt: Date,
): Validity {
  const { entry, authenticatedAt } = exchange.visitor;
  return {
    ...identification,
    codeVerifiedAt: codeVerifiedAt.toISOString(),
    sessionId: exchange.visitor.sessionId,
    requestId: exchange.requestId,
    entry: { ...entry, authenticatedAt: authenticatedAt.toISOString() },
    ...(delegate === null ? {} : { delegate }),
  };
}
