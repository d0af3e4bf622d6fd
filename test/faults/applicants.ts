import { uuidv7 } from 'uuidv7';
import { CAST, type CastMember, DECLARED, personOf } from '../../src/apps/cast.ts';
import { accountByFiscalCode, createVerifiedAccount, openSession } from '../../src/features/accounts/index.ts';
import { startApplication } from '../../src/features/applications/store.ts';
import { createEnabled } from '../../src/features/enablement/index.ts';
import { currentRelease } from '../../src/features/procedures/index.ts';
import { createRegistry } from '../../src/features/registry/index.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { createHasher, type Hasher } from '../../src/platform/hashing.ts';
import { csrfToken } from '../../src/platform/http/csrf.ts';
import type { Membership } from '../../src/platform/http/index.ts';
import { type Fields, PortalPerson, type PortalReply } from '../portal-person.ts';
import type { World } from './world.ts';

export const PROCEDURE = 'gps-2026-28';
export const PASSWORD = 'graffetta celeste in mansarda';
const CODE = 'TIGLI2047';

/** Secrets whose hashes cost next to nothing: these tests are about what breaks, not about hashing. */
const cheap = createHasher({ memoryKiB: 8, passes: 1, queue: 10_000 });

/** Somebody enabled and signed in, with a complete GPS application in the draft. */
export class Applicant {
  readonly accountId: string;
  readonly username: string;
  readonly application: string;
  /** Words that stand in their answers and nowhere else in the world. */
  readonly canary: string;
  readonly person: PortalPerson;
  readonly #world: World;

  constructor(world: World, known: Pick<Applicant, 'accountId' | 'username' | 'application' | 'canary' | 'person'>) {
    this.#world = world;
    this.accountId = known.accountId;
    this.username = known.username;
    this.application = known.application;
    this.canary = known.canary;
    this.person = known.person;
  }

  get path(): string {
    return `/istanze/${this.application}`;
  }

  get csrf(): string {
    return csrfToken(this.#world.environment['POLIS_SECRET'] ?? '', `account:${this.accountId}`);
  }

  /** The page of a filing: what an acknowledgement leads to. */
  confirmation(filing: string): string {
    return `${this.path}/ricevuta/${filing}`;
  }

  /** The form at the end of the summary, as it was shown for this version of the draft. */
  confirmForm(filing: string, version = 1): Fields {
    return { csrf: this.csrf, filing, version: String(version), code: CODE };
  }

  /** Confirms once, whatever comes of it. */
  confirm(filing: string, version = 1): Promise<PortalReply> {
    return this.person.post(`${this.path}/inoltro`, this.confirmForm(filing, version));
  }

  /** The same session at another address: a second server process, or something that stands before the first. */
  at(origin: string): PortalPerson {
    const there = new PortalPerson({ origin, otp: this.#world.otp });
    for (const [name, value] of this.person.cookies) there.cookies.set(name, value);
    return there;
  }
}

export interface ApplicantOptions {
  /** Provinces of the test registry, taken in turn. */
  readonly provinces?: readonly string[];
  readonly hasher?: Hasher;
}

/** So many applicants, new to this portal. */
export async function applicants(
  world: World,
  count: number,
  { provinces = ['VD'], hasher = cheap }: ApplicantOptions = {},
): Promise<Applicant[]> {
  const { database } = world;
  const release = await currentRelease(database, PROCEDURE);
  const clerk = await accountByFiscalCode(database, personOf(CAST.carla).fiscalCode);
  if (release === undefined || clerk === undefined) throw new Error('the portal was not seeded');
  const desk = {
    accountId: clerk.id,
    fiscalCode: clerk.fiscalCode,
    name: `${clerk.name} ${clerk.surname}`,
    office: { code: 'VDIC80100L', name: 'IC Lina Aurora' },
  };
  const schools = new Map<string, Awaited<ReturnType<typeof schoolsOf>>>();
  for (const province of provinces) schools.set(province, await schoolsOf(database, province));
  const make = async (index: number): Promise<Applicant> => {
    const now = new Date();
    const { id: accountId, username } = await account(world, hasher);
    await createEnabled({ database, hasher }, accountId, { declared: DECLARED, clerk: desk }, CODE, now);
    const begun = { id: uuidv7(), procedureId: PROCEDURE, releaseDigest: release.digest, several: false };
    const application = await startApplication(database, begun, { accountId, actor: accountId, under: {}, now });
    const canary = `Canarino ${accountId.slice(-12)}`;
    const province = provinces[index % provinces.length] ?? '';
    const answers = JSON.stringify(answersFor(province, schools.get(province) ?? [], canary));
    await database.query('update drafts set version = 1, answers = $2 where application_id = $1', [
      application,
      answers,
    ]);
    return new Applicant(world, {
      ...{ accountId, username, application, canary },
      person: await signedIn(world, accountId),
    });
  };
  const made: Applicant[] = [];
  // As many at a time as the pool of the test has connections.
  while (made.length < count) {
    const some = Array.from({ length: Math.min(8, count - made.length) }, (_, index) => make(made.length + index));
    made.push(...(await Promise.all(some)));
  }
  return made;
}

export async function applicant(world: World, options?: ApplicantOptions): Promise<Applicant> {
  const [one] = await applicants(world, 1, options);
  if (one === undefined) throw new Error('nobody was made');
  return one;
}

/** Somebody who reads what is filed to an office. */
export async function officerOf(world: World, province: string): Promise<PortalPerson> {
  const office = await createRegistry(world.database).officeOfProvince(province);
  if (office === undefined) throw new Error(`no office for ${province}`);
  const { id } = await account(world, cheap, { role: 'officer', body: office.code, bodyName: office.name });
  return signedIn(world, id);
}

let people = 0;

async function account(world: World, hasher: Hasher, membership?: Membership) {
  people += 1;
  const day = new Date(Date.UTC(1970, 0, people)).toISOString().slice(0, 10) as CivilDate;
  const invented: Omit<CastMember, 'username' | 'password'> = {
    ...{ name: 'Lia', surname: 'Prova', birthDate: day, sex: 'F', birthPlaceCode: 'X001', birthPlace: 'Borgo Valdoro' },
    email: `lia.prova.${people}@posta.example`,
  };
  const person = personOf({ ...invented, username: '', password: '' });
  const options = { password: PASSWORD, ...(membership && { membership }) };
  const deps = { database: world.database, hasher, secret: world.environment['POLIS_SECRET'] ?? '' };
  const made = await createVerifiedAccount(deps, person, options, new Date());
  if (made === undefined) throw new Error(`${person.fiscalCode} has an account already`);
  return made;
}

async function signedIn(world: World, accountId: string): Promise<PortalPerson> {
  const person = new PortalPerson(world);
  const token = await openSession(
    world.database,
    accountId,
    { method: 'password', level: 1 },
    { ip: '', userAgent: '' },
    new Date(),
  );
  await world.database.query('update sessions set proven = true where account_id = $1', [accountId]);
  person.cookies.set('polis-session', token);
  return person;
}

async function schoolsOf(database: Database, province: string): Promise<readonly string[]> {
  const rows = await database.query<{ code: string }>(
    `select code from schools where province = $1 and 'upper' = any (grades) order by code limit 5`,
    [province],
  );
  return rows.map(({ code }) => code);
}

function answersFor(province: string, schools: readonly string[], canary: string) {
  return {
    contacts: { confirmed: true },
    province: { province, already_included: 'none' },
    rankings: [
      {
        id: 'r1',
        teaching_class: 'A-12',
        tier: 'II',
        operation: 'insertion',
        access_title: 'Laurea magistrale LM-14',
        access_authority: 'Università di Borgo Valdoro',
        access_date: '2015-07-15',
        access_mark: { value: 105, base: 110, lode: false },
        access_complete: true,
      },
    ],
    titles: [
      {
        id: 't1',
        type: 'phd',
        name: `Dottorato in italianistica, ${canary}`,
        authority: 'Università',
        date: '2020-03-01',
      },
    ],
    services: [],
    preferences: { good_service: false },
    schools: { 'A-12': { schools } },
    declarations: {
      requirements: true,
      convictions: 'none',
      proviso_aware: true,
      exclusion_aware: true,
      privacy: true,
    },
  };
}
