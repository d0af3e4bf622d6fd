import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import {
  type AccountDeps,
  accountById,
  accountJobs,
  accountRoutes,
  birthPlacesOf,
  createLetIn,
  createVerifiedAccount,
  endSessionsOf,
  identifier,
  mailAddressOf,
  type Person,
  park,
  SESSION_LIMITS,
  takeParked,
  type VerifiedAccountOptions,
} from '../src/features/accounts/index.ts';
import { addressJobs, addressRoutes } from '../src/features/addresses/index.ts';
import { notificationJobs, notificationRoutes } from '../src/features/notifications/index.ts';
import { createRegistry } from '../src/features/registry/index.ts';
import {
  enrolTotp,
  PASSKEY_ENTRANCE,
  type SecondFactorDeps,
  secondFactorRoutes,
} from '../src/features/second-factors/index.ts';
import type { CivilDate } from '../src/kernel/civil-date.ts';
import { deriveFiscalCode } from '../src/kernel/fiscal-code-person.ts';
import type { Db } from '../src/platform/db/database.ts';
import { createHasher } from '../src/platform/hashing.ts';
import { createStrength } from '../src/platform/hashing-strength.ts';
import { buildServer, json, type Route } from '../src/platform/http/index.ts';
import type { Tasks } from '../src/platform/jobs/index.ts';
import type { Mail } from '../src/platform/mail/index.ts';
import { relyingPartyOf } from '../src/platform/webauthn.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';

const SECRET = 'a secret for tests, long enough to be one';
const PUBLIC_URL = 'http://portal.example';

/** The pages of the accounts and of the inbox over a real database, with a clock that stands where it is put. */
export interface AccountPortal {
  readonly fresh: FreshDatabase;
  readonly deps: AccountDeps;
  readonly server: FastifyInstance;
  now: Date;
  /** Lets minutes go by. */
  wait(minutes: number): void;
  /** Does what waits in the outbox and answers the mails that would go out. */
  mails(): Promise<Mail[]>;
  visitor(ip?: string): PortalVisitor;
  close(): Promise<void>;
}

/** `more`: routes of another feature, served beside these. */
export async function openAccountPortal(
  changes: Partial<AccountDeps> = {},
  more: (deps: AccountDeps) => Route[] = () => [],
): Promise<AccountPortal> {
  const fresh = await freshDatabase();
  await fillRegistry(fresh);
  const { database } = fresh;
  const deps: AccountDeps = {
    database,
    frame: {
      installation: { name: 'Polis – Istanze OnLine', administration: 'Prova', testEnvironment: true, release: '0' },
      assets: { css: '/risorse/a.css', js: '/risorse/a.js', sprite: '/risorse/a.svg', fonts: [] },
    },
    hasher: createHasher({ memoryKiB: 1024, passes: 1, queue: 1000 }),
    guessing: createStrength(),
    birthPlaces: birthPlacesOf(createRegistry(database)),
    secret: SECRET,
    linkHours: 72,
    limits: SESSION_LIMITS,
    aging: null,
    entrances: () => [PASSKEY_ENTRANCE],
    localCredentials: true,
    mayUsePassword: 'true',
    letIn: createLetIn({ database, othersCome: () => false }),
    ...changes,
  };
  const factors: SecondFactorDeps = {
    ...deps,
    relyingParty: relyingPartyOf(PUBLIC_URL, 'Polis'),
    mayUsePasskey: async () => true,
  };
  const portal = { now: new Date('2026-03-02T09:00:00Z') };
  const server = await buildServer({
    routes: [
      ...accountRoutes(deps),
      ...addressRoutes({ ...deps, personOf: accountById, endSessions: endSessionsOf }),
      ...secondFactorRoutes(factors),
      ...notificationRoutes(deps),
      ...inside(deps, portal),
      ...more(deps),
    ],
    secret: SECRET,
    publicUrl: PUBLIC_URL,
    log: pino({ level: 'silent' }),
    now: () => portal.now,
    identify: identifier(database, deps.limits, deps.aging),
    troublePage: ({ kind }) => `<h1>${kind}</h1>`,
    park: (accountId, parked) => park(database, SECRET, { ...parked, accountId }, portal.now),
    isDatabaseGone: () => false,
  });
  return Object.assign(portal, {
    fresh,
    deps,
    server,
    wait: (minutes: number) => {
      portal.now = new Date(portal.now.getTime() + minutes * 60_000);
    },
    mails: () => carryOutJobs(deps, portal),
    visitor: (ip = '192.0.2.1') => new PortalVisitor(server, ip),
    close: async () => {
      await server.close();
      await fresh.drop();
    },
  });
}

/** Pages as other features would have them: one for applicants, one for clerks, one that takes up what was parked. */
function inside(deps: AccountDeps, clock: { now: Date }): Route[] {
  const page = async () => json({ inside: true });
  return [
    { method: 'GET', path: '/area', policy: { who: 'applicant' }, handle: page },
    { method: 'GET', path: '/prova/entrata', policy: { who: 'signed-in' }, handle: page },
    { method: 'GET', path: '/sportello', policy: { who: 'clerk' }, handle: page },
    {
      method: 'GET',
      path: '/prova/sezione',
      policy: { who: 'signed-in' },
      handle: async ({ visitor, cookie }) =>
        json(await takeParked(deps.database, SECRET, cookie('parked') ?? '', visitor?.accountId ?? '', clock.now)),
    },
    { method: 'POST', path: '/prova/sezione', policy: { who: 'signed-in' }, handle: page },
  ];
}

async function fillRegistry({ database }: FreshDatabase): Promise<void> {
  await database.query(`
    insert into municipalities (code, name, istat_code, province, province_name, region, capital, source, words, imported_in)
    values ('H501', 'Roma', '058091', 'RM', 'Roma', 'Lazio', true, 'istat', 'roma', 1),
      ('F205', 'Milano', '015146', 'MI', 'Milano', 'Lombardia', true, 'istat', 'milano', 1)`);
  await database.query(
    `insert into countries (code, name, current, imported_in) values ('Z129', 'Romania', true, 1), ('Z112', 'Germania', true, 1)`,
  );
}

async function carryOutJobs(deps: AccountDeps, clock: { now: Date }): Promise<Mail[]> {
  const { database, secret, limits, aging, localCredentials } = deps;
  const passwordExpiry = aging?.expiry ?? null;
  const sent: Mail[] = [];
  const tasks: Tasks = {
    ...accountJobs({ database, secret, limits, passwordExpiry, localCredentials, now: () => clock.now }),
    ...addressJobs({ database, secret, personOf: accountById, now: () => clock.now }),
    ...notificationJobs({
      database,
      publicUrl: PUBLIC_URL,
      signature: 'Prova',
      addressOf: mailAddressOf,
      attachments: async () => [],
    }),
    'mail.send': async (payload: unknown) => {
      sent.push(payload as Mail);
    },
  };
  for (;;) {
    const waiting = await database.query<{ task: string; payload: unknown }>(
      'delete from outbox returning task, payload',
    );
    if (waiting.length === 0) return sent;
    const run = { attempt: 1, maxAttempts: 1, signal: new AbortController().signal };
    for (const { task, payload } of waiting) await tasks[task]?.(payload, run);
  }
}

export interface Reply {
  readonly status: number;
  readonly html: string;
  readonly location: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A browser with its cookies: it sends back the token of the last page, as a form does. */
export class PortalVisitor {
  readonly cookies = new Map<string, string>();
  readonly #server: FastifyInstance;
  #csrf = '';
  ip: string;

  constructor(server: FastifyInstance, ip: string) {
    this.#server = server;
    this.ip = ip;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#ask({ method: 'GET', url: path, headers });
  }

  post(path: string, fields: Record<string, string | readonly string[]> = {}, headers: Record<string, string> = {}) {
    const body = new URLSearchParams({ csrf: this.#csrf });
    for (const [name, value] of Object.entries(fields)) {
      if (name === 'csrf') body.delete('csrf');
      for (const one of [value].flat()) body.append(name, one as string);
    }
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.#ask({ method: 'POST', url: path, payload: body.toString(), headers: { ...type, ...headers } });
  }

  /** Posts a form with a file in it. */
  upload(path: string, field: string, filename: string, content: string | Buffer): Promise<Reply> {
    const edge = 'edge-of-the-parts-of-this-form';
    const part = (head: string) => `--${edge}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`;
    const payload = Buffer.concat([
      Buffer.from(`${part('name="csrf"')}${this.#csrf}\r\n${part(`name="${field}"; filename="${filename}"`)}`),
      Buffer.from(content as string),
      Buffer.from(`\r\n--${edge}--\r\n`),
    ]);
    return this.#ask({
      method: 'POST',
      url: path,
      payload,
      headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    });
  }

  /** Opens the page where the answer leads. */
  async follow(reply: Reply): Promise<Reply> {
    if (reply.location === undefined) throw new Error(`no way on from ${reply.status}: ${reply.html.slice(0, 2000)}`);
    return this.get(reply.location);
  }

  async #ask(request: {
    method: 'GET' | 'POST';
    url: string;
    payload?: string | Buffer;
    headers: Record<string, string>;
  }): Promise<Reply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie === '' ? {} : { cookie }), ...request.headers };
    const response = await this.#server.inject({ ...request, remoteAddress: this.ip, headers });
    for (const { name, value, maxAge } of response.cookies as { name: string; value: string; maxAge?: number }[]) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.#csrf = /name="csrf" value="([^"]+)"/.exec(response.body)?.[1] ?? this.#csrf;
    const location = response.headers['location'];
    return {
      status: response.statusCode,
      html: response.body,
      location: typeof location === 'string' ? location : undefined,
      headers: response.headers,
    };
  }
}

/** The path of the link in a mail. */
export function linkIn(mail: Mail | undefined): string {
  const path = new RegExp(`${PUBLIC_URL}(\\S+)`).exec(mail?.text ?? '')?.[1];
  if (path === undefined) throw new Error(`no link in: ${mail?.text}`);
  return path;
}

/** One of a large family, to have as many accounts as a test wants. */
export function personNamed(name: string, birthDate = '1985-03-07'): Person {
  const person = { surname: 'Prova', name, birthDate: birthDate as CivilDate, sex: 'F', placeCode: 'F205' } as const;
  const { placeCode: birthPlaceCode, ...rest } = person;
  const fiscalCode = deriveFiscalCode(person);
  return { ...rest, fiscalCode, birthPlaceCode, birthPlace: 'Milano', email: `${name.toLowerCase()}@example.it` };
}

export const GOOD_PASSWORD = 'graffetta celeste in mansarda';

interface AccountOptions extends Partial<VerifiedAccountOptions> {
  /** Base32; the second factor is enrolled at once. */
  readonly totpSecret?: string;
}

/** Somebody with an account, an address and a password of their own. */
export async function withAccount(portal: AccountPortal, name: string, { totpSecret, ...more }: AccountOptions = {}) {
  const { deps, now } = portal;
  const also = (tx: Db, id: string) => enrolTotp(tx, deps.secret, id, totpSecret ?? '', now);
  const options = { ...more, ...(totpSecret !== undefined && { also }) };
  const account = await createVerifiedAccount(deps, personNamed(name), { password: GOOD_PASSWORD, ...options }, now);
  if (account === undefined) throw new Error(`${name} has an account already`);
  return account;
}

/** A visitor who has signed in with user name and password. */
export async function signedInAs(portal: AccountPortal, username: string, ip?: string): Promise<PortalVisitor> {
  const visitor = portal.visitor(ip);
  await visitor.get('/accesso');
  const reply = await visitor.post('/accesso', { username, password: GOOD_PASSWORD });
  if (reply.status !== 303) throw new Error(`${username} did not get in: ${reply.status}`);
  return visitor;
}
