import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Federation } from '../src/apps/development-idp/federation.ts';
import { OpenIdProvider, type SignInRequest } from '../src/apps/development-idp/openid-provider.ts';
import type { IdentityPerson } from '../src/apps/development-idp/person.ts';
import { identifier } from '../src/features/accounts/index.ts';
import { type CieDeps, cieRoutes } from '../src/features/cie/index.ts';
import {
  type AssertedIdentity,
  comeIn,
  createProviders,
  type DigitalIdentityDeps,
} from '../src/features/digital-identity/index.ts';
import { createRegistry } from '../src/features/registry/index.ts';
import type { CivilDate } from '../src/kernel/civil-date.ts';
import { deriveFiscalCode } from '../src/kernel/fiscal-code-person.ts';
import { readConfiguration } from '../src/platform/config/index.ts';
import { createOutlet } from '../src/platform/federation/index.ts';
import { buildServer, json } from '../src/platform/http/index.ts';
import { makeKey, type OthersKey, type PrivateKey, publicPart } from '../src/platform/jose/index.ts';
import { freshDatabase } from './database.ts';

// The way in with CIE over a real database, against a real small federation on this machine: a trust anchor and a
// provider, which tests can make lie.

export const SECRET = 'a secret for tests, long enough to be one';
export const PUBLIC_URL = 'http://portal.example';
export const START = new Date('2026-03-02T09:00:00Z');
export const [L1, L2, L3] = ['1', '2', '3'].map((level) => `https://www.spid.gov.it/SpidL${level}`) as [
  string,
  string,
  string,
];
export const ANNA: IdentityPerson = {
  fiscalCode: deriveFiscalCode({
    surname: 'Bianchi',
    name: 'Anna',
    birthDate: '1988-05-14' as CivilDate,
    sex: 'F',
    placeCode: 'H501',
  }),
  name: 'Anna',
  surname: 'Bianchi',
  birthDate: '1988-05-14',
  sex: 'F',
  birthPlaceCode: 'H501',
  email: 'anna@posta.example',
};
/** Somebody with an account that no identity opens yet. */
export const BRUNO: IdentityPerson = {
  ...ANNA,
  fiscalCode: 'CNTBRN92S03H501K',
  name: 'Bruno',
  surname: 'Conti',
  sex: 'M',
};

/** What a browser keeps. */
export type Jar = Record<string, string>;

export type CiePortal = Awaited<ReturnType<typeof openCiePortal>>;

/** What a test may change. */
interface Moment {
  now: Date;
  /** Whom the portal was told to let in. */
  linked: AssertedIdentity[];
}

export async function openCiePortal() {
  const moment: Moment = { now: START, linked: [] };
  const fresh = await freshDatabase();
  await castBruno(fresh.database);
  const keysOfPortal = { read: async (): Promise<readonly OthersKey[]> => [] };
  const web = await openFederation(
    () => moment.now,
    () => keysOfPortal.read(),
  );
  const { federation, provider, base } = web;
  const host = new URL(base).host;
  const common = {
    database: fresh.database,
    frame: {
      installation: { name: 'Polis', administration: 'Prova', testEnvironment: true, release: '0' },
      assets: { css: '/a.css', js: '/a.js', sprite: '/a.svg', fonts: [] },
    },
    secret: SECRET,
    publicUrl: PUBLIC_URL,
    log: pino({ level: 'silent' }),
  };
  const identityDeps: DigitalIdentityDeps = {
    ...common,
    settings: readConfiguration({ DATABASE_URL: fresh.urls.app, SMTP_URL: 'smtp://127.0.0.1:1' }).digitalIdentity,
    registry: createRegistry(fresh.database),
    providers: createProviders(common),
    signingKey: async () => null,
  };
  const deps: CieDeps = {
    ...common,
    settings: {
      provider: federation.id('op'),
      anchor: { id: federation.id('ta'), keys: [publicPart(federation.keys['ta'] as PrivateKey)] },
      hosts: [host],
      loopback: true,
      level: 2,
      contact: 'pec@posta.example',
      organization: 'Ministero di prova',
      marks: [],
      keyBits: 2048,
    },
    outlet: createOutlet({ hosts: [host], loopback: true }),
    comeIn: (exchange, asserted, wish) => {
      moment.linked.push(asserted);
      return comeIn(identityDeps, exchange, asserted, wish);
    },
  };
  const server = await serve(deps, moment);
  const get = async (url: string, jar: Jar = {}) => {
    const cookie = Object.entries(jar).map(([name, value]) => `${name}=${value}`);
    const answer = await server.inject({ url, headers: { cookie: cookie.join('; ') } });
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) delete jar[name];
      else jar[name] = value;
    }
    return answer;
  };
  const ownKeys = async () => (JSON.parse((await get('/cie/oidc/jwks.json')).body) as { keys: OthersKey[] }).keys;
  keysOfPortal.read = ownKeys;
  /** Sets out for the provider, and answers its reading of the request. */
  const setOut = async (jar: Jar, query = ''): Promise<{ request: SignInRequest; address: URL }> => {
    const answer = await get(`/cie/oidc/login${query}`, jar);
    if (answer.statusCode !== 303) throw new Error(`${answer.statusCode}: ${answer.body}`);
    const address = new URL(answer.headers.location ?? '');
    const request = await provider.read(Object.fromEntries(address.searchParams));
    if (typeof request === 'string') throw new Error(request);
    return { request, address };
  };
  return {
    moment,
    deps,
    federation,
    provider,
    base,
    get,
    ownKeys,
    setOut,
    /** The whole way, with consent. */
    signIn: async (jar: Jar, { person = ANNA, context = L2, query = '' } = {}) => {
      const { request } = await setOut(jar, query);
      return get(home(provider.grant(request, person, context)), jar);
    },
    whoIsIn: async (jar: Jar) => {
      const answer = await get('/dentro', jar);
      return answer.statusCode === 200
        ? (answer.json() as { accountId: string; name: string; entry: object })
        : undefined;
    },
    /** Everything as it was at the start, but what the database holds. */
    begin: () => {
      Object.assign(moment, { now: START, linked: [] });
      provider.lies = {};
      federation.alter = (_iss, _sub, claims) => claims;
    },
    close: async () => {
      await server.close();
      await web.close();
      await fresh.drop();
    },
  };
}

/** The path of the portal in an address the provider sends the browser to. */
export function home(location: string): string {
  return location.replace(PUBLIC_URL, '');
}

async function castBruno(database: CieDeps['database']): Promise<void> {
  await database.query(
    `insert into accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place,
       created_at) values (gen_random_uuid(), $1, 'bruno.conti', 'Conti', 'Bruno', '1992-11-03', 'M', 'H501', 'Roma', now())`,
    [BRUNO.fiscalCode],
  );
}

async function openFederation(now: () => Date, clientKeys: () => Promise<readonly OthersKey[]>) {
  const web = createServer();
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const key = await makeKey('sig');
  const provider = new OpenIdProvider({ issuer: `${base}/op`, now, key, clientKeys });
  const federation = await Federation.found({
    base,
    now,
    entities: {
      ta: { metadata: {}, says: { constraints: { max_path_length: 0 } } },
      op: { superior: 'ta', metadata: { openid_provider: provider.metadata } },
    },
  });
  web.on('request', async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const url = new URL(request.url ?? '/', base);
    const said =
      (await provider.answer(url.pathname.replace('/op', ''), form, request.headers.authorization ?? '')) ??
      (await federation.answer(url.pathname, url.searchParams));
    response.writeHead(said?.status ?? 404, { 'content-type': said?.type ?? 'text/plain' }).end(said?.body);
  });
  const close = async () => {
    web.closeAllConnections();
    web.close();
  };
  return { base, provider, federation, key, close };
}

function serve(deps: CieDeps, moment: Moment) {
  const { database } = deps;
  return buildServer({
    routes: [
      ...cieRoutes(deps),
      { method: 'GET', path: '/dentro', policy: { who: 'signed-in' }, handle: async ({ visitor }) => json(visitor) },
    ],
    secret: SECRET,
    publicUrl: PUBLIC_URL,
    log: pino({ level: 'silent' }),
    now: () => moment.now,
    identify: identifier(database),
    troublePage: ({ kind }) => `<h1>${kind}</h1>`,
    park: async () => null,
    isDatabaseGone: () => false,
  });
}
