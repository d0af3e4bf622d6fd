import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { withApplicant } from '../engines/procedure/index.ts';
import { isRefusal, type Refusal } from '../features/filings/index.ts';
import {
  gapName,
  type InventedApplication,
  type Pack,
  packDigest,
  publishRelease,
  Tally,
} from '../features/procedures/index.ts';
import { type CopyValue, copyRows } from '../platform/db/copy.ts';
import { connect, type Database } from '../platform/db/database.ts';
import { createHasher } from '../platform/hashing.ts';
import { migrate } from '../platform/migrations.ts';
import { startPostgres } from '../platform/postgres/index.ts';
import { filingDesk, type InventedPerson, validityAt } from './invented-filing.ts';
import { seed } from './seed.ts';

/** What came of filing in a database made for it. */
export interface ScratchFilings {
  readonly filed: number;
  /** Why others were not, and how many. */
  readonly refused: Tally;
  /** Milliseconds for one filing, with as many at once as the register takes together. */
  readonly each: number;
}

const AT_ONCE = 40;

/** Files complete applications in a database that lives for this only, by the rules and the register of the portal. */
export async function fileInScratch(pack: Pack, applications: readonly InventedApplication[]): Promise<ScratchFilings> {
  const folder = mkdtempSync(join(tmpdir(), 'polis-rehearsal-'));
  // The database server may run as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const cluster = await startPostgres({ dir: join(folder, 'postgres'), test: true });
  const database = connect(cluster.appUrl, { name: 'polis rehearsal', statementTimeout: 0, connectionTimeout: 0 });
  try {
    await migrate(cluster.ownerUrl);
    const now = new Date();
    const hasher = createHasher({ memoryKiB: 8, passes: 1 });
    await seed({
      database,
      hasher,
      secret: 'a secret of a rehearsal, thrown away',
      now: () => now,
      say: () => undefined,
    });
    await database.transaction((tx) => publishRelease(tx, pack, packDigest(pack), 'prova generale', now));
    return await fileAll(database, pack, applications, now);
  } finally {
    await database.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fileAll(
  database: Database,
  pack: Pack,
  applications: readonly InventedApplication[],
  now: Date,
): Promise<ScratchFilings> {
  const people = applications.map((invented) => ({ ...invented, accountId: uuidv7(), applicationId: uuidv7() }));
  await keepPeople(database, pack, people, now);
  const { registrar, decide } = filingDesk(database, pack, now);
  const refused = new Tally();
  let filed = 0;
  const began = performance.now();
  for (let first = 0; first < people.length; first += AT_ONCE) {
    const batch = people.slice(first, first + AT_ONCE);
    await Promise.all(
      batch.map(async (person) => {
        const decision = await decide(person);
        if (isRefusal(decision)) {
          for (const reason of new Set(reasonsOf(decision))) refused.add(reason);
          return;
        }
        const { outcome } = await registrar.register({ ...decision, validity: validityAt(now), grounds: undefined });
        if (outcome === 'filed') filed += 1;
        else refused.add(outcome);
      }),
    );
  }
  return { filed, refused, each: (performance.now() - began) / Math.max(1, people.length) };
}

/** Why an application was not filed, by what an author can look for in the pack. */
function reasonsOf(refusal: Refusal): readonly string[] {
  if (refusal.refusal === 'not-eligible') return refusal.verdicts.map(({ id }) => `requisito ${id}`);
  if (refusal.refusal !== 'incomplete') return [refusal.refusal];
  if (refusal.gaps.length === 0) return ['nessun ufficio destinatario'];
  return refusal.gaps.map(gapName);
}

/** Accounts and drafts of the invented people; nobody signs in, so nothing else of them is needed. */
async function keepPeople(database: Database, pack: Pack, people: readonly InventedPerson[], now: Date): Promise<void> {
  // Before its transaction, and once: the server ends a transaction in which nothing is asked for a minute.
  const digest = packDigest(pack);
  const rows = (into: string, row: (one: InventedPerson) => CopyValue[]) =>
    database.transaction((tx) => copyRows(tx, into, people.values().map(row)));
  await rows(
    'accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place, created_at)',
    ({ accountId }) => {
      const serial = accountId.replaceAll('-', '');
      return [
        accountId,
        `TST${serial.slice(-13).toUpperCase()}`,
        `a.${serial}`,
        'Prova',
        'Anna',
        '1985-03-07',
        'F',
        'F205',
        'Milano',
        now,
      ];
    },
  );
  await rows('applications (id, account_id, procedure_id, created_at)', (one) => [
    one.applicationId,
    one.accountId,
    pack.definition.id,
    now,
  ]);
  await rows('drafts (application_id, release_digest, version, answers, updated_at)', (one) => [
    one.applicationId,
    digest,
    1,
    JSON.stringify(withApplicant(one.answers, undefined)),
    now,
  ]);
}
