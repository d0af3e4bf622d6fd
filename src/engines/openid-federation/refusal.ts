/** Why a federation's word is not taken. `detail` is for the log of the installation, never for people. */
export interface Refused {
  readonly ok: false;
  readonly reason: Reason;
  readonly detail: string;
}

export type Reason =
  | 'malformed-statement'
  | 'unknown-critical-claim'
  | 'no-path-to-anchor'
  | 'broken-chain'
  | 'hint-missing'
  | 'unknown-anchor'
  | 'issued-in-the-future'
  | 'expired'
  | 'path-too-long'
  | 'name-not-allowed'
  | 'policy-malformed'
  | 'policy-contradicts-itself'
  | 'policy-not-met'
  | 'unknown-critical-operator'
  | 'metadata-missing'
  | 'mark-malformed'
  | 'mark-of-another'
  | 'mark-expired'
  | 'mark-issuer-not-allowed';

export function refused(reason: Reason, detail: string): Refused {
  return { ok: false, reason, detail: detail.slice(0, 500) };
}
