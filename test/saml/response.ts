import { type SigningKey, signXml } from '../../src/platform/saml/index.ts';

/** What a well-made response says; a case of the official suites changes one thing of it. */
export interface ResponseFacts {
  readonly requestId: string;
  readonly at: Date;
  readonly idp: string;
  readonly audience: string;
  readonly recipient: string;
  readonly level: 1 | 2 | 3;
  readonly attributes: Readonly<Record<string, string>>;
}

export const ENTITY_FORMAT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';
const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
const MINUTE = 60_000;

let made = 0;

/** UTC to the second, `minutes` from there. */
export function instant(at: Date, minutes = 0): string {
  return new Date(at.getTime() + minutes * MINUTE).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The response of a provider, unsigned; every ID in it is new. */
export function responseXml(facts: ResponseFacts): string {
  const { requestId, at, idp, recipient } = facts;
  made += 1;
  const head = (id: string) => `ID="${id}" Version="2.0" IssueInstant="${instant(at)}"`;
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ${head(`_response${made}`)} InResponseTo="${requestId}" Destination="${recipient}"><saml:Issuer Format="${ENTITY_FORMAT}">${idp}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion ${head(`_assertion${made}`)}><saml:Issuer Format="${ENTITY_FORMAT}">${idp}</saml:Issuer>${subject(facts)}${conditions(facts)}${authentication(facts)}${attributeStatement(facts)}</saml:Assertion></samlp:Response>`;
}

function subject({ requestId, at, idp, recipient }: ResponseFacts): string {
  return `<saml:Subject><saml:NameID Format="${TRANSIENT}" NameQualifier="${idp}">_name${made}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${requestId}" Recipient="${recipient}" NotOnOrAfter="${instant(at, 5)}"/></saml:SubjectConfirmation></saml:Subject>`;
}

function conditions({ at, audience }: ResponseFacts): string {
  return `<saml:Conditions NotBefore="${instant(at)}" NotOnOrAfter="${instant(at, 5)}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`;
}

function authentication({ at, level }: ResponseFacts): string {
  return `<saml:AuthnStatement AuthnInstant="${instant(at)}" SessionIndex="_session${made}"><saml:AuthnContext><saml:AuthnContextClassRef>https://www.spid.gov.it/SpidL${level}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;
}

function attributeStatement({ attributes }: ResponseFacts): string {
  const one = ([name, value]: [string, string]) =>
    `<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`;
  return `<saml:AttributeStatement>${Object.entries(attributes).map(one).join('')}</saml:AttributeStatement>`;
}

export type Signing = 'both' | 'assertion' | 'response' | 'none';

/** Signs what is asked for; an element without an ID cannot be, and is left. */
export function sign(xml: string, key: SigningKey, what: Signing = 'both'): string {
  const idOf = (tag: string) => new RegExp(`<${tag}[^>]*? ID="([^"]+)"`).exec(xml)?.[1];
  let signed = xml;
  const [assertion, response] = [idOf('saml:Assertion'), idOf('samlp:Response')];
  if (assertion !== undefined && (what === 'both' || what === 'assertion')) signed = signXml(signed, key, assertion);
  if (response !== undefined && (what === 'both' || what === 'response')) signed = signXml(signed, key, response);
  return signed;
}

/** The response of a provider that says no. */
export function anomalyXml(facts: ResponseFacts, code: number): string {
  const status = `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode><samlp:StatusMessage>ErrorCode nr${code}</samlp:StatusMessage></samlp:Status>`;
  return responseXml(facts)
    .replace(/<samlp:Status>.*<\/samlp:Status>/s, status)
    .replace(/<saml:Assertion.*<\/saml:Assertion>/s, '');
}

/** Changes to a response before it is signed, by the part they touch. */
type Part = 'response' | 'assertion';
export type Change = (xml: string, now: Date) => string;

function within(part: Part, change: (xml: string) => string): Change {
  return (xml) => {
    const cut = xml.indexOf('<saml:Assertion');
    const [before, after] = [xml.slice(0, cut), xml.slice(cut)];
    return part === 'response' ? change(before) + after : before + change(after);
  };
}

const must =
  (pattern: RegExp, to: string) =>
  (xml: string): string => {
    if (!pattern.test(xml)) throw new Error(`${pattern} changes nothing`);
    return xml.replace(pattern, () => to);
  };

/** An attribute of the first such element of the part: another value, '' to empty it, null to take it away. */
export function attribute(part: Part, tag: string, name: string, value: string | null): Change {
  return within(part, (xml) => {
    const start = new RegExp(`<${tag}(?=[ />])[^>]*>`).exec(xml)?.[0];
    if (start === undefined) throw new Error(`no ${tag}`);
    const changed = must(new RegExp(` ${name}="[^"]*"`), value === null ? '' : ` ${name}="${value}"`)(start);
    return xml.replace(start, () => changed);
  });
}

/** The first such element of the part: with this inside, or gone (null). */
export function element(part: Part, tag: string, inside: string | null): Change {
  const pattern = new RegExp(`<${tag}(?=[ />])([^>]*?)(?:/>|>.*?</${tag}>)`, 's');
  return within(part, (xml) => {
    const found = pattern.exec(xml);
    if (found === null) throw new Error(`no ${tag}`);
    const to = inside === null ? '' : `<${tag}${found[1]}>${inside}</${tag}>`;
    return xml.replace(pattern, () => to);
  });
}
