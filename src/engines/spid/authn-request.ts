import { type XmlElement, xml } from '../../kernel/xml-tree.ts';
import { type Comparison, classOf, type Level } from './level.ts';
import { ASSERTION, ENTITY, PROTOCOL, TRANSIENT } from './names.ts';
import type { ServiceProvider } from './service-provider.ts';

/** One request to a provider to say who is at the browser. */
export interface AuthnRequest {
  /** Starts with `_`; never used before (R1). */
  readonly id: string;
  readonly at: Date;
  /** Where the provider takes requests of the binding used (R2, Avviso 11). */
  readonly destination: string;
  readonly level: Level;
  readonly comparison: Comparison;
  /** Index of the set of attributes asked for (R4). */
  readonly attributeSet: number;
}

/** The request, unsigned. Cases R1–R8; CIE wants ForceAuthn at every level. */
export function authnRequestTree(request: AuthnRequest, provider: ServiceProvider): XmlElement {
  const { id, at, destination, level, comparison, attributeSet } = request;
  const attributes = {
    ID: id,
    Version: '2.0',
    IssueInstant: instantText(at),
    Destination: destination,
    // R5: from level 2 on nobody enters on the strength of an earlier entry.
    ForceAuthn: level > 1 || provider.profile === 'cie' ? 'true' : undefined,
    // R3: by index, and so never by address as well.
    AssertionConsumerServiceIndex: '0',
    AttributeConsumingServiceIndex: String(attributeSet),
  };
  return xml(PROTOCOL, 'AuthnRequest', attributes, [
    issuer(provider),
    // R7, Avviso 5: no AllowCreate.
    xml(PROTOCOL, 'NameIDPolicy', { Format: TRANSIENT }),
    // R8.
    xml(PROTOCOL, 'RequestedAuthnContext', { Comparison: comparison }, [
      xml(ASSERTION, 'AuthnContextClassRef', {}, classOf(level)),
    ]),
  ]);
}

/** R6: who we are, exactly. */
export function issuer({ entityId }: Pick<ServiceProvider, 'entityId'>): XmlElement {
  return xml(ASSERTION, 'Issuer', { Format: ENTITY, NameQualifier: entityId }, entityId);
}

/** UTC to the second, as every message of SPID writes it. */
export function instantText(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}
