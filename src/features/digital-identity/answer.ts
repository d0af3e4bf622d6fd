import {
  type Accepted,
  type Anomaly,
  ASSERTION,
  type Asked,
  judgeAssertion,
  judgeEnvelope,
  type Refused,
} from '../../engines/spid/index.ts';
import { childrenOf } from '../../kernel/xml-tree.ts';
import type { Signed, XmlRead, XmlRefusal } from '../../platform/saml/index.ts';

/** How signatures are verified: with the keys of the provider that was asked, and read from the signed bytes alone. */
export type Verify = (
  read: XmlRead | Signed,
  child?: { readonly namespace: string; readonly name: string },
) => Signed | XmlRefusal;

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * Judges an answer as a whole. The envelope is judged as it came; a signature on it must be good (cases 112, 113); the
 * assertion must be signed itself (2, 3), and from there on only what its signature covers is read.
 */
export function judgeAnswer(read: XmlRead, asked: Asked, received: Date, verify: Verify): Accepted | Anomaly | Refused {
  const outer = judgeEnvelope(read.root, asked, received);
  if (outer.kind !== 'sound') return outer;
  const whole = childrenOf(read.root, DSIG, 'Signature').length > 0 ? verify(read) : undefined;
  if (whole?.kind === 'refused') return { kind: 'refused', rule: 'signature of the response', reason: whole.reason };
  const signed = verify(whole ?? read, { namespace: ASSERTION, name: 'Assertion' });
  if (signed.kind === 'refused') return { kind: 'refused', rule: 'signature of the assertion', reason: signed.reason };
  return judgeAssertion(signed.root, asked, received);
}
