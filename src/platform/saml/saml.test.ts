import assert from 'node:assert/strict';
import { createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto';
import { before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { testKey } from '../../../test/saml/keys.ts';
import { WRAPPINGS, withXslt } from '../../../test/saml/wrapping.ts';
import {
  certificateOf,
  METADATA_LIMITS,
  parseHostileXml,
  peekRedirect,
  postValue,
  publicHalf,
  readPostValue,
  redirectQuery,
  type SigningKey,
  signXml,
  verificationKey,
  verifyRedirect,
  verifySigned,
} from './index.ts';

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const ASSERTION = { child: { namespace: SAML, name: 'Assertion' } };
const RESPONSE = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="${SAML}" ID="_response"><saml:Issuer>https://idp.example</saml:Issuer><samlp:Status/><saml:Assertion ID="_assertion"><saml:Issuer>https://idp.example</saml:Issuer><saml:Subject>VERA</saml:Subject></saml:Assertion></samlp:Response>`;

let idp: SigningKey;
let other: SigningKey;
let signed: string;
before(async () => {
  [idp, other] = await Promise.all([testKey('https://idp.example'), testKey('https://other.example')]);
  signed = signXml(signXml(RESPONSE, idp, '_assertion'), idp, '_response');
});

const keysOf = (...certificates: SigningKey[]) =>
  certificates.flatMap(({ certificate }) => verificationKey(certificate) ?? []);

function refusalOf(outcome: { kind: string; reason?: string }): string {
  assert.equal(outcome.kind, 'refused');
  return outcome.reason ?? '';
}

test('what was signed is read back from the signed bytes, assertion and response', () => {
  const assertion = verifySigned(signed, keysOf(idp), ASSERTION);
  assert.ok(assertion.kind === 'signed');
  assert.equal(assertion.root.name, 'Assertion');
  assert.equal(assertion.root.children.find(({ name }) => name === 'Subject')?.text, 'VERA');
  const response = verifySigned(signed, keysOf(other, idp));
  assert.ok(response.kind === 'signed', 'the second of two known certificates (rotation)');
  assert.equal(response.root.attributes['ID'], '_response');
});

for (const [name, wrap] of Object.entries(WRAPPINGS)) {
  test(`${name}: a wrapped signature is refused, or covers what is read`, () => {
    const wrapped = wrap(signed);
    assert.ok(wrapped.includes('FALSA'), 'the attack is there');
    for (const options of [{}, ASSERTION]) {
      const outcome = verifySigned(wrapped, keysOf(idp), options);
      assert.ok(outcome.kind === 'refused' || !JSON.stringify(outcome.root).includes('FALSA'));
    }
    const whole = verifySigned(wrapped, keysOf(idp));
    const inner = verifySigned(wrapped, keysOf(idp), ASSERTION);
    assert.ok(whole.kind === 'refused' || inner.kind === 'refused', 'a response asks for both');
  });
}

const sha1 = (text: string) => text.replaceAll('2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#rsa-sha1');
const badSignatures: readonly [name: string, attack: () => string, says: RegExp][] = [
  ['a word changed under the signature', () => signed.replace('VERA', 'FALSA'), /no known key/],
  ['another key', () => signXml(RESPONSE, other, '_assertion'), /no known key/],
  ['no signature', () => RESPONSE, /no signature/],
  ['a transform that computes (xslt)', () => withXslt(signed), /transforms http/],
  ['SHA-1', () => sha1(signed), /algorithm/],
  ['a digest of SHA-1', () => signed.replaceAll('2001/04/xmlenc#sha256', '2000/09/xmldsig#sha1'), /digest/],
  [
    'a key by HMAC',
    () => signed.replaceAll('2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#hmac-sha1'),
    /algorithm/,
  ],
  ['a reference to the whole document', () => signed.replaceAll(/URI="#[^"]*"/g, 'URI=""'), /another element/],
  [
    'a reference to another element',
    () => signed.replaceAll('URI="#_assertion"', 'URI="#_response"'),
    /another element/,
  ],
  [
    'two signatures',
    () => signed.replace(/<ds:Signature (?:(?!<ds:Signature ).)*<\/ds:Signature>(?=<saml:Subject)/s, '$&$&'),
    /more than one/,
  ],
  ['canonical XML with comments', () => signed.replaceAll('xml-exc-c14n#', 'xml-exc-c14n#WithComments'), /canonical/],
  [
    'two assertions',
    () => signed.replace(/<saml:Assertion.*<\/saml:Assertion>/s, (one) => one + one.replaceAll('_assertion', '_b')),
    /2 elements/,
  ],
];
for (const [name, attack, says] of badSignatures) {
  test(`${name} is refused`, () => {
    assert.match(refusalOf(verifySigned(attack(), keysOf(idp), ASSERTION)), says);
  });
}

test('the certificate inside the signature is never trusted', () => {
  const self = signXml(RESPONSE, other, '_assertion');
  assert.ok(self.includes(certificateOf(other.certificate).raw.toString('base64')));
  assert.match(refusalOf(verifySigned(self, keysOf(idp), ASSERTION)), /no known key/);
  assert.match(refusalOf(verifySigned(self, [], ASSERTION)), /no key/);
});

const hostile: readonly [name: string, document: string | Uint8Array, says: RegExp][] = [
  ['a document type', '<!DOCTYPE a><a/>', /document type/],
  ['a document type in small letters', '<!doctype a><a/>', /document type/],
  ['an entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', /document type/],
  ['entities that grow', '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><a>&b;</a>', /document type/],
  ['an entity nobody declared', '<a>&x;</a>', /not well formed/],
  ['a comment that splits a text', '<a>admin<!-- -->@evil</a>', /comment/],
  ['an instruction that splits a text', '<a>admin<?x?>@evil</a>', /instruction/],
  ['a CDATA section', '<a><![CDATA[x]]></a>', /CDATA/],
  ['the same ID twice', '<a ID="x"><b Id="x"/></a>', /same ID/],
  ['the same attribute twice', '<a ID="x" ID="y"/>', /not well formed/],
  ['two roots', '<a/><b/>', /not well formed|more than one root/],
  ['text outside the root', '<a/>x', /not well formed|outside/],
  ['an element left open', '<a><b></a>', /not well formed/],
  ['an attribute without quotes', '<a b=c/>', /not well formed/],
  ['a prefix without a namespace', '<x:a/>', /unbound|not well formed/],
  ['nothing', '', /empty/],
  ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><a/>', /encoding UTF-16/],
  ['UTF-16', Buffer.from('\ufeff<a/>', 'utf16le'), /UTF-8|not well formed|empty|outside/],
  ['bytes that are no text', new Uint8Array([0x3c, 0x61, 0xff, 0x2f, 0x3e]), /UTF-8/],
  ['a document too deep', '<a>'.repeat(100) + '</a>'.repeat(100), /too deep/],
  ['too many elements', `<a>${'<b/>'.repeat(11_000)}</a>`, /too many elements/],
  ['too many attributes', `<a ${Array.from({ length: 60 }, (_, index) => `x${index}=""`).join(' ')}/>`, /attributes/],
  ['a document too large', `<a>${'x'.repeat(200_000)}</a>`, /larger than/],
];
for (const [name, document, says] of hostile) {
  test(`${name} is refused before it is read`, () => {
    assert.match(refusalOf(parseHostileXml(document)), says);
  });
}

test('a declaration, spaces around and character references are read (109)', () => {
  const read = parseHostileXml('<?xml version="1.0" encoding="UTF-8"?>\n<a b="1 &amp; 2">&lt;caffè&#233;</a>\n');
  assert.ok(read.kind === 'read');
  assert.deepEqual([read.root.attributes['b'], read.root.text], ['1 & 2', '<caffèé']);
});

test('a message by redirect carries its signature in the address, and none is none', () => {
  const query = redirectQuery('SAMLRequest', '<a/>', 'opaque', idp.privateKey);
  const message = verifyRedirect(query, 'SAMLRequest', keysOf(idp));
  assert.deepEqual(message, { kind: 'signed', xml: '<a/>', relayState: 'opaque' });
  assert.equal(peekRedirect(query, 'SAMLRequest').kind, 'peeked');
  const attacks: readonly [string, RegExp][] = [
    [query.replace(/&Signature=.*/, ''), /no signature/],
    [query.replace('opaque', 'other'), /no known key/],
    [`${query}&RelayState=other`, /twice/],
    [
      query.replace(/SigAlg=[^&]*/, `SigAlg=${encodeURIComponent('http://www.w3.org/2000/09/xmldsig#rsa-sha1')}`),
      /algorithm/,
    ],
  ];
  for (const [attack, says] of attacks) {
    assert.match(refusalOf(verifyRedirect(attack, 'SAMLRequest', keysOf(idp))), says);
  }
  assert.match(refusalOf(verifyRedirect(query, 'SAMLRequest', keysOf(other))), /no known key/);
});

test('a message that inflates without end is cut off', () => {
  const bomb = deflateRawSync('x'.repeat(50_000_000)).toString('base64');
  const head = `SAMLRequest=${encodeURIComponent(bomb)}&SigAlg=${encodeURIComponent('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')}`;
  const signature = createSign('sha256').update(head).sign(createPrivateKey(idp.privateKey), 'base64');
  const query = `${head}&Signature=${encodeURIComponent(signature)}`;
  assert.match(refusalOf(verifyRedirect(query, 'SAMLRequest', keysOf(idp))), /not deflated/);
});

test('a posted message is base64 and nothing else', () => {
  assert.equal(readPostValue(postValue('<a/>'))?.toString(), '<a/>');
  for (const bad of ['', '%%%', 'PGEvPg==x', ['a'], undefined, 'A'.repeat(300_000)]) {
    assert.equal(readPostValue(bad), undefined);
  }
});

test('remarks in a metadata file are dropped, and join nothing that was apart', () => {
  const read = parseHostileXml('<!-- made by hand --><a><!-- x --><b>one<!-- y -->two</b></a>', METADATA_LIMITS);
  assert.ok(read.kind === 'read');
  assert.equal(read.root.children[0]?.text, 'onetwo');
});

test('only RSA keys of 2048 bits and more verify anything', () => {
  assert.notEqual(verificationKey(idp.certificate), undefined);
  const bare = certificateOf(idp.certificate).raw.toString('base64');
  assert.notEqual(verificationKey(bare), undefined, 'as a metadata file holds it');
  assert.equal(verificationKey('not a certificate'), undefined);
  assert.ok(publicHalf(idp.privateKey).equals(certificateOf(idp.certificate).publicKey));
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  assert.equal(verificationKey(publicKey.export({ type: 'spki', format: 'pem' }).toString()), undefined);
});

test('our certificate names who we are, as SPID wants it (C2)', () => {
  const { subject, ca, raw } = certificateOf(idp.certificate);
  assert.match(subject, /CN=Prova\nO=Ministero di prova\n/);
  assert.match(subject, /organizationIdentifier=PA:IT-m_pi/);
  assert.equal(ca, false);
  // Policies 1.3.76.16.6 and 1.3.76.16.4.2.1, uri 2.5.4.83, critical key usage of exactly two bits.
  for (const bytes of ['06042b4c1006', '06062b4c10040201', '0603550453', '0603551d0f0101ff0404030206c0']) {
    assert.ok(raw.toString('hex').includes(bytes), bytes);
  }
});
