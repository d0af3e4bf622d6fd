import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { askProvider, IDP, type IdentityPortal, openIdentityPortal } from '../../../test/saml/identity-portal.ts';
import { insideAtLevelOne, logoutRequest } from '../../../test/saml/logout.ts';
import { schemaFaults } from '../../../test/saml/schemas.ts';
import { redirectQuery } from '../../platform/saml/index.ts';

// Whatever we send to another party of SAML is valid by the schemas of the standard.

let portal: IdentityPortal;
before(async () => {
  portal = await openIdentityPortal({ EIDAS_PROVIDER: IDP });
});
after(() => portal.close());

function inflated(address: string, parameter: string): string {
  const query = new URL(address.replaceAll('&amp;', '&')).searchParams;
  return inflateRawSync(Buffer.from(query.get(parameter) ?? '', 'base64')).toString();
}

for (const profile of ['spid', 'cie'] as const) {
  test(`${profile} metadata`, async () => {
    const { html } = await portal.visitor().get(`/${profile}/metadata`);
    assert.deepEqual(schemaFaults(html, 'metadata'), []);
    assert.notDeepEqual(schemaFaults(html.replace(/<md:AssertionConsumerService[^>]*\/>/g, ''), 'metadata'), []);
  });

  for (const binding of ['redirect', 'post'])
    test(`a request of ${profile} by ${binding}`, async () => {
      const { xml } = await askProvider(portal.visitor(), { binding, livello: '2' }, profile);
      assert.match(xml, /^<samlp:AuthnRequest /);
      assert.deepEqual(schemaFaults(xml, 'protocol'), []);
      assert.notDeepEqual(schemaFaults(xml.replace(/ IssueInstant="[^"]*"/, ''), 'protocol'), []);
    });
}

test('leaving the provider, asked for and answered', async () => {
  const { visitor, nameId } = await insideAtLevelOne(portal);
  const query = redirectQuery('SAMLRequest', logoutRequest(nameId, portal.now), 'state', portal.idp.privateKey);
  const answered = await portal.visitor().get(`/spid/slo?${query}`);
  assert.deepEqual(schemaFaults(inflated(answered.location ?? '', 'SAMLResponse'), 'protocol'), []);
  assert.match((await visitor.get('/prova/entrata')).location ?? '', /^\/accesso/);

  const other = await insideAtLevelOne(portal);
  await other.visitor.get('/uscita');
  const { html } = await other.visitor.post('/spid/uscita');
  const [, href = ''] = /href="(https:\/\/idp\.example\/slo[^"]*)"/.exec(html) ?? [];
  assert.deepEqual(schemaFaults(inflated(href, 'SAMLRequest'), 'protocol'), []);
});
