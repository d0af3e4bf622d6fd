import type { ActingDelegate } from './sender.ts';

/** What makes an act filed here count as signed (CAD artt. 20 and 65): who identified the person, and the code typed. */
export type Validity = Identification & {
  readonly codeVerifiedAt: string;
  readonly sessionId: string;
  readonly requestId: string;
  /** What the person at the browser had come in with; missing in filings of before it was kept. */
  readonly entry?: ActingEntry;
  /** Absent when the person acted for themselves; otherwise identification and code are the delegate's. */
  readonly delegate?: ActingDelegate;
};

/** The entry an act was done in (CAD art. 65 c. 1 lett. b: who vouched, how strongly, when). */
export interface ActingEntry {
  readonly method: string;
  readonly level: number;
  readonly provider: string | null;
  readonly assertionId: string | null;
  readonly authenticatedAt: string;
}

/** A digital identity of level 1 is no proof of who acts (CAD art. 64 c. 2-duodecies: from the significant level on). */
export function isWeak({ method, level }: Pick<ActingEntry, 'method' | 'level'>): boolean {
  return ['spid', 'cie', 'eidas', 'cns'].includes(method) && level < 2;
}

/** How the person was identified when their personal code was given to them: at a desk, or by a digital identity. */
export type Identification =
  | {
      readonly ground: 'identity-check-and-personal-code';
      readonly identityCheck: { readonly id: string; readonly at: string; readonly office: string };
    }
  | {
      readonly ground: 'digital-identity-and-personal-code';
      readonly digitalIdentity: {
        readonly id: string;
        readonly at: string;
        readonly method: string;
        readonly level: number;
        readonly provider: string | null;
        readonly assertionId: string | null;
      };
    };
