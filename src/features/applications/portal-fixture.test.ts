import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import type { Answers, Posted } from '../../engines/procedure/index.ts';
import { home } from '../../platform/home.ts';
import { csrfToken } from '../../platform/http/csrf.ts';
import type { Identity, Visitor } from '../../platform/http/index.ts';
import { buildServer } from '../../platform/http/index.ts';
import type { Assets } from '../../ui/index.ts';
import { packDigest, publishRelease, readPack } from '../procedures/index.ts';
import { createRegistry } from '../registry/index.ts';
import type { LatestFiling } from './application.ts';
import { applicationRoutes, lookupsOver } from './index.ts';

// The pages of filling in over a real PostgreSQL with the real GPS pack, for the tests of this folder. Sessions and
// filings, which other features keep, are tables in memory here.

export const PROCEDURE = 'gps-2026-28';
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

const SECRET = 'a secret for tests, long enough to be one';

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

async function publishGps({ database }: FreshDatabase): Promise<void> {
  const reading = readPack(join(home, 'procedures', PROCEDURE));
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  await publishRelease(database, reading.pack, packDigest(reading.pack), 'prova', new Date('2026-02-01T00:00:00Z'));
}

async function fillRegistry({ database }: FreshDatabase): Promise<void> {
  await database.query(`
    insert into provinces (code, name, display_name, region, code_prefix, autonomous, imported_in) values
      ('TO', 'TORINO', 'Torino', 'PIEMONTE', 'TO', false, 1), ('MI', 'MILANO', 'Milano', 'LOMBARDIA', 'MI', false, 1);
    insert into countries (code, name, current, imported_in) values ('Z110', 'Francia', true, 1), ('Z102', 'Austria', true, 1);
    insert into municipalities (code, name, province, province_name, region, capital, source, words, imported_in) values
      ('L219', 'Torino', 'TO', 'Torino', 'Piemonte', true, 'istat', 'torino', 1),
      ('A518', 'Avigliana', 'TO', 'Torino', 'Piemonte', false, 'istat', 'avigliana', 1),
      ('F205', 'Milano', 'MI', 'Milano', 'Lombardia', true, 'istat', 'milano', 1);
    insert into teaching_classes (code, name, kind, grade, current, imported_in) values
      ('A-12', 'Discipline letterarie negli istituti di istruzione secondaria di II grado', 'class_a', 'lower_upper', true, 1),
      ('A-22', 'Italiano, storia, geografia nella scuola secondaria di I grado', 'class_a', 'lower', true, 1),
      ('B-14', 'Laboratori di scienze e tecnologie delle costruzioni', 'class_b', 'upper', true, 1),
      ('ADSS', 'Sostegno nella scuola secondaria di II grado', 'support', 'upper', true, 1)`);
  const schools = Array.from({ length: 24 }, (_, index) => [
    `TOPS0${String(index).padStart(4, '0')}A`,
    'TO',
    'L219',
    'TORINO',
  ]);
  for (const [code, province, place, placeName] of [...schools, ['MIPS00001B', 'MI', 'F205', 'MILANO']]) {
    await database.query(
      `insert into schools (code, source, school_year, area, region, province, name, municipality_code, municipality_name,
         kind_name, grades, words, imported_in)
       values ($1, 'state', '2025/26', 'NORD', 'X', $2, $3, $4, $5, 'LICEO SCIENTIFICO', '{upper}', to_tsvector('simple', lower($1 || ' ' || $3 || ' ' || $5)), 1)`,
      [code, province, `LICEO ${code?.slice(4, 9)}`, place, placeName],
    );
  }
  await database.query(`insert into registry_imports (by, files, changes) values ('prova', '[]', '{}')`);
}

export interface Reply {
  readonly status: number;
  readonly html: string;
  readonly location: string;
  json(): Record<string, unknown>;
}

type Fields = Record<string, string | readonly string[]>;

/** A browser with its session: it sends back the token of its pages, as a form does. */
export class Browser {
  readonly token: string;
  readonly cookies: Map<string, string>;
  readonly #server: FastifyInstance;
  readonly #visitors: Map<string, Visitor>;

  constructor(server: FastifyInstance, token: string, visitors: Map<string, Visitor>) {
    this.#server = server;
    this.#visitors = visitors;
    this.token = token;
    this.cookies = new Map([['polis-session', token]]);
  }

  get #csrf(): string {
    return csrfToken(SECRET, `account:${this.accountId}`);
  }

  get accountId(): string {
    return this.#visitors.get(this.token)?.accountId ?? '';
  }

  /** The same person at another device, with a session of its own. */
  otherDevice(): Browser {
    const visitor = this.#visitors.get(this.token);
    if (visitor === undefined) throw new Error('nobody');
    const token = uuidv7();
    this.#visitors.set(token, { ...visitor, sessionId: uuidv7() });
    return new Browser(this.#server, token, this.#visitors);
  }

  async begin(): Promise<string> {
    const reply = await this.post(`/procedure/${PROCEDURE}/istanze`, {});
    return reply.location;
  }

  get(path: string, accept = 'text/html'): Promise<Reply> {
    return this.#ask({ method: 'GET', url: path.split('#')[0] ?? path, headers: { accept } });
  }

  post(path: string, fields: Fields, accept = 'text/html'): Promise<Reply> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries({ csrf: this.#csrf, ...fields })) {
      for (const one of [value].flat()) body.append(name, one as string);
    }
    const headers = { accept, 'content-type': 'application/x-www-form-urlencoded' };
    return this.#ask({ method: 'POST', url: path, payload: body.toString(), headers });
  }

  /** Posts with the base the page was shown with. */
  async save(path: string, fields: Fields, accept = 'text/html'): Promise<Reply> {
    const page = await this.get(path);
    return this.post(path, { base: baseIn(page.html), ...fields }, accept);
  }

  upload(path: string, field: string, filename: string, bytes: Uint8Array): Promise<Reply> {
    const edge = 'edge7d1f';
    const head = `--${edge}\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n${this.#csrf}\r\n--${edge}\r\ncontent-disposition: form-data; name="${field}"; filename="${filename.replaceAll('"', '%22')}"\r\ncontent-type: application/pdf\r\n\r\n`;
    const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]);
    const headers = { accept: 'text/html', 'content-type': `multipart/form-data; boundary=${edge}` };
    return this.#ask({ method: 'POST', url: path, payload, headers });
  }

  async #ask(request: {
    method: 'GET' | 'POST';
    url: string;
    payload?: string | Buffer;
    headers: Record<string, string>;
  }): Promise<Reply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#server.inject({ ...request, headers: { ...request.headers, cookie } });
    for (const { name, value } of response.cookies) this.cookies.set(name, value);
    return {
      status: response.statusCode,
      html: response.body,
      location: String(response.headers['location'] ?? ''),
      json: () => response.json(),
    };
  }
}

export function baseIn(html: string): string {
  return /name="base" value="([^"]*)"/.exec(html)?.[1] ?? '';
}

/** A PDF as far as its first bytes go. */
export const PDF = Buffer.from('%PDF-1.7\n% prova\n');

/** Asserts on a page without printing all of it when it fails. */
export function shows(reply: Reply, pattern: RegExp): void {
  assert.ok(pattern.test(reply.html), `${pattern} is not on the page: ${textOf(reply.html)}`);
}

export function lacks(reply: Reply, pattern: RegExp): void {
  assert.ok(!pattern.test(reply.html), `${pattern} is on the page: ${textOf(reply.html)}`);
}

function textOf(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return main
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 1500);
}
