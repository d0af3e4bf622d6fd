import { createHash } from 'node:crypto';
import { ASSERTION, PREFIXES, PROTOCOL } from '../../engines/spid/index.ts';
import { serializeXml, type XmlElement, xml } from '../../kernel/xml-tree.ts';
import { certificateOf } from '../../platform/saml/index.ts';
import {
  DSIG,
  ENTITY,
  METADATA,
  POST,
  REDIRECT,
  SAML_PROVIDERS,
  type SamlName,
  STATUS,
  TRANSIENT,
  type VouchesFor,
} from './names.ts';
import type { IdentityPerson } from './person.ts';

/** Who asked, as far as an answer needs it. */
export interface Asked {
  readonly id: string;
  readonly audience: string;
  readonly consumer: string;
}

export interface Proof {
  readonly vouchesFor: VouchesFor;
  readonly person: IdentityPerson;
  readonly level: 1 | 2 | 3;
  readonly nameId: string;
  readonly sessionIndex: string;
}

const MINUTES_MS = 5 * 60_000;

export function entityIdOf(name: SamlName, base: string): string {
  return `${base}/${name}`;
}

/** What the portal reads of a provider: keys, places, name. */
export function providerMetadata(name: SamlName, base: string, certificate: string): string {
  const at = (service: string, binding: string, path: string) =>
    xml(METADATA, service, { Binding: binding, Location: `${entityIdOf(name, base)}/${path}` });
  const bare = certificateOf(certificate).raw.toString('base64');
  const { title } = SAML_PROVIDERS[name];
  const named = (element: string, text: string) =>
    xml(METADATA, element, { '{http://www.w3.org/XML/1998/namespace}lang': 'it' }, text);
  const tree = xml(METADATA, 'EntityDescriptor', { entityID: entityIdOf(name, base) }, [
    xml(METADATA, 'IDPSSODescriptor', { protocolSupportEnumeration: PROTOCOL, WantAuthnRequestsSigned: 'true' }, [
      xml(METADATA, 'KeyDescriptor', { use: 'signing' }, [
        xml(DSIG, 'KeyInfo', {}, [xml(DSIG, 'X509Data', {}, [xml(DSIG, 'X509Certificate', {}, bare)])]),
      ]),
      at('SingleLogoutService', REDIRECT, 'slo'),
      at('SingleLogoutService', POST, 'slo'),
      xml(METADATA, 'NameIDFormat', {}, TRANSIENT),
      at('SingleSignOnService', REDIRECT, 'sso'),
      at('SingleSignOnService', POST, 'sso'),
    ]),
    xml(METADATA, 'Organization', {}, [
      named('OrganizationName', title),
      named('OrganizationDisplayName', title),
      named('OrganizationURL', base),
    ]),
  ]);
  return serializeXml(tree, PREFIXES);
}

interface Head {
  readonly id: string;
  readonly now: Date;
  readonly issuer: string;
}

/** UTC to the second. */
const instant = (at: Date) => at.toISOString().replace(/\.\d+Z$/, 'Z');
const issuerTree = (issuer: string) => xml(ASSERTION, 'Issuer', { Format: ENTITY }, issuer);

function response({ id, now, issuer }: Head, asked: Asked, inside: readonly XmlElement[]): string {
  const attributes = {
    ID: id,
    Version: '2.0',
    IssueInstant: instant(now),
    InResponseTo: asked.id,
    Destination: asked.consumer,
  };
  return serializeXml(xml(PROTOCOL, 'Response', attributes, [issuerTree(issuer), ...inside]), PREFIXES);
}

/** The refusal of the person, or of the provider, by its code (SPID technical rules, "Messaggi di anomalia"). */
export function anomalyResponse(head: Head, asked: Asked, code: number): string {
  const inner = xml(PROTOCOL, 'StatusCode', { Value: `${STATUS}AuthnFailed` });
  return response(head, asked, [
    xml(PROTOCOL, 'Status', {}, [
      xml(PROTOCOL, 'StatusCode', { Value: `${STATUS}Responder` }, [inner]),
      xml(PROTOCOL, 'StatusMessage', {}, `ErrorCode nr${code}`),
    ]),
  ]);
}

/** Somebody is who they are; assertion and response are still to be signed. */
export function successResponse(head: Head, asked: Asked, assertionId: string, proof: Proof): string {
  const success = xml(PROTOCOL, 'Status', {}, [xml(PROTOCOL, 'StatusCode', { Value: `${STATUS}Success` })]);
  return response(head, asked, [success, assertion(head, asked, assertionId, proof)]);
}

function assertion({ now, issuer }: Head, asked: Asked, id: string, proof: Proof): XmlElement {
  const until = instant(new Date(now.getTime() + MINUTES_MS));
  const data = { Recipient: asked.consumer, InResponseTo: asked.id, NotOnOrAfter: until };
  return xml(ASSERTION, 'Assertion', { ID: id, Version: '2.0', IssueInstant: instant(now) }, [
    issuerTree(issuer),
    xml(ASSERTION, 'Subject', {}, [
      xml(ASSERTION, 'NameID', { Format: TRANSIENT, NameQualifier: issuer }, proof.nameId),
      xml(ASSERTION, 'SubjectConfirmation', { Method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer' }, [
        xml(ASSERTION, 'SubjectConfirmationData', data),
      ]),
    ]),
    xml(ASSERTION, 'Conditions', { NotBefore: instant(now), NotOnOrAfter: until }, [
      xml(ASSERTION, 'AudienceRestriction', {}, [xml(ASSERTION, 'Audience', {}, asked.audience)]),
    ]),
    xml(
      ASSERTION,
      'AuthnStatement',
      { AuthnInstant: instant(now), SessionIndex: proof.level === 1 ? proof.sessionIndex : undefined },
      [
        xml(ASSERTION, 'AuthnContext', {}, [
          xml(ASSERTION, 'AuthnContextClassRef', {}, `https://www.spid.gov.it/SpidL${proof.level}`),
        ]),
      ],
    ),
    xml(
      ASSERTION,
      'AttributeStatement',
      {},
      Object.entries(attributesOf(proof)).map(([name, value]) =>
        xml(ASSERTION, 'Attribute', { Name: name }, [xml(ASSERTION, 'AttributeValue', {}, value)]),
      ),
    ),
  ]);
}

/** CIE says four things of a person; SPID everything that is asked; another state knows nothing of fiscal codes. */
function attributesOf({ person, vouchesFor }: Proof): Record<string, string> {
  const { name, surname, birthDate, fiscalCode, sex, birthPlaceCode, email } = person;
  const digest = createHash('sha256').update(fiscalCode).digest('hex').slice(0, 10).toUpperCase();
  if (vouchesFor === 'foreigners')
    return { spidCode: `DE/IT/${digest}`, name, familyName: surname, dateOfBirth: birthDate };
  const four = { name, familyName: surname, dateOfBirth: birthDate, fiscalNumber: `TINIT-${fiscalCode}` };
  if (vouchesFor === 'card-holders') return four;
  // Four letters of the provider and ten of the person, told apart even within a family.
  return { spidCode: `PROV${digest}`, ...four, gender: sex, placeOfBirth: birthPlaceCode, email };
}

export interface Session {
  readonly audience: string;
  readonly nameId: string;
  readonly sessionIndex: string;
}

/** Tells the portal that the person leaves everywhere. */
export function logoutRequest({ id, now, issuer }: Head, destination: string, session: Session): string {
  const head = { ID: id, Version: '2.0', IssueInstant: instant(now), Destination: destination };
  const name = { Format: TRANSIENT, NameQualifier: issuer };
  const tree = xml(PROTOCOL, 'LogoutRequest', head, [
    issuerTree(issuer),
    xml(ASSERTION, 'NameID', name, session.nameId),
    xml(PROTOCOL, 'SessionIndex', {}, session.sessionIndex),
  ]);
  return serializeXml(tree, PREFIXES);
}

/** Tells the portal that its request to leave was done. */
export function logoutResponse({ id, now, issuer }: Head, destination: string, inResponseTo: string): string {
  const head = { ID: id, Version: '2.0', IssueInstant: instant(now), Destination: destination };
  const status = xml(PROTOCOL, 'Status', {}, [xml(PROTOCOL, 'StatusCode', { Value: `${STATUS}Success` })]);
  const tree = xml(PROTOCOL, 'LogoutResponse', { ...head, InResponseTo: inResponseTo }, [issuerTree(issuer), status]);
  return serializeXml(tree, PREFIXES);
}
