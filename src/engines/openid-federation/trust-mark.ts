import { z } from 'zod';
import { type Refused, refused } from './refusal.ts';
import type { Statement } from './statement.ts';

/** OpenID Federation 1.0 §7.1; the Italian federation calls `trust_mark_type` by its older name, `id`. */
const claims = z
  .looseObject({
    iss: z.string().max(2000),
    sub: z.string().max(2000),
    iat: z.number(),
    exp: z.number().optional(),
    trust_mark_type: z.string().max(2000).optional(),
    id: z.string().max(2000).optional(),
  })
  .refine(({ trust_mark_type, id }) => (trust_mark_type ?? id) !== undefined);

/** A trust mark that may be believed once its signature has verified with a key of `issuer`. */
export interface TrustMark {
  readonly ok: true;
  readonly type: string;
  readonly issuer: string;
  readonly subject: string;
}

export interface MarkQuestion {
  readonly payload: unknown;
  /** Who shows the mark. */
  readonly holder: string;
  /** What the anchor says of itself: it alone decides who may give which mark (§7.3). */
  readonly anchor: Statement;
  readonly now: Date;
  /** How far two clocks may differ, in seconds. */
  readonly leeway: number;
}

/** Whether a mark is this holder's, in date, and given by somebody the anchor lets give it. */
export function judgeMark({ payload, holder, anchor, now, leeway }: MarkQuestion): TrustMark | Refused {
  const read = claims.safeParse(payload);
  if (!read.success) return refused('mark-malformed', read.error.issues[0]?.path.join('.') ?? '');
  const { iss, sub, iat, exp, trust_mark_type, id } = read.data;
  const type = trust_mark_type ?? id ?? '';
  const seconds = now.getTime() / 1000;
  if (sub !== holder) return refused('mark-of-another', sub);
  if (iat > seconds + leeway) return refused('issued-in-the-future', type);
  if (exp !== undefined && exp <= seconds) return refused('mark-expired', type);
  if (!mayGive(anchor, type, iss)) return refused('mark-issuer-not-allowed', `${iss} gives ${type}`);
  return { ok: true, type, issuer: iss, subject: sub };
}

/** §7.3: an empty list lets everybody give that mark; a mark nobody lists may be given by the anchor alone. */
function mayGive({ claims: anchor }: Statement, type: string, issuer: string): boolean {
  const listed = (anchor.trust_mark_issuers ?? anchor.trust_marks_issuers)?.[type];
  if (listed === undefined) return issuer === anchor.iss;
  return listed.length === 0 || listed.includes(issuer);
}
