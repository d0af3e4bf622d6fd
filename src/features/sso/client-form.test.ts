import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressFault, readClient, type TypedClient, typedOf } from './client-form.ts';

const OUTSIDE = { loopback: false };

describe('an address the provider sends people to', () => {
  const refused: readonly [address: string, because: RegExp][] = [
    ['http://servizio.example/ritorno', /https/],
    ['https://servizio.example/ritorno#x', /#/],
    ['https://*.example/ritorno', /\*/],
    ['https://servizio.example/*', /\*/],
    ['https://anna@servizio.example/ritorno', /nome utente/],
    ['servizio.example/ritorno', /completo/],
    ['//servizio.example/ritorno', /completo/],
    ['javascript:alert(1)', /completo/],
    ['data:text/html,x', /completo/],
    ['https://servizio.example/../ritorno', /più modi/],
    ['https://SERVIZIO.example/ritorno', /più modi/],
    ['https://servizio.example:443/ritorno', /più modi/],
    ['http://127.0.0.1:8090/ritorno', /questo stesso computer/],
    ['https://localhost/ritorno', /questo stesso computer/],
    ['http://[::1]/ritorno', /questo stesso computer/],
    [`https://servizio.example/${'a'.repeat(500)}`, /lungo/],
  ];
  for (const [address, because] of refused) {
    it(`is refused: ${address.slice(0, 60)}`, () => assert.match(addressFault(address, OUTSIDE) ?? '', because));
  }

  it('is taken when it is whole, exact and protected', () => {
    assert.equal(addressFault('https://servizio.example/ritorno?da=polis', OUTSIDE), undefined);
    assert.equal(addressFault('https://servizio.example', OUTSIDE), undefined);
  });

  it('may be on this machine, without protection, only while developing', () => {
    assert.equal(addressFault('http://127.0.0.1:8090/ritorno', { loopback: true }), undefined);
    assert.match(addressFault('http://altro.example/ritorno', { loopback: true }) ?? '', /https/);
  });
});

describe('a registration', () => {
  const typed: TypedClient = {
    ...typedOf(),
    id: 'altro-servizio',
    name: 'Altro servizio',
    purpose: 'Sapere chi entra e scrivergli.',
    homeUrl: 'https://altro.example/',
    redirectUris: 'https://altro.example/ritorno',
  };
  const faultsOf = (changes: Partial<TypedClient>) => {
    const reading = readClient({ ...typed, ...changes }, OUTSIDE);
    return 'faults' in reading ? reading.faults.map(({ field }) => field) : [];
  };

  it('is read as it was typed', () => {
    const reading = readClient(
      { ...typed, redirectUris: ' https://altro.example/a \n\nhttps://altro.example/b' },
      OUTSIDE,
    );
    assert.ok('client' in reading);
    assert.deepEqual(reading.client.redirectUris, ['https://altro.example/a', 'https://altro.example/b']);
    assert.equal(reading.client.fiscalCodeBasis, null);
  });

  it('gives the fiscal code only with a norm', () => {
    assert.deepEqual(faultsOf({ scopes: ['fiscal_number'] }), ['fiscalCodeBasis']);
    assert.deepEqual(faultsOf({ scopes: ['fiscal_number'], fiscalCodeBasis: 'DM 14/2024, art. 3' }), []);
    const reading = readClient({ ...typed, fiscalCodeBasis: 'DM 14/2024, art. 3' }, OUTSIDE);
    assert.ok('client' in reading && reading.client.fiscalCodeBasis === null, 'a norm for nothing is not kept');
  });

  it('has all its return addresses on one host, from which the names of people are made', () => {
    assert.deepEqual(faultsOf({ redirectUris: 'https://a.example/r https://b.example/r' }), ['redirectUris']);
  });

  it('signs with keys that are public, or not at all', () => {
    const authentication = 'private_key_jwt';
    assert.deepEqual(faultsOf({ authentication }), ['publicKeys']);
    assert.deepEqual(faultsOf({ authentication, publicKeys: '{"keys":[{"kty":"RSA","n":"x","e":"AQAB","d":"y"}]}' }), [
      'publicKeys',
    ]);
    assert.deepEqual(faultsOf({ authentication, publicKeys: '{"keys":[{"kty":"oct","k":"x"}]}' }), ['publicKeys']);
    assert.deepEqual(faultsOf({ authentication, publicKeys: '{"keys":[{"kty":"RSA","n":"x","e":"AQAB"}]}' }), []);
  });

  it('tells everything that is wrong at once, each field once', () => {
    const empty = { ...typedOf(), authentication: '', level: '' };
    const reading = readClient(empty, OUTSIDE);
    assert.ok('faults' in reading);
    assert.deepEqual(
      reading.faults.map(({ field }) => field),
      ['id', 'name', 'purpose', 'redirectUris', 'homeUrl', 'authentication', 'level'],
    );
  });
});
