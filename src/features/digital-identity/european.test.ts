import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type PortalVisitor, signedInAs, withAccount } from '../../../test/account-portal.ts';
import {
  answer,
  askProvider,
  factsFor,
  followed,
  IDP,
  type IdentityPortal,
  openIdentityPortal,
} from '../../../test/saml/identity-portal.ts';
import { responseXml, sign } from '../../../test/saml/response.ts';

// eIDAS: the gateway is one of the providers of SPID, and vouches for citizens of other states, who have no fiscal code.

let portal: IdentityPortal;
before(async () => {
  portal = await openIdentityPortal({ SPID_LEVEL: '2', EIDAS_PROVIDER: IDP });
});
after(() => portal.close());

const NADJA = { spidCode: 'DE/IT/nadja', name: 'Nadja', familyName: 'Probe' };

async function enter(visitor: PortalVisitor, query: Readonly<Record<string, string>>, attributes = NADJA) {
  const sent = await askProvider(visitor, query);
  assert.match(sent.xml, /AttributeConsumingServiceIndex="99"/);
  const facts = { ...factsFor(portal, sent, 2), attributes };
  return answer(visitor, sign(responseXml(facts), portal.idp), sent.relayState);
}

test('the login page offers it by its own name, and not among the providers of SPID', async () => {
  const { html } = await portal.visitor().get('/accesso');
  assert.match(html, /Login with eIDAS/);
  assert.doesNotMatch(html, /Entra con SPID/);
});

test('without an account nobody comes in, and is told what to do', async () => {
  const visitor = portal.visitor();
  const reply = await enter(visitor, { dopo: '/prova/entrata' });
  assert.equal(reply.status, 403);
  assert.match(reply.html, /Mancano dei dati[\s\S]*collega questa identità da «Profilo»/);
  assert.equal(visitor.cookies.has('polis-session'), false);
});

test('who has added it to their account comes in with it, and the session says how', async () => {
  const nadja = await withAccount(portal, 'Nadja');
  const inside = await signedInAs(portal, 'nadja.prova');
  const added = await enter(inside, { collega: '1', dopo: '/profilo/identita-digitali' });
  assert.equal(added.location, '/profilo/identita-digitali');
  const visitor = portal.visitor();
  const reply = await followed(visitor, await enter(visitor, { dopo: '/prova/entrata' }));
  assert.equal(reply.status, 200);
  const sessions = await portal.fresh.database.query(
    `select method, level, provider from sessions where account_id = $1 and method = 'eidas' order by created_at`,
    [nadja.id],
  );
  assert.deepEqual(sessions.at(-1), { method: 'eidas', level: 2, provider: IDP });
  const { html } = await visitor.get('/profilo/identita-digitali');
  assert.match(html, /eIDAS/i);
});

test('an answer without the name is refused', async () => {
  const reply = await enter(portal.visitor(), {}, { ...NADJA, familyName: '' });
  assert.ok(reply.status >= 400 && reply.status < 500, String(reply.status));
});
