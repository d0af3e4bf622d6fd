import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { openPortal, type PortalParts, portalRoutes } from '../src/apps/portal.ts';
import { readConfiguration } from '../src/platform/config/index.ts';
import { createHasher } from '../src/platform/hashing.ts';
import type { Route } from '../src/platform/http/index.ts';
import { Caller } from './caller.ts';
import { type Belongings, castBelongings } from './cast-objects.ts';
import { castPeople, type Name, type People, sessionOf } from './cast-people.ts';
import type { FreshDatabase } from './database.ts';
import { seededDatabase } from './seeded-database.ts';
import { type TrialDatabase, trialDatabase } from './trial-database.ts';

const SECRET = 'a secret for tests, long enough to be one';
export const PUBLIC_URL = 'https://portal.example';

/** The whole portal inside this process, with somebody of every kind and something of every kind that is theirs. */
export interface CastWorld {
  readonly server: FastifyInstance;
  readonly routes: readonly Route[];
  /** And those it would have without settings of its own. */
  readonly usualRoutes: readonly Route[];
  readonly fresh: FreshDatabase;
  /** What the portal works on: try things in its trials. */
  readonly database: TrialDatabase;
  readonly people: People;
  readonly belongings: Belongings;
  now: Date;
  /** The browser of somebody signed in, or of nobody; `more` are further cookies. */
  caller(who?: Name, more?: string): Caller;
  /** Anna's other browser, where her session has ended. */
  readonly expired: Caller;
  /** Errors the portal has written to its log: bugs. */
  readonly logged: readonly string[];
  close(): Promise<void>;
}

/** `settings`: variables of this installation beside the usual ones. */
export async function openCastWorld(settings: Readonly<Record<string, string>> = {}): Promise<CastWorld> {
  const clock = { now: new Date('2026-03-10T10:00:00.000Z') };
  const hashing = { memoryKiB: 8, passes: 1, queue: 1000 };
  const hasher = createHasher(hashing);
  const fresh = await seededDatabase({ secret: SECRET, now: () => clock.now, hashing });
  const stateDir = mkdtempSync(join(tmpdir(), 'polis-cast-'));
  const database = trialDatabase(fresh.urls.app);
  const logged: string[] = [];
  const environment = {
    DATABASE_URL: fresh.urls.app,
    SMTP_URL: 'smtp://127.0.0.1:1',
    POLIS_SECRET: SECRET,
    POLIS_STATE_DIR: stateDir,
    PUBLIC_URL,
    ...nobodysFederation(stateDir),
  };
  const parts: PortalParts = {
    configuration: readConfiguration({ ...environment, ...settings }),
    database,
    // Nothing is pressed here: receipts and forms are in the database already.
    press: { pressPdf: noPress, checkAccessible: noPress, close: () => undefined },
    assets: {
      css: '/assets/a.css',
      js: '/assets/a.js',
      sprite: '/assets/a.svg',
      mark: '/assets/mark.svg',
      fonts: [],
    },
    assetsDirectory: stateDir,
    log: pino({ level: 'error' }, { write: (line: string) => void logged.push(line) }),
    now: () => clock.now,
    hasher,
  };
  await keepChain(fresh, clock.now);
  const server = await openPortal(parts);
  const people = await castPeople({ fresh, hasher, secret: SECRET, now: clock.now });
  const long = new Date(clock.now.getTime() - 2 * 3_600_000);
  const expired = new Caller(server, SECRET, await sessionOf(fresh.database, people.anna.account.id, long));
  const world = Object.assign(clock, {
    server,
    routes: portalRoutes(parts),
    usualRoutes: portalRoutes({ ...parts, configuration: readConfiguration(environment) }),
    fresh,
    database,
    people,
    secret: SECRET,
    expired,
    logged,
    caller: (who?: Name, more?: string) => new Caller(server, SECRET, who && people[who].session, more),
    close: async () => {
      await server.close();
      await database.close();
      await fresh.drop();
      rmSync(stateDir, { recursive: true });
    },
  });
  try {
    return Object.assign(world, { belongings: await castBelongings(world) });
  } catch (error) {
    await world.close();
    throw new Error(`the world was not made: ${logged.join('')}`, { cause: error });
  }
}

/** Where people are sent to come in with CIE. */
export const CIE_PROVIDER = 'http://127.0.0.1:1/op';

/** CIE by OpenID Connect is set up, and its chain kept: nobody answers there, and nobody needs to be asked. */
function nobodysFederation(folder: string): Record<string, string> {
  const file = join(folder, 'anchor.json');
  writeFileSync(file, JSON.stringify({ keys: [{ kty: 'RSA', kid: 'nobody', n: 'AQAB', e: 'AQAB' }] }));
  return {
    CIE_OIDC_PROVIDER: CIE_PROVIDER,
    CIE_OIDC_TRUST_ANCHOR: 'http://127.0.0.1:1/ta',
    CIE_OIDC_TRUST_ANCHOR_KEYS_FILE: file,
    CIE_OIDC_CONTACT: 'pec@posta.example',
  };
}

async function keepChain({ database }: FreshDatabase, now: Date): Promise<void> {
  const op = CIE_PROVIDER;
  const endpoints = Object.fromEntries(
    ['authorization', 'token', 'userinfo', 'revocation'].map((name) => [`${name}_endpoint`, `${op}/${name}`]),
  );
  const metadata = { openid_provider: { issuer: op, ...endpoints, jwks: { keys: [{ kty: 'RSA', kid: 'nobody' }] } } };
  await database.query(
    `insert into cie_trust_chains (entity, anchor, tokens, metadata, marks, resolved_at, expires_at)
     values ($1, 'http://127.0.0.1:1/ta', '[]', $2, '[]', $3::timestamptz, $3::timestamptz + interval '1 year')`,
    [op, JSON.stringify(metadata), now],
  );
}

function noPress(): Promise<never> {
  return Promise.reject(new Error('no press in this world'));
}
