import { onlyChild, type XmlElement, xml } from '../../kernel/xml-tree.ts';
import { demand, judged, type Refused } from './asked.ts';
import { instantText, issuer } from './authn-request.ts';
import { isAfter, isBefore, readInstant } from './instant.ts';
import { ASSERTION, PROTOCOL, STATUS, TRANSIENT } from './names.ts';
import type { ServiceProvider } from './service-provider.ts';

/** The session of a provider, as its assertion named it (C7: level 1 alone opens one). */
export interface PartnerSession {
  readonly provider: string;
  readonly nameId: string;
  readonly nameQualifier: string;
  readonly sessionIndex: string | undefined;
}

interface Head {
  readonly id: string;
  readonly at: Date;
  readonly destination: string;
}

const head = ({ id, at, destination }: Head) => ({
  ID: id,
  Version: '2.0',
  IssueInstant: instantText(at),
  Destination: destination,
});

/** Asks a provider to end the global session. Unsigned. */
export function logoutRequestTree(message: Head, session: PartnerSession, provider: ServiceProvider): XmlElement {
  return xml(PROTOCOL, 'LogoutRequest', head(message), [
    issuer(provider),
    xml(ASSERTION, 'NameID', { Format: TRANSIENT, NameQualifier: session.nameQualifier }, session.nameId),
    session.sessionIndex === undefined ? undefined : xml(PROTOCOL, 'SessionIndex', {}, session.sessionIndex),
  ]);
}

/** Answers a provider that its request is done: also when there was no session any more. Unsigned. */
export function logoutResponseTree(message: Head, inResponseTo: string, provider: ServiceProvider): XmlElement {
  return xml(PROTOCOL, 'LogoutResponse', { ...head(message), InResponseTo: inResponseTo }, [
    issuer(provider),
    xml(PROTOCOL, 'Status', {}, [xml(PROTOCOL, 'StatusCode', { Value: `${STATUS}Success` })]),
  ]);
}

export interface LogoutAsked extends PartnerSession {
  readonly kind: 'asked';
  readonly id: string;
}

/** Who a message says it is from: only to know whose keys to verify it with. */
export function issuerOf(message: XmlElement): string {
  return onlyChild(message, ASSERTION, 'Issuer')?.text.trim() ?? '';
}

/** Reads a request of logout whose signature has been verified with the keys of `provider`. */
export function readLogoutRequest(
  message: XmlElement,
  expected: { readonly provider: string; readonly logoutUrl: string; readonly now: Date },
): LogoutAsked | Refused {
  return judged(() => {
    demand(message.namespace === PROTOCOL && message.name === 'LogoutRequest', 'logout', 'not a request of logout');
    judgeHead(message, expected);
    const name = onlyChild(message, ASSERTION, 'NameID');
    demand(name !== undefined && name.text.trim() !== '', 'logout', 'nobody is named');
    return {
      kind: 'asked',
      id: message.attributes['ID'] ?? '',
      provider: expected.provider,
      nameId: name.text.trim(),
      nameQualifier: name.attributes['NameQualifier'] ?? '',
      sessionIndex: onlyChild(message, PROTOCOL, 'SessionIndex')?.text.trim(),
    };
  });
}

export interface LogoutDone {
  readonly kind: 'done' | 'partial';
}

/** Reads the answer to our request of logout; `partial` when some other service could not be told (C7). */
export function readLogoutResponse(
  message: XmlElement,
  expected: { readonly provider: string; readonly logoutUrl: string; readonly now: Date; readonly requestId: string },
): LogoutDone | Refused {
  return judged(() => {
    demand(message.namespace === PROTOCOL && message.name === 'LogoutResponse', 'logout', 'not an answer of logout');
    judgeHead(message, expected);
    demand(message.attributes['InResponseTo'] === expected.requestId, 'logout', 'not the answer to our request');
    const status = onlyChild(message, PROTOCOL, 'Status');
    const code = status && onlyChild(status, PROTOCOL, 'StatusCode');
    const inner = code && onlyChild(code, PROTOCOL, 'StatusCode')?.attributes['Value'];
    const whole = code?.attributes['Value'] === `${STATUS}Success` && inner !== `${STATUS}PartialLogout`;
    return { kind: whole ? 'done' : 'partial' };
  });
}

function judgeHead(
  message: XmlElement,
  { provider, logoutUrl, now }: { readonly provider: string; readonly logoutUrl: string; readonly now: Date },
): void {
  const { ID, Version, IssueInstant, Destination } = message.attributes;
  demand((ID ?? '') !== '' && Version === '2.0', 'logout', 'no ID or another version');
  demand(Destination === logoutUrl, 'logout', 'sent to another address');
  const at = readInstant(IssueInstant);
  demand(at !== undefined && !isAfter(at, now), 'logout', 'no instant of issue');
  demand(!isBefore(at, new Date(now.getTime() - OLDEST_MS)), 'logout', 'too old');
  demand(issuerOf(message) === provider, 'logout', 'issued by somebody else');
}

const OLDEST_MS = 5 * 60_000;
