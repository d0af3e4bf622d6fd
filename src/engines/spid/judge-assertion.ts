import { childrenOf, onlyChild, type XmlElement } from '../../kernel/xml-tree.ts';
import { type Asked, demand, demandPart, judged, type Refused } from './asked.ts';
import { type Attributes, readAttributes } from './attributes.ts';
import { isAfter, isBefore, isOver, readInstant } from './instant.ts';
import { judgeHead } from './judge-envelope.ts';
import { type Level, levelOf, satisfies } from './level.ts';
import { ASSERTION, BEARER, ENTITY, TRANSIENT } from './names.ts';

/** Somebody is who the provider says, at this level. */
export interface Accepted {
  readonly kind: 'accepted';
  readonly assertionId: string;
  readonly level: Level;
  readonly authenticatedAt: Date;
  readonly nameId: string;
  readonly nameQualifier: string;
  /** Level 1 only: names the provider's own session, for logout. */
  readonly sessionIndex: string | undefined;
  readonly attributes: Attributes;
  /** Until then a second use must be recognised. */
  readonly notOnOrAfter: Date;
}

/** Judges an assertion whose signature has been verified; `assertion` is what the signature covers and nothing else. */
export function judgeAssertion(assertion: XmlElement, asked: Asked, received: Date): Accepted | Refused {
  return judged(() => {
    judgeHead(assertion, asked, received, { id: '33, 34', version: '35', instant: '36-40' });
    judgeIssuer(assertion, asked);
    const subject = judgeSubject(assertion, asked, received);
    const notOnOrAfter = judgeConditions(assertion, asked, received);
    const authentication = judgeAuthentication(assertion, asked, received);
    return {
      kind: 'accepted',
      assertionId: assertion.attributes['ID'] ?? '',
      ...subject,
      ...authentication,
      attributes: readAttributes(assertion, asked.required),
      notOnOrAfter,
    };
  });
}

/** 67–72. */
function judgeIssuer(assertion: XmlElement, { provider, profile }: Asked): void {
  const issuer = onlyChild(assertion, ASSERTION, 'Issuer');
  demand(issuer !== undefined && issuer.text.trim() === provider, '67-69', 'issued by somebody else');
  const format = issuer.attributes['Format'];
  // CIE: the format may be missing (70 and 71 do not apply).
  demand(format === ENTITY || (profile === 'cie' && format === undefined), '70-72', 'issuer in another format');
}

/** 41–66. */
function judgeSubject(assertion: XmlElement, asked: Asked, received: Date) {
  const subject = demandPart(assertion, ASSERTION, 'Subject', '41, 42');
  const name = onlyChild(subject, ASSERTION, 'NameID');
  demand(name !== undefined && name.text.trim() !== '', '43, 44', 'no name of the subject');
  demand(name.attributes['Format'] === TRANSIENT, '45-47', 'a name that is not transient');
  const qualifier = name.attributes['NameQualifier'] ?? '';
  demand(qualifier !== '', '48, 49', 'a name without qualifier');
  const confirmation = onlyChild(subject, ASSERTION, 'SubjectConfirmation');
  demand(confirmation !== undefined, '51, 52', 'no confirmation of the subject');
  demand(confirmation.attributes['Method'] === BEARER, '53-55', 'confirmed by another method');
  const data = onlyChild(confirmation, ASSERTION, 'SubjectConfirmationData');
  demand(data !== undefined, '56', 'no data of the confirmation');
  demand(data.attributes['Recipient'] === asked.consumerUrl, '57-59', 'for another recipient');
  demand(data.attributes['InResponseTo'] === asked.requestId, '60-62', 'confirmed for another request');
  const until = readInstant(data.attributes['NotOnOrAfter']);
  demand(until !== undefined && !isOver(until, received), '63-66', 'the confirmation is over');
  return { nameId: name.text.trim(), nameQualifier: qualifier };
}

/** 73–87. */
function judgeConditions(assertion: XmlElement, { entityId }: Asked, received: Date): Date {
  const conditions = demandPart(assertion, ASSERTION, 'Conditions', '73, 74');
  const from = readInstant(conditions.attributes['NotBefore']);
  demand(from !== undefined && !isAfter(from, received), '75-78', 'not valid yet');
  const until = readInstant(conditions.attributes['NotOnOrAfter']);
  demand(until !== undefined && !isOver(until, received), '79-82', 'no longer valid');
  const restrictions = childrenOf(conditions, ASSERTION, 'AudienceRestriction');
  demand(restrictions.length > 0 && restrictions.every(({ children }) => children.length > 0), '83, 84', 'for anybody');
  // Every restriction must name us (SAML core 2.5.1.4).
  for (const restriction of restrictions) {
    const audiences = childrenOf(restriction, ASSERTION, 'Audience').map(({ text }) => text.trim());
    demand(audiences.includes(entityId), '85-87', 'for another audience');
  }
  return until;
}

/** 88–97, and how recent the entry is. */
function judgeAuthentication(assertion: XmlElement, asked: Asked, received: Date) {
  const statement = demandPart(assertion, ASSERTION, 'AuthnStatement', '88, 89');
  const context = demandPart(statement, ASSERTION, 'AuthnContext', '90, 91');
  const reference = onlyChild(context, ASSERTION, 'AuthnContextClassRef');
  demand(reference !== undefined && reference.text.trim() !== '', '92, 93', 'no level');
  const level = levelOf(reference.text.trim());
  demand(level !== undefined, '97', 'a level nobody knows');
  demand(satisfies(level, asked.level, asked.comparison), '94-96', `level ${level}, asked ${asked.level}`);
  const authenticatedAt = readInstant(statement.attributes['AuthnInstant']);
  demand(
    authenticatedAt !== undefined && !isAfter(authenticatedAt, received),
    'instant',
    'no instant of authentication',
  );
  // Whoever asked with ForceAuthn is not content with an entry of before.
  const forced = asked.level > 1 || asked.profile === 'cie';
  demand(!(forced && isBefore(authenticatedAt, asked.requestedAt)), 'stale', 'authenticated before it was asked for');
  return { level, authenticatedAt, sessionIndex: level === 1 ? statement.attributes['SessionIndex'] : undefined };
}
