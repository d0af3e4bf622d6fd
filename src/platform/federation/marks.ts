import { judgeMark, type PublicKey, type Statement } from '../../engines/openid-federation/index.ts';
import { unverifiedClaims, verifySigned } from '../jose/index.ts';
import { LEEWAY } from './unresolved.ts';

interface MarksQuestion {
  /** A chain that holds. */
  readonly statements: readonly Statement[];
  readonly now: Date;
  /** Keys of an entity other than the anchor, none when nobody vouches for it. */
  resolve(issuer: string): Promise<readonly PublicKey[]>;
}

/** The types of the marks that the subject of a chain holds and that verify; the others are as if they were not there. */
export async function marksOf({ statements, now, resolve }: MarksQuestion): Promise<string[]> {
  const [subject, immediate] = statements;
  const anchor = statements.at(-1);
  if (subject === undefined || anchor === undefined) return [];
  const shown = [...(subject.claims.trust_marks ?? []), ...(immediate?.claims.trust_marks ?? [])];
  const types = new Set<string>();
  for (const { trust_mark: token } of shown) {
    const payload = unverifiedClaims(token);
    const mark = judgeMark({ payload, holder: subject.claims.sub, anchor, now, leeway: LEEWAY });
    if (!mark.ok) continue;
    const keys = mark.issuer === anchor.claims.sub ? anchor.claims.jwks.keys : await resolve(mark.issuer);
    const verified = await verifySigned(token, { keys, types: ['trust-mark+jwt', 'jwt', undefined] });
    if (verified.ok) types.add(mark.type);
  }
  return [...types];
}
