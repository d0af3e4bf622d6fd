import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  answer,
  askProvider,
  factsFor,
  followed,
  type IdentityPortal,
  openIdentityPortal,
  PORTAL,
  type SentRequest,
} from '../../../test/saml/identity-portal.ts';
import { attribute, type Change, element, instant, responseXml, sign } from '../../../test/saml/response.ts';

let portal: IdentityPortal;
before(async () => {
  portal = await openIdentityPortal({ SPID_LEVEL: '2' });
});
after(() => portal.close());

const ASK = { dopo: '/prova/entrata' };
const good = (sent: SentRequest) => sign(responseXml(factsFor(portal, sent, 2)), portal.idp);

async function whyRefused(requestId: string): Promise<string> {
  const [line] = await portal.fresh.database.query<{ reason: string }>(
    `select reason from entry_log where request_id = $1 and kind = 'response' order by at desc limit 1`,
    [requestId],
  );
  return line?.reason ?? '';
}

test('an answer opens one session once: the same again is refused, here and in another browser', async () => {
  const visitor = portal.visitor();
  const sent = await askProvider(visitor, ASK);
  const xml = good(sent);
  assert.equal((await followed(visitor, await answer(visitor, xml, sent.relayState))).status, 200);
  const again = await answer(visitor, xml, sent.relayState);
  assert.equal(again.status, 403);
  assert.match(again.html, /già usato/);
  assert.equal((await answer(portal.visitor(), xml, sent.relayState)).status, 403);
});

test('two answers to one request at the same moment open one session', async () => {
  const visitor = portal.visitor();
  const sent = await askProvider(visitor, ASK);
  const xml = good(sent);
  const [one, other] = await Promise.all([1, 2].map(() => answer(visitor, xml, sent.relayState)));
  assert.deepEqual([one?.status, other?.status].sort(), [303, 403]);
});

test('an answer that nobody asked for, or that another browser asked for, opens nothing', async () => {
  const [victim, attacker] = [portal.visitor(), portal.visitor()];
  const sent = await askProvider(attacker, ASK);
  await askProvider(victim, ASK);
  const injected = await answer(victim, good(sent), sent.relayState);
  assert.equal(injected.status, 403);
  assert.equal(victim.cookies.has('polis-session'), false);
  const unsolicited = await answer(portal.visitor(), good({ ...sent, id: '_never_asked' }), sent.relayState);
  assert.equal(unsolicited.status, 403);
});

test('an answer to another federation, with another RelayState or after half an hour is refused', async () => {
  const visitor = portal.visitor();
  const sent = await askProvider(visitor, ASK);
  assert.equal((await answer(visitor, good(sent), 'another')).status, 403);
  assert.equal((await answer(visitor, good(sent), sent.relayState, 'cie')).status, 403);
  const before = portal.now;
  portal.wait(31);
  assert.equal((await answer(visitor, good(sent), sent.relayState)).status, 403);
  portal.now = before;
});

test('the link to a page of ours is kept, one to anywhere else is not', async () => {
  for (const evil of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    const visitor = portal.visitor();
    const sent = await askProvider(visitor, { dopo: evil });
    assert.doesNotMatch(sent.relayState, /http|evil/);
    const first = await answer(visitor, good(sent), sent.relayState);
    const second = await visitor.follow(first);
    for (const { location } of [first, second]) assert.doesNotMatch(location ?? '', /^(?!\/(?!\/))/);
  }
});

const seconds =
  (change: (value: string) => Change, from: number): Change =>
  (xml, now) =>
    change(instant(now, from / 60))(xml, now);
const until = (value: string) => attribute('assertion', 'saml:Conditions', 'NotOnOrAfter', value);
const from = (value: string) => attribute('assertion', 'saml:Conditions', 'NotBefore', value);
const issued = (value: string) => attribute('assertion', 'saml:Assertion', 'IssueInstant', value);
const authenticated = (value: string) => attribute('assertion', 'saml:AuthnStatement', 'AuthnInstant', value);
const clocks: readonly [name: string, change: Change, verdict: number, rule?: RegExp][] = [
  ['valid until 59 seconds ago', seconds(until, -59), 303],
  ['valid until 60 seconds ago', seconds(until, -60), 403, /^79-82/],
  ['valid from 60 seconds ahead', seconds(from, 60), 303],
  ['valid from 61 seconds ahead', seconds(from, 61), 403, /^75-78/],
  ['issued 60 seconds ahead', seconds(issued, 60), 303],
  ['issued 61 seconds ahead', seconds(issued, 61), 403, /^36-40/],
  ['issued 60 seconds before the request', seconds(issued, -60), 303],
  ['issued 61 seconds before the request', seconds(issued, -61), 403, /^36-40/],
  ['authenticated an hour before it was asked for', seconds(authenticated, -3600), 403, /^stale/],
];
for (const [name, change, verdict, rule] of clocks) {
  test(`clocks: an answer ${name} is ${verdict === 303 ? 'accepted' : 'refused'}`, async () => {
    const visitor = portal.visitor();
    const sent = await askProvider(visitor, ASK);
    const xml = sign(change(responseXml(factsFor(portal, sent, 2)), portal.now), portal.idp);
    assert.equal((await answer(visitor, xml, sent.relayState)).status, verdict);
    if (rule !== undefined) assert.match(await whyRefused(sent.id), rule);
  });
}

const hostile: readonly [name: string, attack: (xml: string) => string][] = [
  ['a document type', (xml) => `<!DOCTYPE x>${xml}`],
  ['a comment in the name of the person', (xml) => xml.replace('SpidValidator', 'Spid<!-- -->Validator')],
  ['an instruction', (xml) => xml.replace('<saml:Subject>', '<?x?><saml:Subject>')],
  ['SHA-1', (xml) => xml.replaceAll('2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#rsa-sha1')],
  [
    'an encrypted assertion beside the good one',
    (xml) => xml.replace('<saml:Assertion', '<saml:EncryptedAssertion/><saml:Assertion'),
  ],
  [
    'the same ID twice',
    (xml) =>
      xml.replace('<saml:Subject>', (tag) =>
        tag.replace('>', ` ID="${/<saml:Assertion[^>]* ID="([^"]*)"/.exec(xml)?.[1]}">`),
      ),
  ],
  ['text that is no XML', () => 'hello'],
];
for (const [name, attack] of hostile) {
  test(`${name} is refused with a page, and nobody is inside`, async () => {
    const visitor = portal.visitor();
    const sent = await askProvider(visitor, ASK);
    const reply = await answer(visitor, attack(good(sent)), sent.relayState);
    assert.ok([422, 403].includes(reply.status), String(reply.status));
    assert.match(reply.html, /cita questo riferimento/);
    assert.equal(visitor.cookies.has('polis-session'), false);
  });
}

test('a level below the one asked for is refused, a higher one is welcome', async () => {
  for (const [level, verdict] of [
    [1, 403],
    [3, 303],
  ] as const) {
    const visitor = portal.visitor();
    const sent = await askProvider(visitor, ASK);
    const xml = sign(responseXml(factsFor(portal, sent, level)), portal.idp);
    assert.equal((await answer(visitor, xml, sent.relayState)).status, verdict);
  }
});

test('nothing but an answer: an empty form, a list of them, a megabyte', async () => {
  const visitor = portal.visitor();
  const from = { origin: 'https://idp.example', 'sec-fetch-site': 'cross-site' };
  assert.equal((await visitor.post('/spid/acs', {}, from)).status, 422);
  assert.equal((await visitor.post('/spid/acs', { SAMLResponse: ['a', 'b'] }, from)).status, 422);
  const huge = await visitor.post('/spid/acs', { SAMLResponse: 'A'.repeat(1_000_000) }, from);
  assert.equal(huge.status, 413);
});

test('a hundred and eleven answers in ten seconds from one address all get their verdict', async () => {
  const visitors = Array.from({ length: 111 }, () => portal.visitor('198.51.100.7'));
  const verdicts = await Promise.all(
    visitors.map(async (visitor) => {
      const sent = await askProvider(visitor, ASK);
      const broken = element(
        'assertion',
        'saml:Audience',
        'https://other.example',
      )(responseXml(factsFor(portal, sent, 2)), portal.now);
      return (await answer(visitor, sign(broken, portal.idp), sent.relayState)).status;
    }),
  );
  assert.deepEqual([...new Set(verdicts)], [403]);
});

test('other pages still refuse what another site posts', async () => {
  const visitor = portal.visitor();
  await visitor.get('/accesso');
  const from = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  assert.equal((await visitor.post('/accesso', { username: 'x', password: 'y' }, from)).status, 403);
  assert.equal(PORTAL.startsWith('http:'), true);
});
