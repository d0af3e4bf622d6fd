import { canonicalJson } from '../../kernel/canonical-json.ts';
import { type Falling, fallingWords } from './falling.ts';
import type { Refusal } from './filing.ts';
import { outsideWindow, type Times } from './outside-window.ts';
import type { FilingRecord } from './record.ts';
import { registerYear, writeNumber } from './register-number.ts';
import { type ActingDelegate, type Applicant, namedInCanonical, senderOf } from './sender.ts';
import type { Validity } from './validity.ts';

/** The words somebody who withdraws puts their code under. */
export const WITHDRAWAL_STATEMENT =
  'Ritiro la domanda: chiedo che non sia presa in considerazione. So che, se non ne inoltro un’altra prima della chiusura, non partecipo alla procedura.';

/** The same when nothing can be filed any more: the time for filing is over, that for taking back is not. */
export const REVOCATION_STATEMENT =
  'Revoco la domanda: chiedo che non sia presa in considerazione. So che il termine per presentarla è passato e che non potrò inoltrarne un’altra.';

/** The words under which the code is put, with what else they bring about. */
export function statementOf(afterClosing: boolean, falling: readonly Falling[]): string {
  const also = fallingWords(falling);
  return [afterClosing ? REVOCATION_STATEMENT : WITHDRAWAL_STATEMENT, ...(also === undefined ? [] : [also])].join(' ');
}

/** The time in which a filing may be taken back at an instant, and whether it is after that for filing. */
export interface TakingBack {
  readonly window: Times | undefined;
  readonly afterClosing: boolean;
}

/** As long as one may file one may withdraw; after that, in the window for revocations where the act gives one. */
export function takingBack(filing: Times | undefined, revocation: Times | undefined, at: Date): TakingBack {
  const over = filing !== undefined && at >= filing.closesAt;
  return over && revocation !== undefined
    ? { window: revocation, afterClosing: true }
    : { window: filing, afterClosing: false };
}

/** What will be written under its own number in the same register that holds the filing. */
export interface WithdrawalDecision {
  readonly filingId: string;
  readonly applicationId: string;
  readonly accountId: string;
  readonly sender: string;
  readonly officeCode: string;
  readonly year: number;
  readonly arrivedAt: Date;
  readonly canonical: string;
  readonly subject: string;
  /** The other filings that fall with it, by id: it must still be these when it is written. */
  readonly falling: readonly string[];
}

export interface AcceptedWithdrawal extends WithdrawalDecision {
  readonly validity: Validity;
}

export interface WithdrawalRequest {
  readonly filing: FilingRecord;
  readonly applicant: Pick<Applicant, 'surname' | 'name' | 'fiscalCode'>;
  /** Null when the applicant withdraws in person. */
  readonly delegate: ActingDelegate | null;
  readonly window: Times | undefined;
  /** The window is that for revocations. */
  readonly afterClosing?: boolean | undefined;
  /** The person's other valid filings that have no effect without this one. */
  readonly falling?: readonly Falling[];
  readonly enabled: boolean;
  /** They came in with a digital identity that proves too little. */
  readonly weak?: boolean;
  readonly arrivedAt: Date;
}

/** Decides whether a filing is withdrawn: only the valid one, only inside the window, by the instant of arrival. */
export function withdraw(request: WithdrawalRequest): WithdrawalDecision | Refusal {
  const { filing, applicant, delegate, window, falling = [], enabled, weak, arrivedAt } = request;
  const sender = senderOf(applicant, delegate);
  if (!enabled) return { refusal: 'not-enabled' };
  const late = outsideWindow(window, arrivedAt);
  if (late !== undefined) return late;
  if (weak) return { refusal: 'weak-entry' };
  if (filing.state !== 'valid') return { refusal: 'nothing-to-file' };
  return {
    filingId: filing.id,
    applicationId: filing.applicationId,
    accountId: filing.accountId,
    officeCode: filing.office.code,
    year: registerYear(arrivedAt),
    arrivedAt,
    sender,
    subject: `${request.afterClosing ? 'Revoca' : 'Ritiro'}: ${filing.subject}`,
    canonical: canonicalJson({
      schema: 'polis-withdrawal-1',
      filing: filing.id,
      number: writeNumber(filing),
      sha256: filing.sha256,
      office: filing.office.code,
      sender,
      ...(delegate === null ? {} : { delegate: namedInCanonical(delegate) }),
      statement: statementOf(request.afterClosing ?? false, falling),
    }),
    falling: falling.map(({ id }) => id),
  };
}
