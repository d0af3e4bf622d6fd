import { answer, askProvider, factsFor, IDP, type IdentityPortal, PORTAL, SUITE_PERSON } from './identity-portal.ts';
import { instant, responseXml, sign } from './response.ts';

/** Somebody inside with SPID at level 1, and what the provider calls them. */
export async function insideAtLevelOne(portal: IdentityPortal) {
  const visitor = portal.visitor();
  const sent = await askProvider(visitor, { livello: '1', dopo: '/prova/entrata' });
  const attributes = { ...SUITE_PERSON, fiscalNumber: 'TINIT-PRVLVL85C47F205A', spidCode: 'AGID-level-1' };
  const xml = responseXml({ ...factsFor(portal, sent, 1), attributes });
  await answer(visitor, sign(xml, portal.idp), sent.relayState);
  return { visitor, nameId: />(_name\d+)</.exec(xml)?.[1] ?? '' };
}

/** As the provider writes it when somebody leaves there. */
export function logoutRequest(nameId: string, at: Date): string {
  return `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_out" Version="2.0" IssueInstant="${instant(at)}" Destination="${PORTAL}/spid/slo"><saml:Issuer>${IDP}</saml:Issuer><saml:NameID NameQualifier="${IDP}">${nameId}</saml:NameID></samlp:LogoutRequest>`;
}
