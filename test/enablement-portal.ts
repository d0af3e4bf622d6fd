import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import {
  type Account,
  createVerifiedAccount,
  type Entry,
  identifier,
  mailAddressOf,
  openSession,
} from '../src/features/accounts/index.ts';
import { deskRoutes } from '../src/features/desk/index.ts';
import {
  createEnabled,
  type DeclaredData,
  enablementJobs,
  enablementRoutes,
} from '../src/features/enablement/index.ts';
import { notificationJobs, notificationRoutes } from '../src/features/notifications/index.ts';
import { createRegistry } from '../src/features/registry/index.ts';
import type { CivilDate } from '../src/kernel/civil-date.ts';
import { createHasher, type Hasher } from '../src/platform/hashing.ts';
import { buildServer, type Membership } from '../src/platform/http/index.ts';
import type { Tasks } from '../src/platform/jobs/index.ts';
import type { Mail } from '../src/platform/mail/index.ts';
import { createPress, type Press } from '../src/platform/pdf/index.ts';
import type { Frame } from '../src/ui/index.ts';
import { GOOD_PASSWORD, PortalVisitor, personNamed } from './account-portal.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';

const SECRET = 'a secret for tests, long enough to be one';
const PUBLIC_URL = 'http://portal.example';
const ADMINISTRATION = 'Prova';

/** Enablement, desk and inbox over a real database and a real press, with a clock that stands where it is put. */
export interface EnablementPortal {
  readonly fresh: FreshDatabase;
  readonly server: FastifyInstance;
  readonly hasher: Hasher;
  readonly press: { pressPdf: Press['pressPdf'] };
  now: Date;
  wait(minutes: number): void;
  /** Does what waits in the outbox and answers the mails that would go out. */
  mails(): Promise<Mail[]>;
  /** An account whose owner is signed in; a clerk of the office given has proven the second factor. */
  person(name: string, office?: string): Promise<Signed>;
  /** Signs in anew, after a long time. */
  signIn(account: Account, entry?: Entry): Promise<PortalVisitor>;
  close(): Promise<void>;
}

export interface Signed {
  readonly account: Account;
  readonly browser: PortalVisitor;
}

export interface PortalOptions {
  readonly frame?: Frame;
  readonly assetsDirectory?: string;
  readonly publicUrl?: string;
}

const PLAIN_FRAME: Frame = {
  installation: { name: 'Polis – Istanze OnLine', administration: ADMINISTRATION, testEnvironment: true, release: '0' },
  assets: { css: '/risorse/a.css', js: '/risorse/a.js', sprite: '/risorse/a.svg', fonts: [] },
};

export async function openEnablementPortal(options: PortalOptions = {}): Promise<EnablementPortal> {
  const fresh = await freshDatabase();
  await fillRegistry(fresh);
  const { database } = fresh;
  const realPress = createPress();
  const press = { pressPdf: realPress.pressPdf };
  const hasher = createHasher({ memoryKiB: 1024, passes: 1, queue: 1000 });
  const log = pino({ level: 'silent' });
  const portal = { now: new Date('2026-03-02T09:00:00Z') };
  const pressNow: Pick<Press, 'pressPdf'> = { pressPdf: (order) => press.pressPdf(order) };
  const deps = {
    database,
    registry: createRegistry(database),
    hasher,
    press: pressNow,
    secret: SECRET,
    frame: options.frame ?? PLAIN_FRAME,
  };
  const server = await buildServer({
    routes: [...enablementRoutes(deps), ...deskRoutes(deps), ...notificationRoutes(deps)],
    secret: SECRET,
    publicUrl: options.publicUrl ?? PUBLIC_URL,
    log,
    now: () => portal.now,
    identify: identifier(database),
    troublePage: ({ kind }) => `<h1>${kind}</h1>`,
    park: async () => null,
    isDatabaseGone: () => false,
    ...(options.assetsDirectory === undefined ? {} : { assetsDirectory: options.assetsDirectory }),
  });
  const signIn = async (account: Account, entry: Entry = { method: 'password', level: 1 }) => {
    const browser = new PortalVisitor(server, '192.0.2.1');
    browser.cookies.set(
      'polis-session',
      await openSession(database, account.id, entry, { ip: '192.0.2.1', userAgent: '' }, portal.now),
    );
    await database.query('update sessions set proven = true where account_id = $1', [account.id]);
    await browser.get('/profilo');
    return browser;
  };
  return Object.assign(portal, {
    fresh,
    server,
    hasher,
    press,
    signIn,
    wait: (minutes: number) => {
      portal.now = new Date(portal.now.getTime() + minutes * 60_000);
    },
    mails: () => {
      const sent: Mail[] = [];
      const postman = { deliver: async (mail: Mail) => void sent.push(mail) };
      const jobs = enablementJobs({
        ...deps,
        postman,
        publicUrl: PUBLIC_URL,
        administration: ADMINISTRATION,
        now: () => portal.now,
        log,
        engaged: async () => new Set<string>(),
      });
      return carryOut(fresh, jobs, sent);
    },
    person: async (name: string, office?: string) => {
      const membership: Membership | undefined =
        office === undefined ? undefined : { role: 'clerk', body: office, bodyName: `IC ${office}` };
      const options = { password: GOOD_PASSWORD, ...(membership === undefined ? {} : { membership }) };
      const account = await createVerifiedAccount({ database, hasher }, personNamed(name), options, portal.now);
      if (account === undefined) throw new Error(`${name} has an account already`);
      return { account, browser: await signIn(account) };
    },
    close: async () => {
      await server.close();
      realPress.close();
      await fresh.drop();
    },
  });
}

async function carryOut({ database }: FreshDatabase, jobs: Tasks, sent: Mail[]): Promise<Mail[]> {
  const tasks: Tasks = {
    ...jobs,
    ...notificationJobs({
      database,
      publicUrl: PUBLIC_URL,
      signature: ADMINISTRATION,
      addressOf: mailAddressOf,
      attachments: async () => [],
    }),
    'mail.send': async (payload: unknown) => {
      sent.push(payload as Mail);
    },
  };
  const run = { attempt: 1, maxAttempts: 1, signal: new AbortController().signal };
  for (;;) {
    const waiting = await database.query<{ task: string; payload: unknown }>(
      'delete from outbox returning task, payload',
    );
    if (waiting.length === 0) return sent;
    for (const { task, payload } of waiting) await tasks[task]?.(payload, run);
  }
}

async function fillRegistry({ database }: FreshDatabase): Promise<void> {
  await database.query(`
    insert into provinces (code, name, display_name, region, code_prefix, autonomous, imported_in)
    values ('MI', 'MILANO', 'Milano', 'Lombardia', 'MI', false, 1)`);
  await database.query(`
    insert into municipalities (code, name, istat_code, province, province_name, region, capital, source, words, imported_in, closed_in)
    values ('F205', 'Milano', '015146', 'MI', 'Milano', 'Lombardia', true, 'istat', 'milano', 1, null),
      ('F206', 'Milano Vecchia', '015147', 'MI', 'Milano', 'Lombardia', false, 'istat', 'milano vecchia', 1, 1),
      ('A757', 'Bellano', '097008', 'LC', 'Lecco', 'Lombardia', false, 'istat', 'bellano', 1, null)`);
  await database.query(`
    insert into schools (code, source, school_year, area, region, province, name, address, postal_code, municipality_code,
      municipality_name, email, pec, school_site, grades, words, imported_in)
    values ('MIIC800001', 'state', '2025/26', 'NORD', 'Lombardia', 'MI', 'IC Volta', 'Via Volta 1', '20121', 'F205', 'Milano',
      'miic800001@istruzione.example', 'miic800001@pec.istruzione.example', true, '{primary}', 'miic800001 ic volta milano', 1)`);
}

/** A data form that is right, as the browser sends it. */
export const GOOD_DATA: Readonly<Record<string, string>> = {
  street: 'Via Garibaldi 12/B',
  municipality: 'F205',
  postalCode: '20121',
  mobile: '338 846 2957',
  phone: '',
  documentKind: 'identity-card',
  documentNumber: 'CA 70413 KX',
  documentIssuer: 'Comune di Milano',
  'documentIssued.day': '4',
  'documentIssued.month': '5',
  'documentIssued.year': '2021',
  'documentExpires.day': '7',
  'documentExpires.month': '3',
  'documentExpires.year': '31',
  privacy: 'true',
};

export const OWN_CODE = 'volpe7bosco2';
export const ALL_CHECKS = ['person', 'document', 'fiscal-code', 'form'];

/** The code in the mail that has just gone out to this person. */
export async function mailedCode(portal: EnablementPortal, { email }: Pick<Account, 'email'>): Promise<string> {
  return codeIn(
    (await portal.mails()).findLast(({ to, subject }) => to === email && /codice temporaneo/.test(subject)),
  );
}

/** The code in a mail, as it is written there. */
export function codeIn(mail: Mail | undefined): string {
  const code = /n\. \S+: ([A-Z0-9-]{14})/.exec(mail?.text ?? '')?.[1];
  if (code === undefined) throw new Error(`no code in: ${mail?.text}`);
  return code;
}

/** Brings somebody as far as waiting for the desk; answers the temporary code. */
export async function untilWaiting(
  portal: EnablementPortal,
  { account, browser }: Signed,
  change: Record<string, string> = {},
): Promise<string> {
  await browser.get('/abilitazione/dati');
  const data = await browser.post('/abilitazione/dati', { ...GOOD_DATA, ...change });
  await browser.follow(data);
  await browser.follow(await browser.post('/abilitazione/riepilogo'));
  const code = await mailedCode(portal, account);
  const confirmed = await browser.post('/abilitazione/codice-temporaneo', { temporaryCode: code });
  if (confirmed.location !== '/abilitazione/attesa')
    throw new Error(`not waiting: ${confirmed.status} ${confirmed.location}`);
  await browser.follow(confirmed);
  return code;
}

/** The clerk's search; answers the page of the case. */
export async function lookUp(clerk: Signed, fiscalCode: string): Promise<string> {
  await clerk.browser.get('/sportello');
  const found = await clerk.browser.post('/sportello', { fiscalCode });
  if (found.location === undefined) throw new Error(`not found: ${found.status}`);
  await clerk.browser.follow(found);
  return found.location;
}

const DECLARED: DeclaredData = {
  contact: {
    street: 'Via Garibaldi 12/B',
    municipality: { code: 'F205', name: 'Milano', province: 'MI' },
    postalCode: '20121',
    mobile: '3388462957',
    phone: '',
  },
  document: {
    kind: 'identity-card',
    number: 'CA70413KX',
    issuer: 'Comune di Milano',
    issued: '2021-05-04' as CivilDate,
    expires: '2031-03-07' as CivilDate,
  },
  privacyNotice: '2026-1',
};

/** Somebody with a personal code of their own ({@link OWN_CODE}), identified by this clerk. */
export async function enabled(portal: EnablementPortal, signed: Signed, clerk: Signed): Promise<void> {
  const { account } = clerk;
  const office = { code: 'MIIC800001', name: 'IC Volta' };
  const by = {
    accountId: account.id,
    fiscalCode: account.fiscalCode,
    name: `${account.name} ${account.surname}`,
    office,
  };
  const { fresh, hasher, now } = portal;
  await createEnabled(
    { database: fresh.database, hasher },
    signed.account.id,
    { declared: DECLARED, clerk: by },
    OWN_CODE,
    now,
  );
}
