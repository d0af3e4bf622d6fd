import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { categoryOf } from '../engines/procedure/index.ts';
import type { Account } from '../features/accounts/index.ts';
import { accountByFiscalCode, createVerifiedAccount } from '../features/accounts/index.ts';
import { createEnabled } from '../features/enablement/index.ts';
import {
  currentRelease,
  type FilingWindow,
  filingWindow,
  keepSource,
  packDigest,
  packFiles,
  publishRelease,
  publishSchools,
  type Release,
  readPackFiles,
  recordWindowAct,
  windowActs,
} from '../features/procedures/index.ts';
import { createRegistry, registryCommands } from '../features/registry/index.ts';
import { enrolTotp } from '../features/second-factors/index.ts';
import { addDays } from '../kernel/civil-date.ts';
import { fromRome, romeDate } from '../kernel/rome-time.ts';
import type { Database, Db } from '../platform/db/database.ts';
import type { Hasher } from '../platform/hashing.ts';
import { home } from '../platform/home.ts';
import type { Membership } from '../platform/http/index.ts';
import type { CastMember } from './cast.ts';
import { CAST, DECLARED, personOf } from './cast.ts';

export interface SeedDeps {
  readonly database: Database;
  readonly hasher: Hasher;
  readonly secret: string;
  readonly now: () => Date;
  readonly say: (line: string) => void;
}

/** One person of the test cast, as `bin/start` prints them. */
export interface Login {
  readonly who: string;
  readonly how: string;
}

const SEEDER = 'ambiente di prova';
/** As long as the window of 2020, with its crowd on the last days. */
const DAYS_OPEN = 16;

/** Fills a development database with the test registry and the test cast; run again it changes nothing. */
export async function seed(deps: SeedDeps): Promise<readonly Login[]> {
  await seedRegistry(deps);
  await seedProcedures(deps);
  await seedCast(deps);
  return logins();
}

/** The invented registry, unless one (perhaps the official one) is already there. */
async function seedRegistry({ database, say }: SeedDeps): Promise<void> {
  if ((await createRegistry(database).provinces()).length > 0) return;
  const code = await registryCommands.import([join(home, 'data/registry-test')], {
    database,
    by: SEEDER,
    out: () => undefined,
    err: say,
  });
  if (code !== 0) throw new Error('the test registry was refused');
  const districts = await registryCommands.districts(
    ['--sintetici', join(home, 'data/registry-test/districts/distretti.csv')],
    { database, by: SEEDER, out: () => undefined, err: say },
  );
  if (districts !== 0) throw new Error('the test districts were refused');
}

/** Publishes every pack of the checkout, and opens its windows here and now by recorded acts. */
async function seedProcedures({ database, now, say }: SeedDeps): Promise<void> {
  for (const name of readdirSync(join(home, 'procedures'), { withFileTypes: true })) {
    if (!name.isDirectory()) continue;
    const files = packFiles(join(home, 'procedures', name.name));
    const reading = readPackFiles(files);
    if ('faults' in reading) throw new Error(`procedures/${name.name}: ${reading.faults[0]?.message}`);
    const { pack } = reading;
    await database.transaction(async (tx) => {
      await publishRelease(tx, pack, packDigest(pack), SEEDER, now());
      await keepSource(tx, packDigest(pack), files);
      await publishSchools(tx, pack, files, { by: SEEDER, at: now() });
    });
    const release = await currentRelease(database, pack.definition.id);
    if (release !== undefined) await openWindows({ database, now, say }, release);
  }
}

async function openWindows({ database, now, say }: Pick<SeedDeps, 'database' | 'now' | 'say'>, release: Release) {
  const today = romeDate(now());
  const closed = await closedWindows(database, release, now());
  for (const { id } of closed) {
    await database.transaction((tx) =>
      recordWindowAct(tx, uuidv7(), {
        procedureId: release.procedureId,
        windowId: id,
        opensAt: fromRome(`${addDays(today, -1)}T12:00`),
        closesAt: fromRome(`${addDays(today, DAYS_OPEN)}T23:59`),
        reason: 'Ambiente di prova: la finestra è aperta per poter provare il portale.',
        decidedBy: SEEDER,
        decidedAt: now(),
      }),
    );
  }
  if (closed.length > 0) say(`  ${release.definition.title}: aperta per le prove`);
}

/** Of each category of people the window in which they file, where none is open. */
async function closedWindows(database: Database, release: Release, at: Date): Promise<readonly FilingWindow[]> {
  const acts = await windowActs(database, release.procedureId);
  const filing = release.definition.windows.filter(({ kind }) => kind === 'filing');
  return [...Map.groupBy(filing, categoryOf).values()].flatMap((windows) => {
    const definition = { ...release.definition, windows };
    const window = filingWindow({ ...release, definition }, acts, at);
    return window === undefined || window.phase === 'open' ? [] : [window];
  });
}

async function seedCast(deps: SeedDeps): Promise<void> {
  const { anna, bruno, carla, dario, elena, fulvia, guido } = CAST;
  const registry = createRegistry(deps.database);
  const office = await registry.officeOfProvince('VD');
  const school = await registry.institute('VDIC80100L');
  // On an installation with the official registry there is nobody to invent.
  if (!office || !school) return;
  const desk: Membership = { role: 'clerk', body: school.code, bodyName: school.name ?? school.code };
  const clerk = await account(deps, carla, desk);
  await account(deps, dario, { role: 'officer', body: office.code, bodyName: office.name });
  await account(deps, elena, { role: 'administrator', body: 'AMMINISTRAZIONE', bodyName: 'Amministrazione di prova' });
  for (const editor of [fulvia, guido]) {
    await account(deps, editor, { role: 'editor', body: 'MINISTERO', bodyName: 'Ministero di prova' });
  }
  await account(deps, bruno);
  const applicant = await account(deps, anna);
  await createEnabled(
    deps,
    applicant.id,
    {
      declared: DECLARED,
      clerk: {
        accountId: clerk.id,
        fiscalCode: clerk.fiscalCode,
        name: `${clerk.name} ${clerk.surname}`,
        office: { code: desk.body, name: desk.bodyName },
      },
    },
    anna.personalCode ?? '',
    deps.now(),
  );
}

/** The account of a member, made unless it is there. */
export async function account(deps: SeedDeps, member: CastMember, membership?: Membership): Promise<Account> {
  const person = personOf(member);
  const { totpSecret } = member;
  const options = {
    password: member.password,
    username: member.username,
    ...(membership && { membership }),
    ...(totpSecret && {
      also: (tx: Db, id: string) => enrolTotp(tx, deps.secret, id, totpSecret, deps.now()),
    }),
  };
  const made = await createVerifiedAccount(deps, person, options, deps.now());
  const found = made ?? (await accountByFiscalCode(deps.database, person.fiscalCode));
  if (found === undefined) throw new Error(`no account for ${member.username}`);
  return found;
}

function logins(): Login[] {
  const { anna, bruno, carla, dario, elena, fulvia, guido } = CAST;
  return [
    { who: 'Anna, abilitata', how: `${loginOf(anna)} – codice personale ${anna.personalCode}` },
    {
      who: 'Bruno, registrato e da abilitare',
      how: `${loginOf(bruno)} – codice fiscale ${personOf(bruno).fiscalCode}`,
    },
    { who: 'Carla, sportello di una scuola', how: loginOf(carla) },
    { who: 'Dario, ufficio provinciale', how: loginOf(dario) },
    { who: 'Elena, amministrazione', how: loginOf(elena) },
    { who: 'Fulvia, scrive le procedure', how: loginOf(fulvia) },
    { who: 'Guido, scrive le procedure', how: loginOf(guido) },
  ];
}

/** How a member comes in, as `bin/start` prints it. */
export function loginOf({ username, password, totpSecret }: CastMember): string {
  return `${username} / ${password}${totpSecret ? ` / bin/polis otp ${totpSecret}` : ''}`;
}
