import type { Office } from './filing.ts';
import type { RegisterNumber } from './register-number.ts';
import type { Validity } from './validity.ts';

/** `valid` until another edition takes its place or it is withdrawn. */
export type FilingState = 'valid' | 'replaced' | 'withdrawn';

/** A filing as it stands in the register, with what became of it. */
export interface FilingRecord extends RegisterNumber {
  readonly id: string;
  readonly applicationId: string;
  readonly accountId: string;
  readonly procedureId: string;
  readonly releaseDigest: string;
  readonly edition: number;
  /** First, second… of its application. */
  readonly sequence: number;
  readonly office: Office;
  readonly administration: string;
  readonly subject: string;
  readonly sender: string;
  readonly arrivedAt: Date;
  readonly filedAt: Date;
  /** Of the canonical application, hexadecimal. */
  readonly sha256: string;
  readonly validity: Validity;
  readonly state: FilingState;
  /** The next filing of the same application. */
  readonly replacedById: string | null;
  readonly withdrawal: (RegisterNumber & { readonly arrivedAt: Date; readonly withdrawnAt: Date }) | undefined;
  readonly receipt:
    | { readonly sha256: string; readonly madeAt: Date; readonly replaced: readonly string[] }
    | undefined;
}

/** A look the office took at a filing. */
export interface FilingReading {
  readonly officeName: string;
  readonly what: 'answers' | 'receipt';
  readonly readAt: Date;
}
