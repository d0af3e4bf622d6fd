import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import type { Answers, Posted } from '../../engines/procedure/index.ts';
import type { Identity, Visitor } from '../../platform/http/index.ts';
import { buildServer } from '../../platform/http/index.ts';
import type { Assets } from '../../ui/index.ts';
import { createRegistry } from '../registry/index.ts';
import type { LatestFiling } from './application.ts';
import { Browser, SECRET } from './browser-fixture.test.ts';
import { fillRegistry, publishGps } from './gps-fixture.test.ts';
import { applicationRoutes, lookupsOver } from './index.ts';

// The pages of filling in over a real PostgreSQL with the real GPS pack, for the tests of this folder. Sessions and
// filings, which other features keep, are tables in memory here.

/** 16 March 2026, 23:59:00 in Rome. */
export const CLOSES = new Date('2026-03-16T22:59:00.000Z');

/** Who everybody is, as far as requirements go. */
export const ANNA = {
  birth_date: '1990-03-15',
  sex: 'F',
  fiscal_code: 'PRVNNA90C55L219X',
  roles: [] as readonly string[],
  filed: [] as readonly string[],
};

export interface Portal {
  readonly fresh: FreshDatabase;
  readonly server: FastifyInstance;
  readonly filings: Map<string, LatestFiling & { answers: Answers }>;
  /** What is known of somebody beside their answers, when it is not {@link ANNA}'s. */
  readonly facts: Map<string, typeof ANNA>;
  now: Date;
  /** Sessions that have ended: what they post is parked. */
  readonly ended: Set<string>;
  /** Somebody new, with an account and a session. */
  person(): Promise<Browser>;
  close(): Promise<void>;
}

export interface PortalLook {
  readonly assets: Assets;
  readonly assetsDirectory: string;
}

export async function openPortal(look?: PortalLook): Promise<Portal> {
  const fresh = await freshDatabase();
  await fillRegistry(fresh);
  await publishGps(fresh);
  const visitors = new Map<string, Visitor>();
  const parked = new Map<string, { path: string; posted: Posted }>();
  const portal = {
    now: new Date('2026-03-10T10:00:00.000Z'),
    ended: new Set<string>(),
    filings: new Map() as Portal['filings'],
    facts: new Map() as Portal['facts'],
  };
  const { database } = fresh;
  const identify = async (token: string): Promise<Identity> => {
    const visitor = visitors.get(token);
    if (visitor === undefined) return null;
    return portal.ended.has(token) ? { expired: { accountId: visitor.accountId, by: 'idle' } } : { visitor };
  };
  const server = await buildServer({
    routes: applicationRoutes({
      database,
      frame: {
        installation: { name: 'Polis – Istanze OnLine', administration: 'Prova', testEnvironment: true, release: '0' },
        assets: look?.assets ?? { css: '/risorse/a.css', js: '/risorse/a.js', sprite: '/risorse/a.svg', fonts: [] },
      },
      lookups: lookupsOver(createRegistry(database), async () => ({
        full_name: 'Anna Prova',
        email: 'anna@example.it',
      })),
      filedEdition: 'null::integer',
      latestFiling: async (_db, id) => portal.filings.get(id) ?? null,
      twinFor: async () => undefined,
      applicantFacts: async (_db, accountId) => portal.facts.get(accountId) ?? ANNA,
      filedAnswers: async (db, id) => {
        const filed = portal.filings.get(id);
        const [draft] = await db.query<{ digest: string }>(
          `select coalesce(m.from_digest, d.release_digest) as digest from drafts d
             left join release_moves m using (application_id) where d.application_id = $1 order by m.at limit 1`,
          [id],
        );
        return filed === undefined || draft === undefined ? null : { ...filed, releaseDigest: draft.digest };
      },
      standingFilings: async () => [],
      filedUnder: async () => undefined,
      takeParked: async (exchange) => {
        const token = exchange.cookie('parked') ?? '';
        const found = parked.get(token);
        parked.delete(token);
        return found;
      },
    }),
    secret: SECRET,
    publicUrl: 'http://portal.example',
    log: pino({ level: 'error' }),
    now: () => portal.now,
    identify,
    troublePage: ({ kind }) => `<h1>${kind}</h1>`,
    park: async (_account, { path, posted }) => {
      const token = uuidv7();
      parked.set(token, { path, posted });
      return token;
    },
    isDatabaseGone: () => false,
    ...(look && { assetsDirectory: look.assetsDirectory }),
  });
  let people = 0;
  return Object.assign(portal, {
    fresh,
    server,
    person: async () => {
      people += 1;
      const visitor = await account(fresh, people, portal.now);
      const token = uuidv7();
      visitors.set(token, visitor);
      return new Browser(server, token, visitors);
    },
    close: async () => {
      await server.close();
      await fresh.drop();
    },
  });
}

async function account({ database }: FreshDatabase, serial: number, now: Date): Promise<Visitor> {
  const accountId = uuidv7();
  const letters = String(serial).padStart(3, '0');
  await database.query(
    `insert into accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place, created_at)
     values ($1, $2, $3, 'Prova', 'Anna', '1990-03-15', 'F', 'L219', 'Torino', $4)`,
    [accountId, `PRVNNA90C55L${letters}X`, `anna.prova${serial}`, now],
  );
  return {
    accountId,
    sessionId: uuidv7(),
    name: 'Anna Prova',
    enablement: 'active',
    mustChangePassword: false,
    proven: true,
    memberships: [],
    secondFactor: false,
    entry: { method: 'password', level: 1, provider: null, assertionId: null },
    authenticatedAt: now,
    idleUntil: new Date(now.getTime() + 30 * 60_000),
    endsAt: new Date(now.getTime() + 30 * 60_000),
    delegation: null,
    delegationOver: null,
  };
}
