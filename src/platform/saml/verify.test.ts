import assert from 'node:assert/strict';
import { createHash, sign } from 'node:crypto';
import { before, test } from 'node:test';
import { ExclusiveCanonicalization, SignedXml } from 'xml-crypto';
import { testKey } from '../../../test/saml/keys.ts';
import { WRAPPINGS } from '../../../test/saml/wrapping.ts';
import { parseHostileXml, type SigningKey, signXml, verificationKey, verifySigned, type XmlRead } from './index.ts';
import { DSIG, ENVELOPED, EXC_C14N, RSA_SHA256, SHA256 } from './names.ts';

// What is verified here with the library's canonical form and Node's own RSA is what the library as a whole would verify.

let idp: SigningKey;
before(async () => {
  idp = await testKey('https://idp.example');
});
const keys = () => [verificationKey(idp.certificate) ?? assert.fail('no key')];

/** Signs `_a` as a provider might that lists prefixes to keep. */
function signedWith(text: string, prefixes: string[]): string {
  const signature = new SignedXml({
    privateKey: idp.privateKey,
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXC_C14N,
  });
  signature.addReference({
    xpath: `//*[@ID='_a']`,
    digestAlgorithm: SHA256,
    transforms: [ENVELOPED, EXC_C14N],
    inclusiveNamespacesPrefixList: prefixes,
  });
  signature.computeSignature(text, { prefix: 'ds', location: { reference: `//*[@ID='_a']`, action: 'prepend' } });
  return prefixes.length === 0 ? signature.getSignedXml() : asProvidersDo(signature.getSignedXml());
}

/** The library lists the prefixes in both transforms; providers do so in the one that needs them, and so it is signed. */
function asProvidersDo(text: string): string {
  const once = text.replace(/(<ds:Transform Algorithm="[^"]*enveloped-signature")>.*?<\/ds:Transform>/, '$1/>');
  const read = parseHostileXml(once) as XmlRead;
  const signedInfo = read.document.getElementsByTagName('ds:SignedInfo')[0] ?? assert.fail('no SignedInfo');
  const canonical = new ExclusiveCanonicalization().process(signedInfo, {});
  const value = sign('sha256', Buffer.from(canonical), idp.privateKey).toString('base64');
  return once.replace(/(<ds:SignatureValue>)[^<]*/, `$1${value}`);
}

/** The verdict of the library as a whole: the signed references of the first signature directly under its element. */
function byLibrary(text: string, id: string): string | undefined {
  const read = parseHostileXml(text);
  if (read.kind === 'refused') return undefined;
  const elements = Array.from(read.document.getElementsByTagName('*'));
  const parent = elements.find((element) => element.getAttribute('ID') === id);
  const signature = Array.from(parent?.childNodes ?? []).find(
    (node) => (node as Element).namespaceURI === DSIG && (node as Element).localName === 'Signature',
  );
  const check = new SignedXml({ publicCert: idp.certificate, getCertFromKeyInfo: () => null });
  try {
    if (signature === undefined) return undefined;
    check.loadSignature(signature);
    return check.checkSignature(text) ? check.getSignedReferences()[0] : undefined;
  } catch {
    return undefined;
  }
}

const CHILD = { child: { namespace: 'urn:a', name: 'A' } };
const documents: readonly [name: string, text: string, prefixes: string[]][] = [
  ['prefixes declared above', '<r:R xmlns:r="urn:r" xmlns:a="urn:a"><a:A ID="_a"><r:x/><a:y/></a:A></r:R>', []],
  ['default namespaces that come and go', '<R xmlns="urn:r"><A xmlns="urn:a" ID="_a"><x xmlns=""><y/></x></A></R>', []],
  [
    'a prefix bound anew inside',
    '<R xmlns:p="urn:r"><p:A xmlns:p="urn:a" ID="_a"><p:x xmlns:p="urn:p"/></p:A></R>',
    [],
  ],
  ['attributes out of order', '<R xmlns:a="urn:a"><a:A z="1" a:b="2" ID="_a" B="3"/></R>', []],
  [
    'characters to escape',
    `<R xmlns:a="urn:a"><a:A ID="_a" t="&quot;&#9;&#10;&lt;'">&lt;&gt;&amp;&#13;è</a:A></R>`,
    [],
  ],
  [
    'a type whose prefix only the list keeps',
    '<R xmlns:a="urn:a" xmlns:xs="urn:xs" xmlns:xsi="urn:xsi"><a:A ID="_a"><a:v xsi:type="xs:string">1</a:v></a:A></R>',
    ['xs'],
  ],
  [
    'a prefix of the list bound anew on the element itself',
    '<R xmlns:a="urn:a" xmlns:xs="urn:above"><a:A xmlns:xs="urn:own" ID="_a"><a:v>xs:1</a:v></a:A></R>',
    ['xs', 'a'],
  ],
];
for (const [name, text, prefixes] of documents) {
  test(`${name}: what is read is what the library says was signed`, () => {
    const signed = signedWith(text, prefixes);
    const verified = verifySigned(signed, keys(), CHILD);
    assert.ok(verified.kind === 'signed', verified.kind === 'refused' ? verified.reason : '');
    assert.equal(verified.text, byLibrary(signed, '_a') ?? assert.fail('the library refuses it'));
    assert.equal(verifySigned(signed.replace('ID="_a"', 'ID="_a" more=""'), keys(), CHILD).kind, 'refused');
  });
  test(`${name}: verifying changes nothing in the document, and gives the same again`, () => {
    const read = parseHostileXml(signedWith(text, prefixes)) as XmlRead;
    const before = String(read.document);
    const [first, second] = [verifySigned(read, keys(), CHILD), verifySigned(read, keys(), CHILD)];
    assert.ok(first.kind === 'signed' && second.kind === 'signed');
    assert.equal(first.text, second.text);
    assert.equal(String(read.document), before);
  });
}

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const RESPONSE = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="${SAML}" ID="_response"><saml:Issuer>i</saml:Issuer><saml:Assertion ID="_assertion"><saml:Issuer>i</saml:Issuer><saml:Subject>VERA</saml:Subject></saml:Assertion></samlp:Response>`;

for (const [name, wrap] of Object.entries({ untouched: (text: string) => text, ...WRAPPINGS })) {
  test(`${name}: nothing is believed that the library would not believe`, () => {
    const text = wrap(signXml(signXml(RESPONSE, idp, '_assertion'), idp, '_response'));
    for (const [id, options] of [
      ['_response', {}],
      ['_assertion', { child: { namespace: SAML, name: 'Assertion' } }],
    ] as const) {
      const verified = verifySigned(text, keys(), options);
      if (verified.kind === 'signed') assert.equal(verified.text, byLibrary(text, id));
      else assert.notEqual(name, 'untouched', verified.reason);
    }
  });
}

test('a digest that fits a false content, under the true signature, is refused', () => {
  const signed = signedWith('<R xmlns:a="urn:a"><a:A ID="_a">VERA</a:A></R>', []);
  const digestOf = (text: string) => createHash('sha256').update(text).digest('base64');
  const canonical = (content: string) => `<a:A xmlns:a="urn:a" ID="_a">${content}</a:A>`;
  const trueDigest = digestOf(canonical('VERA'));
  assert.ok(signed.includes(trueDigest), 'the digest is the one computed here');
  const forged = signed.replace('VERA', 'FALSA').replace(trueDigest, digestOf(canonical('FALSA')));
  const refusal = verifySigned(forged, keys(), CHILD);
  assert.match(refusal.kind === 'refused' ? refusal.reason : '', /no known key/);
});

test('signed information of one element does not serve another of the same author', () => {
  const [one, other] = ['VERA', 'FALSA'].map((word) =>
    signedWith(`<R xmlns:a="urn:a"><a:A ID="_a">${word}</a:A></R>`, []),
  );
  const signature = /<ds:Signature .*<\/ds:Signature>/s;
  const swapped = one?.replace(signature, () => signature.exec(other ?? '')?.[0] ?? '') ?? '';
  assert.notEqual(swapped, one);
  assert.equal(verifySigned(swapped, keys(), CHILD).kind, 'refused');
});

test('an empty digest or an empty signature value is none', () => {
  const signed = signedWith('<R xmlns:a="urn:a"><a:A ID="_a">VERA</a:A></R>', []);
  for (const name of ['DigestValue', 'SignatureValue']) {
    const emptied = signed.replace(new RegExp(`(<ds:${name}>)[^<]*`), '$1');
    assert.notEqual(emptied, signed);
    assert.equal(verifySigned(emptied, keys(), CHILD).kind, 'refused');
  }
});

test('half a character, which no bytes can hold, is read as it was signed', () => {
  const signed = signedWith('<R xmlns:a="urn:a"><a:A ID="_a">\ufffd</a:A></R>', []);
  const verified = verifySigned(signed.replace('\ufffd', '&#xD800;'), keys(), CHILD);
  assert.ok(verified.kind === 'refused' || verified.root.text === '\ufffd');
});
