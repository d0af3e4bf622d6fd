import type {
  Answers,
  Context,
  Definition,
  EligibilityVerdict,
  Gap,
  Parallel,
  ParallelApplication,
  Prerequisite,
  Several,
} from '../../engines/procedure/index.ts';
import {
  applicationTitle,
  asksAboutApplicant,
  canonicalApplication,
  dossierList,
  eligibilityOf,
  excluding,
  missingPrerequisites,
  refusing,
} from '../../engines/procedure/index.ts';
import { type OutsideWindow, outsideWindow, type Times } from './outside-window.ts';
import { registerYear } from './register-number.ts';
import { searchKey } from './search-key.ts';
import { type ActingDelegate, type Applicant, identityInCanonical, namedInCanonical, senderOf } from './sender.ts';
import type { Twin } from './twin-store.ts';
import type { Validity } from './validity.ts';

/** The office an application goes to, with the code of the area (AOO) that keeps its register. */
export interface Office {
  readonly code: string;
  readonly name: string;
  readonly registerCode: string;
}

/** The draft, the rules and the instant: everything a filing is decided on. */
export interface FilingRequest {
  readonly filingId: string;
  readonly draft: {
    readonly applicationId: string;
    readonly edition: number;
    readonly version: number;
    readonly answers: Answers;
    /** What is missing or wrong in it; asked only when everything else is in order. */
    missing(): readonly Gap[];
  };
  /** The version the person was shown when asked to confirm. */
  readonly shownVersion: number;
  readonly release: {
    readonly digest: string;
    readonly procedureId: string;
    readonly definition: Definition;
  };
  readonly window: Times | undefined;
  readonly context: Context;
  /** The person's other applications of the same group. */
  readonly parallels?: readonly ParallelApplication[];
  /** What this is to be the only valid filing for, and the one there is already. */
  readonly subjectKey?: string | undefined;
  readonly twin?: Twin | undefined;
  readonly applicant: Applicant;
  /** Null when the applicant files in person. */
  readonly delegate: ActingDelegate | null;
  readonly enabled: boolean;
  /** They came in with a digital identity that proves too little. */
  readonly weak?: boolean;
  /** Nothing while the question that decides it is unanswered. */
  readonly office: Office | undefined;
  readonly administration: string;
  /** Edition of the last filing of this application; 0 when there is none. */
  readonly lastFiledEdition: number;
  /** When the last byte of the request had arrived. */
  readonly arrivedAt: Date;
}

export type Refusal =
  | { readonly refusal: 'not-enabled' }
  | { readonly refusal: 'weak-entry' }
  | OutsideWindow
  | { readonly refusal: 'nothing-to-file' }
  /** Not what the person was shown: written elsewhere meanwhile, or carried over to a release published meanwhile. */
  | { readonly refusal: 'changed'; readonly rules?: { readonly at: Date; readonly norm: string | undefined } }
  /** The delegation was over when the confirmation arrived. */
  | { readonly refusal: 'delegation-over' }
  /** Requirements about the person that are not met, each with its norm. */
  | { readonly refusal: 'not-eligible'; readonly verdicts: readonly EligibilityVerdict[] }
  /** Other procedures must be filed first. */
  | { readonly refusal: 'prerequisite'; readonly missing: readonly Prerequisite[] }
  /** Applications already filed beside which this one may not be. */
  | { readonly refusal: 'excluded'; readonly by: readonly ParallelApplication[]; readonly parallel: Parallel }
  /** A valid filing of one's own about the same thing stands already. */
  | { readonly refusal: 'twin'; readonly several: Several; readonly twin: Twin }
  | { readonly refusal: 'incomplete'; readonly gaps: readonly Gap[] };

/** What will be written under a register number, as soon as the personal code has been found right. */
export interface FilingDecision {
  readonly filingId: string;
  readonly applicationId: string;
  readonly accountId: string;
  readonly procedureId: string;
  readonly releaseDigest: string;
  readonly edition: number;
  readonly draftVersion: number;
  readonly officeCode: string;
  readonly officeName: string;
  readonly registerCode: string;
  readonly administration: string;
  /** Of arrival, in Rome. */
  readonly year: number;
  readonly arrivedAt: Date;
  readonly sender: string;
  readonly senderKey: string;
  readonly subject: string;
  readonly canonical: string;
  /** It declares titles or services for the applicant's dossier. */
  readonly dossier: boolean;
  /** What was known of the person when it was decided, if the decision hung on it: it must still be so when written. */
  readonly grounds?: { readonly filed: readonly string[]; readonly roles: readonly string[] } | undefined;
  /** Of which there may be one valid filing. */
  readonly subjectKey?: string | undefined;
}

export interface AcceptedFiling extends FilingDecision {
  readonly validity: Validity;
}

/**
 * Decides whether a draft is filed. The deadline is judged first and by the instant of arrival alone: a request that
 * arrives one millisecond before the closing instant is in however long the rest takes, one that arrives at it is late
 * (Cons. Stato: HH:MM means HH:MM:00; TAR Toscana 1502/2021: what counts is complete reception).
 */
export function file(request: FilingRequest): FilingDecision | Refusal {
  const { draft, office } = request;
  if (!request.enabled) return { refusal: 'not-enabled' };
  const late = outsideWindow(request.window, request.arrivedAt);
  if (late !== undefined) return late;
  if (request.weak) return { refusal: 'weak-entry' };
  if (draft.edition <= request.lastFiledEdition) return { refusal: 'nothing-to-file' };
  if (draft.version !== request.shownVersion) return { refusal: 'changed' };
  const barred = barredBy(request);
  if (barred !== undefined) return barred;
  const missing = draft.missing().filter(isError);
  if (missing.length > 0 || office === undefined) return { refusal: 'incomplete', gaps: missing };
  return decision(request, office);
}

/** What stands in the way beside the answers: who the person is, what they have filed and what they have not. */
function barredBy(request: FilingRequest): Refusal | undefined {
  const { release, context, draft, parallels = [] } = request;
  const { definition } = release;
  const { applicant } = context;
  const unmet = refusing(eligibilityOf(definition, applicant ?? {}, draft.answers), 'person');
  if (unmet.length > 0) return { refusal: 'not-eligible', verdicts: unmet };
  const missing = missingPrerequisites(definition, { filed: applicant?.filed ?? [] });
  if (missing.length > 0) return { refusal: 'prerequisite', missing };
  const { parallel } = definition;
  const by = parallel === undefined ? [] : excluding(parallel, parallels);
  if (parallel !== undefined && by.length > 0) return { refusal: 'excluded', by, parallel };
  const { twin } = request;
  // Somebody else's bars nobody: anybody could file for a pupil before the parents do. Who receives them decides.
  if (!twin?.own || definition.several === undefined) return undefined;
  return { refusal: 'twin', several: definition.several, twin };
}

export function isRefusal<T extends object>(outcome: T | Refusal): outcome is Refusal {
  return 'refusal' in outcome;
}

function decision(request: FilingRequest, office: Office): FilingDecision {
  const { draft, release, applicant, delegate } = request;
  return {
    filingId: request.filingId,
    applicationId: draft.applicationId,
    accountId: applicant.accountId,
    procedureId: release.procedureId,
    releaseDigest: release.digest,
    edition: draft.edition,
    draftVersion: draft.version,
    officeCode: office.code,
    officeName: office.name,
    registerCode: office.registerCode,
    administration: request.administration,
    year: registerYear(request.arrivedAt),
    arrivedAt: request.arrivedAt,
    sender: senderOf(applicant, delegate),
    senderKey: searchKey(`${applicant.surname} ${applicant.name}`),
    subject: applicationTitle(release.definition, draft.answers),
    dossier: release.definition.sections.some((section) => dossierList(section) !== undefined),
    grounds: groundsOf(request),
    subjectKey: request.subjectKey,
    canonical: canonicalApplication({
      definition: release.definition,
      digest: release.digest,
      applicant: identityInCanonical(applicant),
      answers: draft.answers,
      context: request.context,
      office: office.code,
      delegate: delegate === null ? undefined : namedInCanonical(delegate),
    }),
  };
}

function groundsOf({ release, context: { applicant } }: FilingRequest): FilingDecision['grounds'] {
  if (applicant === undefined || !asksAboutApplicant(release.definition)) return undefined;
  return { filed: applicant.filed ?? [], roles: applicant.roles ?? [] };
}

function isError(gap: Gap): boolean {
  return gap.severity === 'error';
}
