import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openPortal, type PortalParts } from '../src/apps/portal.ts';
import {
  type Account,
  createVerifiedAccount,
  type Entry,
  openSession,
  SESSION_LIMITS,
} from '../src/features/accounts/index.ts';
import { createEnabled } from '../src/features/enablement/index.ts';
import type { Client } from '../src/features/sso/client.ts';
import { newClientSecret, registerClient } from '../src/features/sso/client-store.ts';
import { ssoJobs } from '../src/features/sso/jobs.ts';
import type { CivilDate } from '../src/kernel/civil-date.ts';
import { deriveFiscalCode } from '../src/kernel/fiscal-code-person.ts';
import { systemClock } from '../src/platform/clock.ts';
import { readConfiguration } from '../src/platform/config/index.ts';
import type { Database } from '../src/platform/db/database.ts';
import { createHasher, type Hasher } from '../src/platform/hashing.ts';
import { freshDatabase } from './database.ts';
import { ownPort } from './own-port.ts';
import { SsoBrowser } from './sso-browser.ts';

// A portal in this process, over HTTP on a port of its own, with its OpenID provider and as many services and people as
// a test wants. Jobs are done when the test says so.

export const SECRET = 'a secret for tests, long enough to be one';
export const PASSWORD = 'graffetta celeste in mansarda';

export interface SsoWorld {
  readonly origin: string;
  readonly issuer: string;
  readonly database: Database;
  /** Errors the portal has written to its log: bugs. */
  readonly logged: readonly string[];
  /** Somebody with an account, identified or not. */
  person(options?: { identified?: boolean }): Promise<Account>;
  /** A browser, signed in as somebody if there is one. */
  browser(account?: Account, entry?: Entry): Promise<SsoBrowser>;
  /** A registered service with its secret. */
  client(changes?: Partial<Client>): Promise<Client & { secret: string }>;
  /** Does what waits in the outbox for the services. */
  jobs(): Promise<void>;
  /** What the clock asks for every minute. */
  housekeeping(): Promise<void>;
  close(): Promise<void>;
}

let people = 0;
let services = 0;

export async function openSsoWorld(settings: Readonly<Record<string, string>> = {}): Promise<SsoWorld> {
  const [fresh, port] = await Promise.all([freshDatabase(), ownPort()]);
  const { database } = fresh;
  const stateDir = mkdtempSync(join(tmpdir(), 'polis-sso-'));
  const origin = `http://127.0.0.1:${port}`;
  const logged: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
  const hasher = createHasher({ memoryKiB: 8, passes: 1, queue: 1000 });
  const configuration = readConfiguration({
    DATABASE_URL: fresh.urls.app,
    SMTP_URL: 'smtp://127.0.0.1:1',
    POLIS_SECRET: SECRET,
    POLIS_STATE_DIR: stateDir,
    PUBLIC_URL: origin,
    SSO_INTERNAL_HOSTS: '127.0.0.1',
    ...settings,
  });
  const parts: PortalParts = {
    configuration,
    database,
    press: { pressPdf: noPress, checkAccessible: noPress, close: () => undefined },
    assets: { css: '/assets/a.css', js: '/assets/a.js', sprite: '/assets/a.svg', mark: '/assets/mark.svg', fonts: [] },
    assetsDirectory: stateDir,
    log,
    now: systemClock,
    hasher,
  };
  const server = await openPortal(parts);
  await server.listen({ host: '127.0.0.1', port });
  const clerk = await addPerson(database, hasher);
  const tasks = ssoJobs({
    database,
    secret: SECRET,
    publicUrl: origin,
    limits: SESSION_LIMITS,
    internalHosts: configuration.ssoInternalHosts,
    log,
    now: systemClock,
  });
  return {
    origin,
    issuer: `${origin}/oidc`,
    database,
    logged,
    person: ({ identified = true } = {}) => addPerson(database, hasher, identified ? clerk : undefined),
    browser: async (account, entry = { method: 'password', level: 1 }) => {
      const browser = new SsoBrowser(origin);
      if (account === undefined) return browser;
      const from = { ip: '127.0.0.1', userAgent: 'prova' };
      const token = await database.transaction((tx) => openSession(tx, account.id, entry, from, new Date()));
      browser.cookies.set('polis-session', { value: token, path: '/' });
      return browser;
    },
    client: (changes = {}) => addClient(database, changes),
    jobs: () => carryOut(database, tasks),
    housekeeping: async () => tasks['sso.housekeeping']?.({}, RUN),
    close: async () => {
      await server.close();
      await fresh.drop();
      rmSync(stateDir, { recursive: true });
    },
  };
}

async function addPerson(database: Database, hasher: Hasher, clerk?: Account): Promise<Account> {
  people += 1;
  const letters = [...String(people)].map((digit) => 'bcdfglmnpr'[Number(digit)]).join('a');
  const person = {
    surname: 'Prova',
    name: `Anna${letters}`,
    birthDate: '1985-03-07' as CivilDate,
    sex: 'F' as const,
    birthPlaceCode: 'F205',
    birthPlace: 'Milano',
    email: `anna${people}@posta.example`,
  };
  const derived = deriveFiscalCode({ ...person, placeCode: 'F205' });
  const fiscalCode = `${derived.slice(0, 12)}${String(people).padStart(3, '0')}${derived.slice(15)}`;
  const deps = { database, hasher, secret: SECRET };
  const account = await createVerifiedAccount(deps, { ...person, fiscalCode }, { password: PASSWORD }, new Date());
  if (account === undefined) throw new Error('no account');
  if (clerk !== undefined) await identify(database, hasher, account, clerk);
  return account;
}

/** As if the desk had seen them. */
async function identify(database: Database, hasher: Hasher, account: Account, by: Account): Promise<void> {
  const contact = {
    street: 'Via dei Tigli 7',
    municipality: { code: 'F205', name: 'Milano', province: 'MI' },
    postalCode: '20100',
    mobile: '3330000001',
    phone: '',
  };
  const document = {
    kind: 'identity-card' as const,
    number: 'CA00001AA',
    issuer: 'Comune di Milano',
    issued: '2024-03-01' as CivilDate,
    expires: '2034-05-14' as CivilDate,
  };
  const { id: accountId, fiscalCode, name, surname } = by;
  const clerk = {
    accountId,
    fiscalCode,
    name: `${name} ${surname}`,
    office: { code: 'MIIC000001', name: 'IC di prova' },
  };
  const declared = { contact, document, privacyNotice: '2026-1' };
  await createEnabled({ database, hasher }, account.id, { declared, clerk }, 'TIGLI2047', new Date());
}

async function addClient(database: Database, changes: Partial<Client>): Promise<Client & { secret: string }> {
  services += 1;
  const id = changes.id ?? `prova-${services}`;
  const client: Client = {
    id,
    name: `Servizio di prova ${services}`,
    purpose: 'Provare l’accesso con le credenziali del portale.',
    homeUrl: `https://${id}.example/`,
    redirectUris: [`https://${id}.example/ritorno`],
    postLogoutUris: [`https://${id}.example/uscita`],
    logoutUrl: null,
    authentication: 'client_secret_basic',
    publicKeys: null,
    scopes: ['profile', 'email'],
    fiscalCodeBasis: null,
    level: 1,
    own: false,
    refresh: true,
    suspended: false,
    ...changes,
  };
  const secret = await database.transaction(async (tx) => {
    if (!(await registerClient(tx, client, null, new Date()))) throw new Error(`${id} is there already`);
    return newClientSecret(tx, id, null, new Date());
  });
  return { ...client, secret };
}

const RUN = { attempt: 1, maxAttempts: 25, signal: new AbortController().signal };

/** Does everything, as the queue would: one that fails keeps no other waiting. Throws what failed, at the end. */
async function carryOut(database: Database, tasks: ReturnType<typeof ssoJobs>): Promise<void> {
  const failed: unknown[] = [];
  for (;;) {
    const waiting = await database.query<{ task: string; payload: unknown }>(
      `delete from outbox where task like 'sso.%' returning task, payload`,
    );
    for (const { task, payload } of waiting) {
      await tasks[task]?.(payload, RUN).catch((error: unknown) => failed.push(error));
    }
    if (waiting.length === 0) break;
  }
  if (failed.length > 0) throw new AggregateError(failed, 'some jobs failed');
}

function noPress(): Promise<never> {
  return Promise.reject(new Error('no press in this world'));
}
