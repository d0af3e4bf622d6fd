import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { CAST } from '../src/apps/cast.ts';
import { openPortal } from '../src/apps/portal.ts';
import { seed } from '../src/apps/seed.ts';
import { createVerifiedAccount } from '../src/features/accounts/index.ts';
import { createEnabled } from '../src/features/enablement/index.ts';
import type { CivilDate } from '../src/kernel/civil-date.ts';
import { readConfiguration } from '../src/platform/config/index.ts';
import type { Database } from '../src/platform/db/database.ts';
import { createHasher } from '../src/platform/hashing.ts';
import { GOOD_PASSWORD, personNamed } from './account-portal.ts';
import { Caller } from './caller.ts';
import { sessionOf } from './cast-people.ts';
import { freshDatabase } from './database.ts';

const SECRET = 'a secret for tests, long enough to be one';
export const CODE = 'TIGLI2047';

/** The whole portal in this process with every procedure of the checkout open, and people who come to file. */
export async function openCatalogueWorld() {
  const fresh = await freshDatabase();
  const stateDir = mkdtempSync(join(tmpdir(), 'polis-catalogue-'));
  const hasher = createHasher({ memoryKiB: 8, passes: 1, queue: 1000 });
  const now = () => new Date();
  await seed({ database: fresh.database, hasher, secret: SECRET, now, say: () => undefined });
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
  return {
    logged,
    database: fresh.database,
    /** Somebody enabled and signed in; born on the day the procedure needs, if it minds. */
    applicant: async (name: string, birthDate?: string): Promise<Caller> => {
      const account = await createVerifiedAccount(
        { database: fresh.database, hasher },
        personNamed(name, birthDate),
        { password: GOOD_PASSWORD },
        now(),
      );
      if (account === undefined) throw new Error(`${name} has an account already`);
      const identity = { declared, clerk: await clerkOf(fresh.database) };
      await createEnabled({ database: fresh.database, hasher }, account.id, identity, CODE, now());
      return new Caller(server, SECRET, await sessionOf(fresh.database, account.id, now()));
    },
    close: async () => {
      await server.close();
      await fresh.drop();
      rmSync(stateDir, { recursive: true });
    },
  };
}

async function clerkOf(database: Database) {
  const [row] = await database.query<{ id: string; fiscal_code: string }>(
    'select id, fiscal_code from accounts where username = $1',
    [CAST.carla.username],
  );
  if (row === undefined) throw new Error('the clerk of the cast is missing');
  const office = { code: 'VDIC80100L', name: 'IC Borgo Valdoro' };
  return { accountId: row.id, fiscalCode: row.fiscal_code, name: 'Carla Neri', office };
}

const declared = {
  contact: {
    street: 'Via dei Tigli 7',
    municipality: { code: 'X001', name: 'Borgo Valdoro', province: 'VD' },
    postalCode: '39901',
    mobile: '3330000001',
    phone: '',
  },
  document: {
    kind: 'identity-card' as const,
    number: 'CA00001AA',
    issuer: 'Comune di Borgo Valdoro',
    issued: '2024-03-01' as CivilDate,
    expires: '2034-05-14' as CivilDate,
  },
  privacyNotice: '2026-1',
};
