import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  answer,
  askProvider,
  CIE_IDP,
  factsFor,
  followed,
  IDP,
  type IdentityPortal,
  openIdentityPortal,
  PORTAL,
} from '../../../test/saml/identity-portal.ts';
import { insideAtLevelOne, logoutRequest } from '../../../test/saml/logout.ts';
import { anomalyXml, attribute, instant, responseXml, sign } from '../../../test/saml/response.ts';
import {
  certificateOf,
  METADATA_LIMITS,
  parseHostileXml,
  redirectQuery,
  signXml,
  verificationKey,
  verifyRedirect,
  verifySigned,
} from '../../platform/saml/index.ts';

let portal: IdentityPortal;
before(async () => {
  portal = await openIdentityPortal();
});
after(() => portal.close());

async function ourKeys() {
  const key = await portal.identityDeps.signingKey();
  const own = key && verificationKey(key.certificate);
  return own ? [own] : [];
}

for (const profile of ['spid', 'cie'] as const) {
  test(`${profile} metadata is signed, with our certificate inside, and has nothing before its root (M1, M2)`, async () => {
    const reply = await portal.visitor().get(`/${profile}/metadata`);
    assert.equal(reply.status, 200);
    assert.match(reply.html, /^<md:EntityDescriptor /);
    assert.equal(verifySigned(reply.html, await ourKeys(), { limits: METADATA_LIMITS }).kind, 'signed');
    assert.match(reply.html, new RegExp(`entityID="${PORTAL}/${profile}/metadata"`));
    const [inside] = [...reply.html.matchAll(/<ds:X509Certificate>([^<]+)</g)].map(([, text]) => text ?? '');
    assert.ok(certificateOf(inside ?? '').publicKey.equals((await ourKeys())[0] as never));
  });
}

test('by redirect the request is signed in the address and not in itself; RelayState says nothing (R9, R10)', async () => {
  const { reply, xml, relayState } = await askProvider(portal.visitor(), { binding: 'redirect', livello: '2' });
  const address = new URL(reply.location ?? '');
  assert.equal(`${address.origin}${address.pathname}`, 'https://idp.example/sso');
  assert.equal(verifyRedirect(address.search, 'SAMLRequest', await ourKeys()).kind, 'signed');
  assert.doesNotMatch(xml, /Signature/);
  assert.doesNotMatch(relayState, /http|\//);
  assert.match(String(reply.headers['set-cookie']), /polis-entry=.*HttpOnly/);
});

test('by post the request is signed after its issuer, not deflated, and the page may post there alone (R9)', async () => {
  const { reply, xml } = await askProvider(portal.visitor(), { binding: 'post', livello: '2' });
  assert.equal(verifySigned(xml, await ourKeys()).kind, 'signed');
  assert.match(xml, /<\/saml:Issuer><ds:Signature/);
  assert.match(String(reply.headers['content-security-policy']), /form-action 'self' https:\/\/idp\.example;/);
  assert.match(reply.html, /<form action="https:\/\/idp\.example\/sso" method="post">/);
  assert.equal(parseHostileXml(xml).kind, 'read');
});

test('CIE: an issuer without format is welcome (70, 71), the words are its own', async () => {
  const visitor = portal.visitor();
  const sent = await askProvider(visitor, { dopo: '/prova/entrata' }, 'cie');
  assert.match(sent.xml, /ForceAuthn="true"/);
  const made = responseXml(factsFor(portal, sent, 3, 'cie'));
  const bare = attribute('assertion', 'saml:Issuer', 'Format', null)(made, portal.now);
  const reply = await answer(visitor, sign(bare, portal.idp), sent.relayState, 'cie');
  assert.equal((await followed(visitor, reply)).status, 200);
  for (const [code, says] of [
    [21, /Tempo scaduto/],
    [22, /negato il consenso/],
    [23, /La tua carta è scaduta/],
    [25, /annullato l’accesso con CIE/],
  ] as const) {
    const other = portal.visitor();
    const asked = await askProvider(other, {}, 'cie');
    const no = await answer(other, anomalyXml(factsFor(portal, asked, 3, 'cie'), code), asked.relayState, 'cie');
    assert.equal(no.status, 403);
    assert.match(no.html, says);
  }
});

test('the provider ends the session, and is answered yes also when there is none any more (C7)', async () => {
  const { visitor, nameId } = await insideAtLevelOne(portal);
  for (const _again of [1, 2]) {
    const query = redirectQuery('SAMLRequest', logoutRequest(nameId, portal.now), 'state', portal.idp.privateKey);
    const reply = await portal.visitor().get(`/spid/slo?${query}`);
    const address = new URL(reply.location ?? '');
    assert.equal(`${address.origin}${address.pathname}`, 'https://idp.example/slo');
    const said = verifyRedirect(address.search, 'SAMLResponse', await ourKeys());
    assert.ok(said.kind === 'signed' && /status:Success/.test(said.xml) && /InResponseTo="_out"/.test(said.xml));
  }
  assert.match((await visitor.get('/prova/entrata')).location ?? '', /^\/accesso/);
});

test('a message of logout without a good signature ends nothing', async () => {
  const { visitor, nameId } = await insideAtLevelOne(portal);
  const good = redirectQuery('SAMLRequest', logoutRequest(nameId, portal.now), undefined, portal.idp.privateKey);
  const attacks = [
    good.replace(/&Signature=.*/, ''),
    redirectQuery('SAMLRequest', logoutRequest(nameId, portal.now), undefined, portal.stranger.privateKey),
    redirectQuery(
      'SAMLRequest',
      logoutRequest(nameId, portal.now).replace(IDP, CIE_IDP),
      undefined,
      portal.idp.privateKey,
    ),
    redirectQuery(
      'SAMLRequest',
      logoutRequest(nameId, portal.now).replace('/spid/slo', '/x'),
      undefined,
      portal.idp.privateKey,
    ),
  ];
  for (const attack of attacks) assert.equal((await portal.visitor().get(`/spid/slo?${attack}`)).status, 422);
  const from = { origin: 'https://idp.example', 'sec-fetch-site': 'cross-site' };
  const unsigned = Buffer.from(logoutRequest(nameId, portal.now)).toString('base64');
  assert.equal((await portal.visitor().post('/spid/slo', { SAMLRequest: unsigned }, from)).status, 422);
  assert.equal((await visitor.get('/prova/entrata')).status, 200, 'still inside');
  const signed = Buffer.from(signXml(logoutRequest(nameId, portal.now), portal.idp, '_out')).toString('base64');
  const byPost = await portal.visitor().post('/spid/slo', { SAMLRequest: signed }, from);
  assert.match(byPost.html, /name="SAMLResponse"/);
  assert.match((await visitor.get('/prova/entrata')).location ?? '', /^\/accesso/);
});

test('leaving SPID too asks the provider, whose answer may be that it was not whole', async () => {
  for (const whole of [true, false]) {
    const { visitor } = await insideAtLevelOne(portal);
    await visitor.get('/uscita');
    const reply = await visitor.post('/spid/uscita');
    const [, href = ''] = /href="(https:\/\/idp\.example\/slo[^"]*)"/.exec(reply.html) ?? [];
    const address = new URL(href.replaceAll('&amp;', '&'));
    const sent = verifyRedirect(address.search, 'SAMLRequest', await ourKeys());
    assert.ok(sent.kind === 'signed' && /SessionIndex/.test(sent.xml) && /Format="[^"]*:entity"/.test(sent.xml));
    assert.match((await visitor.get('/prova/entrata')).location ?? '', /^\/accesso/, 'out of ours at once');
    const id = / ID="([^"]+)"/.exec(sent.xml)?.[1] ?? '';
    const code = whole ? '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>' : PARTIAL;
    const xml = `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_done" Version="2.0" InResponseTo="${id}" IssueInstant="${instant(portal.now)}" Destination="${PORTAL}/spid/slo"><saml:Issuer>${IDP}</saml:Issuer><samlp:Status>${code}</samlp:Status></samlp:LogoutResponse>`;
    const done = await visitor.get(
      `/spid/slo?${redirectQuery('SAMLResponse', xml, sent.relayState, portal.idp.privateKey)}`,
    );
    if (whole) assert.equal(done.location, '/');
    else assert.match(done.html, /chiusura parziale/);
  }
});

const PARTIAL =
  '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Requester"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:PartialLogout"/></samlp:StatusCode>';
