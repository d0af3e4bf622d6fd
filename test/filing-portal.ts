import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { createVerifiedAccount, identifier, SESSION_LIMITS } from '../src/features/accounts/index.ts';
import { lookupsOver } from '../src/features/applications/index.ts';
import { acting, delegationJobs, delegationRoutes } from '../src/features/delegations/index.ts';
import { createEnabled } from '../src/features/enablement/index.ts';
import {
  createFilingRegistrar,
  type FilingDeps,
  filingJobs,
  filingRoutes,
  receiptAttachment,
} from '../src/features/filings/index.ts';
import { notificationJobs, notificationRoutes } from '../src/features/notifications/index.ts';
import { createRegistry } from '../src/features/registry/index.ts';
import { reviewRoutes } from '../src/features/review/index.ts';
import { trialJobs, trialRoutes } from '../src/features/trials/index.ts';
import type { CivilDate } from '../src/kernel/civil-date.ts';
import type { Database } from '../src/platform/db/database.ts';
import { DatabaseGone } from '../src/platform/db/gone.ts';
import { createHasher } from '../src/platform/hashing.ts';
import { newToken, tokenDigest } from '../src/platform/hashing-tokens.ts';
import { buildServer, type Membership } from '../src/platform/http/index.ts';
import type { Mail } from '../src/platform/mail/index.ts';
import type { Press } from '../src/platform/pdf/index.ts';
import { PortalVisitor, personNamed } from './account-portal.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { answers, definition, release } from './filings.ts';

export const SECRET = 'a secret for tests, long enough to be one';
const PUBLIC_URL = 'http://portal.example';
export const CODE = 'TIGLI2047';

/** The pages of filing and of the office over a real database, with a clock that stands where it is put. */
export interface FilingPortal {
  readonly fresh: FreshDatabase;
  readonly deps: FilingDeps;
  readonly now: Date;
  /** Puts the clock there; whoever is signed in stays so. */
  moveTo(instant: Date): Promise<void>;
  /** Somebody enabled, signed in, with a complete draft. */
  applicant(name: string): Promise<ApplicantOnPortal>;
  officer(name: string, office?: string): Promise<PortalVisitor>;
  /** Does what waits in the outbox and is due, and answers the mails that would go out. */
  work(press: Pick<Press, 'pressPdf'>, attempt?: number): Promise<Mail[]>;
  close(): Promise<void>;
}

export interface ApplicantOnPortal {
  readonly accountId: string;
  readonly application: string;
  readonly visitor: PortalVisitor;
  /** Confirms as the page of the summary does; with what is changed for the story. */
  confirm(changes?: Record<string, string>): ReturnType<PortalVisitor['post']>;
  /** The same from another tab: a browser of its own with the same session. */
  tab(): PortalVisitor;
}

/** For a browser: where the portal is reached, and the folder of its styles and scripts. */
export interface Reached {
  readonly publicUrl: string;
  readonly assetsDirectory: string;
}

export async function openFilingPortal(changes: Partial<FilingDeps> = {}, reached?: Reached): Promise<FilingPortal> {
  const fresh = await freshDatabase();
  const { database } = fresh;
  await fill(fresh);
  const portal = { now: new Date('2026-03-10T10:00:00.000Z') };
  const deps: FilingDeps = { ...filingDeps(database, () => portal.now), ...changes };
  const server = await filingServer(deps, reached);
  if (reached !== undefined) await server.listen({ host: '127.0.0.1', port: Number(new URL(reached.publicUrl).port) });
  const people = peopleOf(fresh, deps, portal, () => new PortalVisitor(server, '192.0.2.1'));
  return Object.assign(portal, {
    fresh,
    deps,
    moveTo: async (instant: Date) => {
      portal.now = instant;
      await database.query('update sessions set created_at = $1, last_seen_at = $1', [instant]);
    },
    ...people,
    work: (press: Pick<Press, 'pressPdf'>, attempt = 1) => carryOutJobs(deps, press, attempt),
    close: async () => {
      await server.close();
      await fresh.drop();
    },
  });
}

/** What the pages are made with over this database; hashes are cheap, the rest is as in production. */
export function filingDeps(database: Database, now: () => Date): FilingDeps {
  const registry = createRegistry(database);
  return {
    database,
    frame: {
      installation: { name: 'Polis – Istanze OnLine', administration: 'Prova', testEnvironment: true, release: '0' },
      assets: { css: '/risorse/a.css', js: '/risorse/a.js', sprite: '/risorse/a.svg', fonts: [] },
    },
    hasher: createHasher({ memoryKiB: 8, passes: 1, queue: 1000 }),
    lookups: lookupsOver(registry, async () => ({ email: 'anna@example.it' })),
    registry,
    registrar: createFilingRegistrar(database),
    secret: SECRET,
    administration: 'Ministero di prova',
    now,
  };
}

export function filingServer(deps: FilingDeps, reached?: Reached): Promise<FastifyInstance> {
  const { database, now } = deps;
  return buildServer({
    routes: [
      ...filingRoutes(deps),
      ...reviewRoutes(deps),
      ...trialRoutes({ ...deps, publicUrl: PUBLIC_URL }),
      ...notificationRoutes(deps),
      ...delegationRoutes(deps),
    ],
    secret: SECRET,
    publicUrl: reached?.publicUrl ?? PUBLIC_URL,
    ...(reached && { assetsDirectory: reached.assetsDirectory }),
    log: pino({ level: 'silent' }),
    now,
    identify: identifier(database, SESSION_LIMITS, null, acting),
    troublePage: ({ kind }) => `<h1>${kind}</h1>`,
    park: async () => null,
    isDatabaseGone: (error) => error instanceof DatabaseGone,
  });
}

function peopleOf(fresh: FreshDatabase, deps: FilingDeps, portal: { now: Date }, browser: () => PortalVisitor) {
  const { database } = fresh;
  const account = async (name: string, membership?: Membership) => {
    const options = { password: 'graffetta celeste in mansarda', ...(membership && { membership }) };
    const made = await createVerifiedAccount(deps, personNamed(name), options, portal.now);
    if (made === undefined) throw new Error(`${name} has an account already`);
    return made;
  };
  const signIn = async (accountId: string, visitor = browser()) => {
    const token = newToken();
    await database.query(
      `insert into sessions (token_digest, id, account_id, created_at, last_seen_at, authenticated_at, proven, method, level)
       values ($1, $2, $3, $4, $4, $4, true, 'password', 2)`,
      [tokenDigest(token), uuidv7(), accountId, portal.now],
    );
    visitor.cookies.set('polis-session', token);
    // Any page of the visitor's gives the token that forms carry.
    await visitor.get('/messaggi');
    return visitor;
  };
  let clerk: Promise<string> | undefined;
  const identifier = async () => (await account('Clerk')).id;
  return {
    applicant: async (name: string): Promise<ApplicantOnPortal> => {
      clerk ??= identifier();
      const { id: accountId } = await account(name);
      await createEnabled(deps, accountId, { declared, clerk: clerkOf(await clerk) }, CODE, portal.now);
      const application = uuidv7();
      await database.query('insert into applications values ($1, $2, $3, $4)', [
        application,
        accountId,
        definition.id,
        portal.now,
      ]);
      await database.query(
        `insert into drafts (application_id, release_digest, version, answers, updated_at) values ($1, $2, 3, $3, $4)`,
        [application, release.digest, JSON.stringify(answers), portal.now],
      );
      const visitor = await signIn(accountId);
      const token = visitor.cookies.get('polis-session') ?? '';
      return {
        accountId,
        application,
        visitor,
        confirm: (changes = {}) =>
          visitor.post(`/istanze/${application}/inoltro`, { filing: uuidv7(), version: '3', code: CODE, ...changes }),
        tab: () => {
          const other = browser();
          other.cookies.set('polis-session', token);
          return other;
        },
      };
    },
    officer: async (name: string, office = 'USP-MI') =>
      signIn((await account(name, { role: 'officer', body: office, bodyName: `Ufficio ${office}` })).id),
  };
}

const declared = {
  contact: {
    street: 'Via dei Tigli 7',
    municipality: { code: 'F205', name: 'Milano', province: 'MI' },
    postalCode: '20100',
    mobile: '3330000001',
    phone: '',
  },
  document: {
    kind: 'identity-card' as const,
    number: 'CA00001AA',
    issuer: 'Comune di Milano',
    issued: '2024-03-01' as CivilDate,
    expires: '2034-05-14' as CivilDate,
  },
  privacyNotice: '2026-1',
};

function clerkOf(accountId: string) {
  return {
    accountId,
    fiscalCode: 'XXXXXX00X00X000X',
    name: 'Carla Neri',
    office: { code: 'MIIC80000A', name: 'IC Manzoni' },
  };
}

async function fill({ database }: FreshDatabase): Promise<void> {
  await database.query(`
    insert into provinces (code, name, display_name, region, code_prefix, autonomous, imported_in)
    values ('MI', 'MILANO', 'Milano', 'Lombardia', 'MI', false, 1), ('NA', 'NAPOLI', 'Napoli', 'Campania', 'NA', false, 1),
      ('AO', 'AOSTA', 'Aosta', 'Valle d''Aosta', 'AO', true, 1)`);
  await database.query(`
    insert into offices (code, kind, name, province, register_code, imported_in)
    values ('USP-MI', 'province', 'Ufficio scolastico di Milano', 'MI', 'USPMI', 1),
      ('USP-NA', 'province', 'Ufficio scolastico di Napoli', 'NA', 'USPNA', 1)`);
  await database.query(
    `insert into releases (digest, procedure_id, title, content, published_at, published_by)
     values ($1, $2, $3, $4, now(), 'prova')`,
    [release.digest, definition.id, definition.title, JSON.stringify({ definition, scoring: null, texts: [] })],
  );
}

async function carryOutJobs(deps: FilingDeps, press: Pick<Press, 'pressPdf'>, attempt: number): Promise<Mail[]> {
  const { database, lookups } = deps;
  const sent: Mail[] = [];
  const tasks = {
    ...filingJobs({ database, press, lookups }),
    ...delegationJobs(deps),
    ...trialJobs(deps),
    ...notificationJobs({
      database,
      publicUrl: PUBLIC_URL,
      signature: 'Prova',
      addressOf: async () => ({ email: 'anna@example.it', name: 'Anna' }),
      attachments: (db, { id }) => receiptAttachment(db, id),
    }),
    'mail.send': async (payload: unknown) => {
      sent.push(payload as Mail);
    },
  } as Record<
    string,
    (payload: unknown, run: { attempt: number; maxAttempts: number; signal: AbortSignal }) => Promise<void>
  >;
  for (;;) {
    const [waiting] = await database.query<{ id: number; task: string; payload: unknown }>(
      'select id, task, payload from outbox where run_at is null or run_at <= $1 order by id limit 1',
      [deps.now()],
    );
    if (waiting === undefined) return sent;
    // A job that fails stays where it is, as in the queue.
    await tasks[waiting.task]?.(waiting.payload, { attempt, maxAttempts: 25, signal: new AbortController().signal });
    await database.query('delete from outbox where id = $1', [waiting.id]);
  }
}
