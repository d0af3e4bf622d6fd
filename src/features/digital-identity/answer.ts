import {
  type Accepted,
  type Anomaly,
  ASSERTION,
  type Asked,
  judgeAssertion,
  judgeEnvelope,
  type Refused,
} from '../../engines/spid/index.ts';
import { childrenOf, type XmlElement } from '../../kernel/xml-tree.ts';

/** How signatures are verified: with the keys of the provider that was asked, and read from the signed bytes alone. */
export type Verify = (
  text: string,
  child?: { readonly namespace: string; readonly name: string },
) =>
  | { readonly kind: 'signed'; readonly root: XmlElement; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * Judges an answer as a whole. The envelope is judged as it came; a signature on it must be good (cases 112, 113); the
 * assertion must be signed itself (2, 3), and from there on only what its signature covers is read.
 */
export function judgeAnswer(
  { root, text }: { readonly root: XmlElement; readonly text: string },
  asked: Asked,
  received: Date,
  verify: Verify,
): Accepted | Anomaly | Refused {
  const outer = judgeEnvelope(root, asked, received);
  if (outer.kind !== 'sound') return outer;
  const whole = childrenOf(root, DSIG, 'Signature').length > 0 ? verify(text) : undefined;
  if (whole?.kind === 'refused') return { kind: 'refused', rule: 'signature of the response', reason: whole.reason };
  const signed = verify(whole?.text ?? text, { namespace: ASSERTION, name: 'Assertion' });
  if (signed.kind === 'refused') return { kind: 'refused', rule: 'signature of the assertion', reason: signed.reason };
  return judgeAssertion(signed.root, asked, received);
}
