import type { DelegationTimes, Standing } from './delegation.ts';

/** A delegation as one of its two people may know it. */
export interface DelegationRecord extends DelegationTimes {
  readonly id: string;
  readonly number: number;
  /** Which of the two is looking. */
  readonly side: 'delegator' | 'delegate';
  readonly delegatorId: string;
  readonly delegatorName: string;
  readonly delegatorFiscalCode: string;
  /** Known to the delegator only once that person has accepted. */
  readonly delegateId: string | null;
  readonly delegateName: string | null;
  /** What the delegator typed. */
  readonly fiscalCode: string;
  readonly surname: string;
  /** Null: every procedure. */
  readonly procedures: readonly string[] | null;
  readonly offeredAt: Date;
  readonly revokedById: string | null;
  readonly standing: Standing;
}
