import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { after, before, test } from 'node:test';
import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';
import { personNamed } from '../../../test/account-portal.ts';
import { type IdentityPortal, openIdentityPortal } from '../../../test/saml/identity-portal.ts';
import { cardHolder } from './card.ts';
import { samlEntrances } from './index.ts';

const SECRET = 'the secret that proxy and portal share';
const { fiscalCode } = personNamed('Nora');
const { fiscalCode: OTHER } = personNamed('Olga');
let portal: IdentityPortal;
before(async () => {
  portal = await openIdentityPortal({ CNS_PROXY_SECRET: SECRET });
});
after(() => portal.close());

async function certificate(subject: string, until = new Date('2030-01-01')): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const made = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: '01',
      name: subject,
      notBefore: new Date('2020-01-01'),
      notAfter: until,
      keys,
      signingAlgorithm: algorithm,
    },
    webcrypto as unknown as Crypto,
  );
  return encodeURIComponent(made.toString('pem'));
}

const NORA = `CN=${fiscalCode}/1234567890.abc=, G=Nora, SN=Prova, C=IT`;

test('the subject of a card names its holder', () => {
  const subject = `C=IT\nSN=Prova\nGN=Nora\nCN=${fiscalCode}/6090010671742008.xyz=`;
  assert.deepEqual(cardHolder(subject), { fiscalCode, name: 'Nora', surname: 'Prova' });
  for (const bad of ['', 'CN=Nora Prova', `CN=${fiscalCode}`, `CN=${fiscalCode}/1\nGN=Nora`]) {
    assert.equal(cardHolder(bad), undefined, bad);
  }
});

test('with the proxy’s secret and a certificate the holder of a card comes in at level 3', async () => {
  const visitor = portal.visitor();
  const headers = { 'x-polis-proxy-secret': SECRET, 'x-polis-client-certificate': await certificate(NORA) };
  const reply = await visitor.get('/accesso/cns?dopo=/prova/entrata', headers);
  assert.equal(reply.status, 303, reply.html.slice(0, 300));
  assert.equal((await visitor.get('/prova/entrata')).status, 200);
  const [session] = await portal.fresh.database.query('select method, level from sessions');
  assert.deepEqual(session, { method: 'cns', level: 3 });
});

test('without the secret or with another the address does not exist; a card that is over is told so', async () => {
  const good = await certificate(NORA);
  const tries: Record<string, string>[] = [
    { 'x-polis-client-certificate': good },
    { 'x-polis-client-certificate': good, 'x-polis-proxy-secret': `${SECRET}x` },
  ];
  for (const headers of tries) assert.equal((await portal.visitor().get('/accesso/cns', headers)).status, 404);
  const unusable = ['nonsense', '', await certificate(NORA, new Date('2021-01-01'))];
  for (const card of unusable) {
    const headers = { 'x-polis-proxy-secret': SECRET, 'x-polis-client-certificate': card };
    const visitor = portal.visitor();
    const reply = await visitor.get('/accesso/cns', headers);
    assert.equal(reply.status, 403);
    assert.match(reply.html, /La carta non si può usare/);
    assert.equal(visitor.cookies.has('polis-session'), false);
  }
});

test('who is in with a card of their own proves it again with the card, and with nobody else’s', async () => {
  const visitor = portal.visitor();
  const secret = { 'x-polis-proxy-secret': SECRET };
  const nora = { ...secret, 'x-polis-client-certificate': await certificate(NORA) };
  await visitor.get('/accesso/cns', nora);
  portal.wait(11);
  const query = 'conferma=1&livello=3&dopo=/profilo/identita-digitali';
  const other = { ...secret, 'x-polis-client-certificate': await certificate(NORA.replace(fiscalCode, OTHER)) };
  assert.equal((await visitor.get(`/accesso/cns?${query}`, other)).status, 403);
  assert.equal((await visitor.get(`/accesso/cns?${query}`, nora)).location, '/profilo/identita-digitali');
});

test('where the proxy asks for cards under a name of its own, the login page leads there', async () => {
  const { settings } = portal.identityDeps;
  const href = (cardAddress: string) =>
    samlEntrances({ ...portal.identityDeps, settings: { ...settings, cardAddress } }).find(({ kind }) => kind === 'cns')
      ?.href;
  assert.equal(settings.cardAddress, '/accesso/cns');
  assert.equal(href('https://carta.example/'), 'https://carta.example/');
});
