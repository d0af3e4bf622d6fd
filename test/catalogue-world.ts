import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { CAST, personOf } from '../src/apps/cast.ts';
import { openPortal } from '../src/apps/portal.ts';
import { accountByFiscalCode } from '../src/features/accounts/index.ts';
import { readConfiguration } from '../src/platform/config/index.ts';
import { createHasher } from '../src/platform/hashing.ts';
import { applicantsOf } from './applicants.ts';
import { Caller } from './caller.ts';
import { actsFor, sessionOf } from './cast-people.ts';
import { seededDatabase } from './seeded-database.ts';

const SECRET = 'a secret for tests, long enough to be one';

/** The whole portal in this process with every procedure of the checkout open, and people who come to file. */
export async function openCatalogueWorld() {
  const stateDir = mkdtempSync(join(tmpdir(), 'polis-catalogue-'));
  const hashing = { memoryKiB: 8, passes: 1, queue: 1000 };
  const hasher = createHasher(hashing);
  const now = () => new Date();
  const fresh = await seededDatabase({ secret: SECRET, now, hashing });
  const noPress = () => Promise.reject(new Error('nothing is pressed here'));
  const logged: string[] = [];
  const server = await openPortal({
    configuration: readConfiguration({
      DATABASE_URL: fresh.urls.app,
      SMTP_URL: 'smtp://127.0.0.1:1',
      POLIS_SECRET: SECRET,
      POLIS_STATE_DIR: stateDir,
      PUBLIC_URL: 'https://portal.example',
    }),
    database: fresh.database,
    press: { pressPdf: noPress, checkAccessible: noPress, close: () => undefined },
    assets: { css: '/a/a.css', js: '/a/a.js', sprite: '/a/a.svg', mark: '/a/mark.svg', fonts: [] },
    assetsDirectory: stateDir,
    log: pino({ level: 'error' }, { write: (line: string) => void logged.push(line) }),
    now,
    hasher,
  });
  const applicant = applicantsOf(fresh.database, hasher, now);
  return {
    logged,
    database: fresh.database,
    /** Somebody enabled and signed in; born on the day the procedure needs, if it minds. */
    applicant: async (birthDate?: string): Promise<Caller> => {
      const { id } = await applicant(birthDate);
      return new Caller(server, SECRET, await sessionOf(fresh.database, id, now()));
    },
    /** Somebody who acts for this person, in one procedure only. */
    delegateOf: async (delegator: string, procedure: string): Promise<Caller> => {
      const account = await applicant();
      const session = await sessionOf(fresh.database, account.id, now());
      const acting = await actsFor(fresh.database, { account }, { account: { id: delegator } }, now(), [procedure]);
      return new Caller(server, SECRET, { ...session, accountId: `${delegator}:delegation:${acting}` });
    },
    /** Somebody of the cast, signed in and just proved. */
    member: async (name: keyof typeof CAST): Promise<Caller> => {
      const account = await accountByFiscalCode(fresh.database, personOf(CAST[name]).fiscalCode);
      if (account === undefined) throw new Error(`${name} of the cast is missing`);
      return new Caller(server, SECRET, await sessionOf(fresh.database, account.id, now()));
    },
    close: async () => {
      await server.close();
      await fresh.drop();
      rmSync(stateDir, { recursive: true });
    },
  };
}
