import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idleUntil, mustTouch, SESSION_LIMITS, sessionState } from './session.ts';
import { askedPath, resumedPath, type Standing, whereTheyStand } from './standing.ts';
import { networkOf } from './throttle.ts';

const settled: Standing = { proven: true, mustChangePassword: false, enablement: 'active', roles: [] };

test('"Accedi" leads where they stand', () => {
  const cases: readonly [change: Partial<Standing>, asked: string | undefined, path: string][] = [
    [{}, undefined, '/area'],
    [{}, '/istanze/1', '/istanze/1'],
    [{ enablement: 'none' }, undefined, '/abilitazione'],
    [{ enablement: 'requested' }, undefined, '/abilitazione'],
    [{ enablement: 'revoked' }, undefined, '/abilitazione'],
    [{ mustChangePassword: true }, undefined, '/accesso/nuova-password'],
    [{ mustChangePassword: true }, '/istanze/1?a=1', '/accesso/nuova-password?dopo=%2Fistanze%2F1%3Fa%3D1'],
    [{ proven: false, mustChangePassword: true, roles: ['clerk'] }, undefined, '/accesso/secondo-fattore'],
    [{ enablement: 'none', roles: ['clerk'] }, undefined, '/sportello'],
    [{ enablement: 'none', roles: ['officer'] }, undefined, '/ufficio'],
    [{ enablement: 'none', roles: ['administrator'] }, undefined, '/amministrazione'],
    [{ enablement: 'none', roles: ['editor'] }, undefined, '/ministero'],
    [{ roles: ['clerk'] }, undefined, '/area'],
  ];
  for (const [change, asked, path] of cases) assert.equal(whereTheyStand({ ...settled, ...change }, asked), path);
});

test('only paths of the portal are asked for', () => {
  for (const path of ['/istanze/1', '/messaggi?pagina=2', '/accessori']) assert.equal(askedPath(path), path);
  const refused = [
    undefined,
    '',
    '/',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a\nb',
    '/a b',
    '/accesso',
    '/accesso/nuova-password',
    '/uscita?x',
    '/registrazione',
    `/${'a'.repeat(1000)}`,
  ];
  for (const path of refused) assert.equal(askedPath(path), undefined, path);
  assert.equal(resumedPath('/istanze/1?a=b'), '/istanze/1?a=b&ripresa=1');
  assert.equal(resumedPath('/istanze/1#x'), '/istanze/1?ripresa=1');
});

test('a session ends after thirty idle minutes and after twelve hours, to the millisecond', () => {
  const at = (minutes: number, ms = 0) => new Date(Date.UTC(2026, 2, 2) + minutes * 60_000 + ms);
  const times = { createdAt: at(0), lastSeenAt: at(0) };
  const state = (now: Date, seen = at(0)) => sessionState({ ...times, lastSeenAt: seen }, SESSION_LIMITS, now);
  assert.equal(state(at(30, -1)), 'live');
  assert.equal(state(at(30)), 'expired');
  assert.equal(state(at(720, -1), at(719)), 'live');
  assert.equal(state(at(720), at(719)), 'expired');
  assert.equal(state(at(30 + 24 * 60)), 'forgotten');
  assert.deepEqual(idleUntil({ ...times, lastSeenAt: at(710) }, SESSION_LIMITS), at(720));
  assert.equal(mustTouch(times, at(1, -1)), false);
  assert.equal(mustTouch(times, at(1)), true);
});

test('a network is what one subscriber holds', () => {
  const cases: readonly [ip: string, network: string][] = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1'],
    ['2001:DB8:0000:0001::1', '2001:db8:0:1'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ];
  for (const [ip, network] of cases) assert.equal(networkOf(ip), network);
});
