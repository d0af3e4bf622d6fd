import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { childrenOf, onlyChild, type XmlElement } from '../../kernel/xml-tree.ts';
import { authnRequestTree } from './authn-request.ts';
import { metadataTree } from './metadata.ts';
import { ASSERTION, CIE_EXTENSIONS, DSIG, METADATA, PROTOCOL, SPID_EXTENSIONS } from './names.ts';
import type { ServiceProvider } from './service-provider.ts';

const us: ServiceProvider = {
  profile: 'spid',
  entityId: 'https://istanze.example/spid/metadata',
  consumerUrl: 'https://istanze.example/spid/acs',
  logoutUrl: 'https://istanze.example/spid/slo',
  organization: { name: 'Ministero dell’Istruzione', displayName: 'Istanze OnLine', url: 'https://istanze.example' },
  ipaCode: 'm_pi',
  municipality: 'H501',
  contact: { email: 'spid@istanze.example', phone: '+390612345' },
  certificates: ['MIIB'],
  europe: true,
};
const cie: ServiceProvider = { ...us, profile: 'cie', entityId: 'https://istanze.example/cie/metadata', europe: false };

const names = (element: XmlElement) => element.children.map(({ name }) => name);
const md = (parent: XmlElement, name: string) => childrenOf(parent, METADATA, name);
const only = (parent: XmlElement, name: string) => onlyChild(parent, METADATA, name) ?? assert.fail(`no ${name}`);
const SPID_NAMES =
  /^(spidCode|name|familyName|placeOfBirth|countyOfBirth|dateOfBirth|gender|companyName|fiscalNumber|email|address|mobilePhone)$/;

describe('SPID metadata', () => {
  const tree = metadataTree(us, '_m1');
  const descriptor = only(tree, 'SPSSODescriptor');

  it('M1: one descriptor of the entity, its entityID and an ID', () => {
    assert.deepEqual(
      [tree.name, tree.attributes['entityID'], tree.attributes['ID']],
      ['EntityDescriptor', us.entityId, '_m1'],
    );
  });
  it('M3: one SPSSODescriptor that signs its requests and wants signed assertions', () => {
    const { protocolSupportEnumeration, AuthnRequestsSigned, WantAssertionsSigned } = descriptor.attributes;
    assert.deepEqual(
      [protocolSupportEnumeration, AuthnRequestsSigned, WantAssertionsSigned],
      [PROTOCOL, 'true', 'true'],
    );
  });
  it('M4: a key for signing with its certificate, and none for encryption', () => {
    const [key, ...more] = md(descriptor, 'KeyDescriptor');
    assert.equal(more.length, 0);
    assert.equal(key?.attributes['use'], 'signing');
    const certificate = key?.children[0]?.children[0]?.children[0];
    assert.deepEqual([certificate?.namespace, certificate?.name, certificate?.text], [DSIG, 'X509Certificate', 'MIIB']);
  });
  it('M5: single logout by redirect and by post', () => {
    const bindings = md(descriptor, 'SingleLogoutService').map(({ attributes }) =>
      attributes['Binding']?.split(':').at(-1),
    );
    assert.deepEqual(bindings, ['HTTP-Redirect', 'HTTP-POST']);
  });
  it('M6: transient names', () => assert.match(only(descriptor, 'NameIDFormat').text, /:transient$/));
  it('M7: one consumer by post, index 0, the default', () => {
    const { Binding, Location, index, isDefault } = only(descriptor, 'AssertionConsumerService').attributes;
    assert.match(Binding ?? '', /HTTP-POST$/);
    assert.deepEqual([Location, index, isDefault], [us.consumerUrl, '0', 'true']);
  });
  it('M8: sets of attributes with a name each, attributes of the SPID table, none twice', () => {
    const sets = md(descriptor, 'AttributeConsumingService');
    assert.deepEqual(
      sets.map(({ attributes }) => attributes['index']),
      ['0', '99', '100'],
    );
    for (const set of sets) {
      assert.notEqual(only(set, 'ServiceName').text, '');
      const asked = md(set, 'RequestedAttribute').map(({ attributes }) => attributes['Name'] ?? '');
      assert.equal(new Set(asked).size, asked.length);
      for (const name of asked) assert.match(name, SPID_NAMES);
    }
  });
  it('M9: the organization, in Italian', () => {
    const organization = only(tree, 'Organization');
    assert.deepEqual(names(organization), ['OrganizationName', 'OrganizationDisplayName', 'OrganizationURL']);
    for (const { attributes } of organization.children) assert.deepEqual(Object.values(attributes), ['it']);
  });
  it('M10: one contact “other” with the code of the administration, public, and nobody’s name', () => {
    const contact = only(tree, 'ContactPerson');
    assert.equal(contact.attributes['contactType'], 'other');
    const extensions = only(contact, 'Extensions');
    assert.deepEqual(names(extensions), ['IPACode', 'Public']);
    assert.ok(extensions.children.every(({ namespace }) => namespace === SPID_EXTENSIONS));
    assert.deepEqual(names(contact), ['Extensions', 'Company', 'EmailAddress', 'TelephoneNumber']);
    assert.equal(only(contact, 'Company').text, us.organization.name);
  });
  it('M12: the elements stand in the order of the schema', () => {
    assert.deepEqual(names(tree), ['SPSSODescriptor', 'Organization', 'ContactPerson']);
    assert.deepEqual(
      [...new Set(names(descriptor))],
      ['KeyDescriptor', 'SingleLogoutService', 'NameIDFormat', 'AssertionConsumerService', 'AttributeConsumingService'],
    );
  });
});

describe('CIE metadata', () => {
  const tree = metadataTree(cie, '_m2');

  it('has an administrative contact with the municipality of the seat, in its own namespace (C9)', () => {
    const contact = only(tree, 'ContactPerson');
    assert.equal(contact.attributes['contactType'], 'administrative');
    const extensions = only(contact, 'Extensions');
    assert.deepEqual(names(extensions), ['Public', 'IPACode', 'Municipality']);
    assert.ok(extensions.children.every(({ namespace }) => namespace === CIE_EXTENSIONS));
  });
  it('asks for the four attributes there are (C9)', () => {
    const [set, ...more] = md(only(tree, 'SPSSODescriptor'), 'AttributeConsumingService');
    assert.equal(more.length, 0);
    const asked = md(set ?? tree, 'RequestedAttribute').map(({ attributes }) => attributes['Name']);
    assert.deepEqual(asked, ['name', 'familyName', 'dateOfBirth', 'fiscalNumber']);
  });
});

describe('the request', () => {
  const at = new Date('2026-03-02T09:00:00.123Z');
  const base = {
    id: '_r1',
    at,
    destination: 'https://idp.example/sso',
    comparison: 'minimum',
    attributeSet: 0,
  } as const;
  const tree = authnRequestTree({ ...base, level: 2 }, us);

  it('R1, R2: its ID, its version, its instant in UTC to the second, and where it goes', () => {
    const { ID, Version, IssueInstant, Destination } = tree.attributes;
    assert.deepEqual(
      [ID, Version, IssueInstant, Destination],
      ['_r1', '2.0', '2026-03-02T09:00:00Z', base.destination],
    );
  });
  it('R3, R4: consumer and attributes by index, never by address as well', () => {
    const { attributes } = tree;
    assert.deepEqual(
      [attributes['AssertionConsumerServiceIndex'], attributes['AttributeConsumingServiceIndex']],
      ['0', '0'],
    );
    assert.ok(!('AssertionConsumerServiceURL' in attributes) && !('ProtocolBinding' in attributes));
  });
  it('R6: who we are, exactly', () => {
    const issuer = onlyChild(tree, ASSERTION, 'Issuer');
    assert.deepEqual([issuer?.text, issuer?.attributes['NameQualifier']], [us.entityId, us.entityId]);
    assert.match(issuer?.attributes['Format'] ?? '', /:entity$/);
  });
  it('R7: a transient name, without AllowCreate', () => {
    const policy = onlyChild(tree, PROTOCOL, 'NameIDPolicy');
    assert.deepEqual(Object.keys(policy?.attributes ?? {}), ['Format']);
  });
  it('R8: one level, compared as configured', () => {
    const context = onlyChild(tree, PROTOCOL, 'RequestedAuthnContext');
    assert.equal(context?.attributes['Comparison'], 'minimum');
    assert.deepEqual(
      context?.children.map(({ text }) => text),
      ['https://www.spid.gov.it/SpidL2'],
    );
  });
  for (const [who, level, forced] of [
    [us, 1, undefined],
    [us, 2, 'true'],
    [us, 3, 'true'],
    [cie, 1, 'true'],
  ] as const) {
    test(`R5: ${who.profile} at level ${level} ${forced ? 'asks' : 'does not ask'} to authenticate anew, never passively`, () => {
      const { attributes } = authnRequestTree({ ...base, level }, who);
      assert.equal(attributes['ForceAuthn'], forced);
      assert.ok(!('IsPassive' in attributes));
    });
  }
});
