import assert from 'node:assert/strict';
import type { Route } from '../src/platform/http/index.ts';
import { bodyOf } from './access-bodies.ts';
import { type Outcome, type Role, type Thing, UNOWNED } from './access-policy.ts';
import { type Answered, type Asked, type Caller, encoded } from './caller.ts';
import { type Name, PASSWORD, PERSONAL_CODE, TEMPORARY_CODE } from './cast-people.ts';
import type { CastWorld } from './cast-world.ts';

export const WHO: Partial<Record<Role, Name>> = {
  registered: 'bruno',
  again: 'again',
  owner: 'anna',
  other: 'marta',
  clerkX: 'clerkX',
  clerkY: 'clerkY',
  officerA: 'officerA',
  officerB: 'officerB',
  administrator: 'administrator',
  editor: 'editor',
  unproven: 'unproven',
  temporary: 'temporary',
  delegate: 'delia',
  stopped: 'sandra',
};

export const nameOf = ({ method, path }: Route) => `${method} ${path}`;

/** Names in the address that stand for something somebody owns. */
export function ownedNames({ path }: Route): string[] {
  return [...path.matchAll(/:([a-z]+)/g)].map(([, name = '']) => name).filter((name) => !Object.hasOwn(UNOWNED, name));
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The request a page of ours would make. */
export function proper({ method, path }: Route, address: string, thing: Thing, caller: Caller): Asked {
  if (method === 'GET') return { method, path: address };
  return { method, path: address, headers: FORM, body: encoded({ csrf: caller.csrf, ...bodyOf(path, thing) }) };
}

const ENTERED = [200, 303, 409, 410, 422];

function outcomeOf({ status, location = '' }: Answered, path: string): Outcome | number {
  if (status === 404) return 'absent';
  // The protocol of the federation wants this status for a question without its parameters.
  if (status === 400 && path === '/cie/oidc/resolve') return 'enters';
  if (status === 403) return 'not-for-delegates';
  if (location === `/accesso?dopo=${encodeURIComponent(path)}`) return 'sign-in';
  return ENTERED.includes(status) ? 'enters' : status;
}

const OWED: Partial<Record<Outcome, string>> = {
  'second-factor': '/accesso/secondo-fattore',
  'new-password': '/accesso/nuova-password',
  enablement: '/abilitazione',
  'delegation-over': '/profilo/deleghe/fine',
};

export function assertOutcome(answer: Answered, path: string, expected: Outcome, where: string): void {
  const owes = OWED[expected];
  if (owes === undefined) assert.equal(outcomeOf(answer, path), expected, where);
  else assert.deepEqual([answer.status, answer.location], [303, owes], where);
}

/** What must hold of every answer: nothing cached or framed, no cookie others can read, nobody named in an address. */
export function assertSafe(world: CastWorld, answer: Answered, where: string): void {
  const { status, headers, cookies, location } = answer;
  assert.ok(status < 500, `${where}: ${status} ${world.logged.at(-1)}`);
  assert.equal(headers['cache-control'], 'no-store', where);
  assert.match(String(headers['vary']), /Cookie/, where);
  assert.equal(headers['x-content-type-options'], 'nosniff', where);
  assert.equal(headers['referrer-policy'], 'same-origin', where);
  assert.match(String(headers['content-security-policy']), /default-src 'none'/, where);
  assert.match(String(headers['strict-transport-security']), /max-age=\d{8}/, where);
  for (const cookie of cookies) {
    assert.match(cookie, /^__Host-polis-[a-z]+=/, where);
    assert.match(cookie, /; Path=\/; HttpOnly; Secure; SameSite=Lax$/, where);
  }
  if (location !== undefined) assert.equal(secretIn(world, location), undefined, `${where}: leads to ${location}`);
}

/** The name, code or token an address gives away (S-53). */
export function secretIn({ people }: CastWorld, address: string): string | undefined {
  const plain = `${address} ${decoded(address)}`.toLowerCase();
  const everybody = Object.values(people);
  const secrets = [
    ...everybody.flatMap(({ traces, session }) => [...traces, session.token]),
    ...[PASSWORD, PERSONAL_CODE, TEMPORARY_CODE],
  ];
  return secrets.find((secret) => plain.includes(secret.toLowerCase()));
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address.replaceAll('+', ' '));
  } catch {
    return address;
  }
}

/** Nobody else's name, code or address is in the answer, wherever it may be hidden. */
export function assertNobodyElse(world: CastWorld, answer: Answered, known: readonly Name[], where: string): void {
  const whole = `${answer.body}\n${JSON.stringify(answer.headers)}`.toLowerCase();
  for (const [name, { traces }] of Object.entries(world.people)) {
    if (known.includes(name as Name)) continue;
    const found = traces.find((trace) => whole.includes(trace.toLowerCase()));
    assert.equal(found, undefined, `${where}: shows ${name}`);
  }
}

/** Whom one has handed over to. */
const ACTING: Partial<Record<Role, Name>> = { owner: 'delia', other: 'sandra' };

const WORK: Partial<Record<Role, readonly Name[]>> = {
  officerA: ['anna', 'again'],
  officerB: ['marta'],
  clerkX: ['waitingOne'],
  clerkY: ['waitingTwo'],
};

/** Who looked at them: people see it. */
const LOOKED: Partial<Record<Role, Name>> = { owner: 'officerA', other: 'officerB' };

/** Whom the answer may speak of: oneself, who identified one, and whom one's work is about. */
export function knownTo(role: Role, { path }: Route): readonly Name[] {
  const found = [
    role === 'expired' ? undefined : WHO[role],
    role === 'delegate' ? ('anna' as const) : undefined,
    path === '/profilo/deleghe/fine' && role === 'stopped' ? ('marta' as const) : undefined,
    path.startsWith('/profilo/deleghe') ? ACTING[role] : undefined,
    /^\/(profilo|abilitazione)/.test(path) ? ('clerkX' as const) : undefined,
    ...((/^\/(ufficio|sportello)/.test(path) && WORK[role]) || []),
    path === '/profilo' ? LOOKED[role] : undefined,
    path === '/accesso/recupero/:token' ? ('bruno' as const) : undefined,
  ];
  return found.filter((name) => name !== undefined);
}

/** Whether the address is one of this route. */
export function matches(path: string, address: string): boolean {
  return new RegExp(`^${path.replaceAll(/:[a-z]+/g, '[^/]+')}$`).test(address);
}

/** The answer without what differs from one request to the next, and without the ids that were asked for. */
export function bare(answer: Answered, thing: Thing): string {
  const { date: _date, ...headers } = answer.headers;
  let text = JSON.stringify([answer.status, headers, answer.body])
    .replaceAll(/name=\\"csrf\\" value=\\"[\w-]+\\"/g, '')
    .replaceAll(/\\"requestId\\":\\"[0-9a-f-]{36}/g, '')
    .replaceAll(/(?<=\/conflitti\/)[0-9a-f-]{36}/g, '')
    .replaceAll(/<code>[0-9a-f-]{36}<\/code>/g, '')
    .replaceAll(/__Host-polis-parked=[\w-]+/g, '');
  for (const id of new Set(Object.values(thing.ids))) {
    if (id.length < 6) continue;
    text = text.replaceAll(id, '…').replaceAll(encodeURIComponent(id), '…');
  }
  return text;
}
