import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { readDefinition } from '../src/engines/procedure/index.ts';
import { applicantFacts } from '../src/features/filings/index.ts';
import {
  packDigest,
  procedureRoutes,
  publishRelease,
  readPack,
  recordWindowAct,
} from '../src/features/procedures/index.ts';
import type { Pack } from '../src/features/procedures/release.ts';
import { fromRome } from '../src/kernel/rome-time.ts';
import { DatabaseGone } from '../src/platform/db/gone.ts';
import { buildServer } from '../src/platform/http/index.ts';
import { freshDatabase } from './database.ts';
import { definition } from './filings.ts';

const PUBLIC_URL = 'https://istanze.example';

/** What a page answers to somebody without a name. */
export interface Shown {
  readonly status: number;
  readonly body: string;
  readonly type: string;
}

/** The public pages of the procedures over a database of their own, with a clock that stands where it is put. */
export async function openProcedurePortal(start: string) {
  const fresh = await freshDatabase();
  const { database } = fresh;
  const portal = { now: new Date(start) };
  const frame = {
    installation: { name: 'Polis – Istanze OnLine', administration: 'Prova', testEnvironment: true, release: '0' },
    assets: { css: '/risorse/a.css', js: '/risorse/a.js', sprite: '/risorse/a.svg', fonts: [] },
  };
  const server = await buildServer({
    routes: procedureRoutes({ database, frame, publicUrl: PUBLIC_URL, applicantFacts }),
    secret: 'a secret for tests, long enough to be one',
    publicUrl: PUBLIC_URL,
    log: pino({ level: 'silent' }),
    now: () => portal.now,
    identify: async () => null,
    troublePage: ({ kind }) => `<h1>${kind}</h1>`,
    park: async () => null,
    isDatabaseGone: (error) => error instanceof DatabaseGone,
  });
  return Object.assign(portal, {
    database,
    publish: (pack: Pack, at = portal.now) =>
      database.transaction((tx) => publishRelease(tx, pack, packDigest(pack), 'prova', at)),
    extend: async (procedureId: string, opens: string, closes: string, reason: string, windowId = 'main') => {
      const act = { procedureId, windowId, opensAt: fromRome(opens), closesAt: fromRome(closes), reason };
      const decided = { decidedBy: 'prova', decidedAt: portal.now };
      await database.transaction((tx) => recordWindowAct(tx, uuidv7(), { ...act, ...decided }));
    },
    get: async (url: string): Promise<Shown> => {
      const { statusCode, body, headers } = await server.inject({ method: 'GET', url });
      return { status: statusCode, body, type: String(headers['content-type']) };
    },
    close: async () => {
      await server.close();
      await fresh.drop();
    },
  });
}

/** A small procedure with what the story changes of it. */
export function smallPack(changes: Readonly<Record<string, unknown>>): Pack {
  const reading = readDefinition({ ...definition, ...changes });
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return { definition: reading.definition, scoring: null, texts: [] };
}

/** A window for filing under the name that `extend` moves. */
export function filingFrom(opens: string, closes: string) {
  return [{ id: 'main', kind: 'filing', title: 'Presentazione', opens, closes }];
}

/** A folder of `procedures/`, which must have no faults. */
export function packIn(folder: string): Pack {
  const reading = readPack(folder);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.pack;
}
