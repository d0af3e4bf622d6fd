import { uuidv7 } from 'uuidv7';
import { CAST, personOf } from '../src/apps/cast.ts';
import {
  type Account,
  accountByFiscalCode,
  createVerifiedAccount,
  type Person,
  type VerifiedAccountOptions,
} from '../src/features/accounts/index.ts';
import { keepAdhesionForm } from '../src/features/enablement/adhesion-form-store.ts';
import { saveDraft } from '../src/features/enablement/enablement-store.ts';
import { insertCheck } from '../src/features/enablement/identity-check-store.ts';
import { CHECKS, createEnabled, type DeclaredData } from '../src/features/enablement/index.ts';
import { replaceWithTemporary } from '../src/features/enablement/personal-code-store.ts';
import { confirmCode, insertRequest } from '../src/features/enablement/request-store.ts';
import { normalizeTemporaryCode } from '../src/features/enablement/temporary-code.ts';
import { enrolTotp } from '../src/features/second-factors/index.ts';
import type { CivilDate } from '../src/kernel/civil-date.ts';
import { deriveFiscalCode } from '../src/kernel/fiscal-code-person.ts';
import type { Db } from '../src/platform/db/database.ts';
import type { Hasher } from '../src/platform/hashing.ts';
import { newToken, tokenDigest } from '../src/platform/hashing-tokens.ts';
import type { Membership } from '../src/platform/http/index.ts';
import type { FreshDatabase } from './database.ts';

// Everybody the access test and the sweep of hostile input need: the cast of bin/start, and who is missing there.

export const PASSWORD = 'graffetta celeste in mansarda';
export const PERSONAL_CODE = 'TIGLI2047';
export const TEMPORARY_CODE = 'ABCD-EFGH-JKLM';
export const RECOVERY_CODE = 'KM22-PQ33';
const HOUR = 3_600_000;

/** Each as far on the way as the name says. */
export const NAMES = [
  'anna',
  'marta',
  'bruno',
  'declaring',
  'requested',
  'waitingOne',
  'waitingTwo',
  'identified',
  'again',
  'clerkX',
  'clerkY',
  'unproven',
  'officerA',
  'officerB',
  'administrator',
  'editor',
  'temporary',
  'delia',
  'sandra',
] as const;
export type Name = (typeof NAMES)[number];

export interface CastPerson {
  readonly account: Account;
  readonly session: { readonly token: string; readonly accountId: string };
  /** What gives this person away wherever it appears. */
  readonly traces: readonly string[];
  /** The request to the desk, for who has made one. */
  readonly requestId: string | undefined;
  /** The delegation under which this person acts, or acted until it was stopped. */
  readonly delegation?: string;
}

export type People = Readonly<Record<Name, CastPerson>>;

export interface PeopleDeps {
  readonly fresh: FreshDatabase;
  readonly hasher: Hasher;
  readonly secret: string;
  readonly now: Date;
}

export const SCHOOL_X: Membership = { role: 'clerk', body: 'VDIC80100L', bodyName: 'IC "LINA AURORA" BORGO VALDORO' };
const SCHOOL_Y: Membership = { role: 'clerk', body: 'MLIC80100P', bodyName: 'IC MONTE LAGO CENTRO' };
const FAMILY: readonly (readonly [Name, name: string, surname: string, Membership?])[] = [
  ['marta', 'Marta', 'Quaglierini'],
  ['declaring', 'Nina', 'Taglialegna'],
  ['requested', 'Rita', 'Cavalcaselle'],
  ['waitingOne', 'Piero', 'Zufolotti'],
  ['waitingTwo', 'Paolo', 'Brandolisi'],
  ['identified', 'Ida', 'Montefusco'],
  // Enabled, and waiting to be identified again.
  ['again', 'Vera', 'Spadafora'],
  ['clerkY', 'Yara', 'Bentivenga', SCHOOL_Y],
  ['unproven', 'Ugo', 'Gattamelata', SCHOOL_X],
  ['temporary', 'Tea', 'Sospiranti'],
  // A delegate who works at two schools: neither counts while she acts for Anna.
  ['delia', 'Delia', 'Fontanarosa', SCHOOL_X],
  ['sandra', 'Sandra', 'Verdelocchi'],
];

/** Adds everybody else to the seed of `bin/start`, each signed in. */
export async function castPeople(deps: PeopleDeps): Promise<People> {
  const { database } = deps.fresh;
  const [office] = await database.query<{ code: string; name: string }>(
    `select code, name from offices where province = 'ML' and kind = 'province'`,
  );
  if (office === undefined) throw new Error('the test registry has no office for its second province');
  const officerB: Membership = { role: 'officer', body: office.code, bodyName: office.name };
  const accounts = new Map<Name, Account>();
  for (const [role, member] of [
    ['anna', 'anna'],
    ['bruno', 'bruno'],
    ['clerkX', 'carla'],
    ['officerA', 'dario'],
    ['administrator', 'elena'],
    ['editor', 'fulvia'],
  ] as const) {
    const found = await accountByFiscalCode(database, personOf(CAST[member]).fiscalCode);
    if (found !== undefined) accounts.set(role, found);
  }
  for (const [role, name, surname, membership] of [
    ...FAMILY,
    ['officerB', 'Olga', 'Terravecchia', officerB] as const,
  ]) {
    const options: VerifiedAccountOptions = {
      password: PASSWORD,
      ...(membership && {
        membership,
        also: (tx: Db, id: string) => enrolTotp(tx, deps.secret, id, 'KVKFKRCPNZQUYMLXOVYDSQKJKZDTSRLD', deps.now),
      }),
      ...(role === 'temporary' && { temporaryUntil: new Date(deps.now.getTime() + 72 * HOUR) }),
    };
    const made = await createVerifiedAccount({ ...deps, database }, personNamed(name, surname), options, deps.now);
    if (made !== undefined) accounts.set(role, made);
  }
  const of = (name: Name) => accounts.get(name) ?? fail(`nobody is ${name}`);
  await enablements(deps, of);
  const people = await Promise.all(
    NAMES.map(async (name): Promise<[Name, CastPerson]> => {
      const account = of(name);
      const session = await sessionOf(database, account.id, deps.now, name !== 'unproven');
      return [name, { account, session, traces: tracesOf(account), requestId: await requestOf(database, account.id) }];
    }),
  );
  const made = Object.fromEntries(people) as People;
  return { ...made, ...(await delegates(deps, made)) };
}

/** Delia acts for Anna; Sandra was acting for Marta when Marta stopped her. */
async function delegates({ fresh: { database }, now }: PeopleDeps, people: People) {
  const { anna, marta, delia, sandra } = people;
  await database.query(`insert into memberships values ($1, 'clerk', $2, $3, $4)`, [
    ...[delia.account.id, SCHOOL_Y.body, SCHOOL_Y.bodyName, now],
  ]);
  const acting = await actsFor(database, delia, anna, now);
  const stopped = await actsFor(database, sandra, marta, now);
  await database.query('update delegations set revoked_at = $2, revoked_by = $3 where id = $1', [
    ...[stopped, now, marta.account.id],
  ]);
  const csrfOf = `${anna.account.id}:delegation:${acting}`;
  return {
    delia: { ...delia, delegation: acting, session: { token: delia.session.token, accountId: csrfOf } },
    sandra: { ...sandra, delegation: stopped },
  };
}

/** An accepted delegation, over everything or some procedures only, under which the delegate's session acts. */
export async function actsFor(
  db: Db,
  delegate: Pick<CastPerson, 'account'>,
  delegator: { readonly account: Pick<Account, 'id'> },
  now: Date,
  procedures: readonly string[] | null = null,
): Promise<string> {
  const id = uuidv7();
  const day = (days: number) => new Date(now.getTime() + days * 24 * HOUR);
  await db.query(
    `insert into delegations (id, delegator_id, fiscal_code, surname, starts_at, ends_at, answer_by, offered_at, procedures)
     values ($1, $2, $3, $4, $5, $6, $6, $5, $7)`,
    [id, delegator.account.id, delegate.account.fiscalCode, delegate.account.surname, day(-2), day(5), procedures],
  );
  await db.query('update delegations set delegate_id = $2, delivered_at = $3, accepted_at = $3 where id = $1', [
    ...[id, delegate.account.id, day(-1)],
  ]);
  await db.query('update sessions set delegation_id = $2 where account_id = $1', [delegate.account.id, id]);
  return id;
}

function fail(why: string): never {
  throw new Error(why);
}

function personNamed(name: string, surname: string): Person {
  const born = { surname, name, birthDate: '1985-03-07' as CivilDate, sex: /a$/.test(name) ? 'F' : 'M' } as const;
  const fiscalCode = deriveFiscalCode({ ...born, placeCode: 'X001' });
  const email = `${name}.${surname}@posta.example`.toLowerCase();
  return { ...born, fiscalCode, birthPlaceCode: 'X001', birthPlace: 'Borgo Valdoro', email };
}

async function enablements({ fresh, hasher, now }: PeopleDeps, of: (name: Name) => Account): Promise<void> {
  const { database } = fresh;
  const clerk = clerkOf(of('clerkX'));
  for (const name of ['marta', 'again', 'temporary', 'delia', 'sandra'] as const) {
    const declared = declaredBy(of(name));
    await createEnabled({ database, hasher }, of(name).id, { declared, clerk }, PERSONAL_CODE, now);
  }
  await saveDraft(database, of('declaring').id, declaredBy(of('declaring')), now);
  const code = await hasher.hashSecret(normalizeTemporaryCode(TEMPORARY_CODE));
  // Mailed long enough ago that another one may be asked for.
  const mailedAt = new Date(now.getTime() - HOUR);
  for (const [name, steps] of [
    ['requested', 1],
    ['waitingOne', 2],
    ['waitingTwo', 2],
    ['identified', 3],
  ] as const) {
    const account = of(name);
    const { id, fiscalCode, surname, birthDate, sex, birthPlace, email, username } = account;
    const person = { fiscalCode, surname, name: account.name, birthDate, sex, birthPlace, email, username };
    await database.transaction(async (tx) => {
      const request = await insertRequest(tx, id, { ...declaredBy(account), person }, now);
      await replaceWithTemporary(tx, id, code, [], mailedAt);
      if (steps > 1) await confirmCode(tx, id, now);
      const checks = CHECKS.map(({ value }) => value);
      if (steps > 2) await insertCheck(tx, request, clerk, { outcome: 'confirmed', checks }, now);
    });
  }
  const requests = await database.query<{ id: string; fiscalCode: string }>(
    `select r.id, a.fiscal_code as "fiscalCode" from enablement_requests r join accounts a on a.id = r.account_id`,
  );
  for (const { id, fiscalCode } of requests) await keepAdhesionForm(database, id, pdfSaying(fiscalCode), now);
}

/** As much of a PDF as a test needs: it begins as one, and says whose it is. */
export function pdfSaying(text: string): Uint8Array {
  return Buffer.from(`%PDF-1.7\n% ${text}\n`);
}

function clerkOf({ id, fiscalCode, name, surname }: Account) {
  const office = { code: SCHOOL_X.body, name: SCHOOL_X.bodyName };
  return { accountId: id, fiscalCode, name: `${name} ${surname}`, office };
}

function declaredBy({ surname }: Account): DeclaredData {
  return {
    contact: {
      street: `Via ${surname} 7`,
      municipality: { code: 'X001', name: 'Borgo Valdoro', province: 'VD' },
      postalCode: '39901',
      mobile: '3330000001',
      phone: '',
    },
    document: {
      kind: 'identity-card',
      number: `CA${surname.slice(0, 6).toUpperCase()}`,
      issuer: 'Comune di Borgo Valdoro',
      issued: '2024-03-01' as CivilDate,
      expires: '2034-03-07' as CivilDate,
    },
    privacyNotice: '2026-1',
  };
}

/** Opens a session as signing in does; `seenAt` in the past makes one that has ended. */
export async function sessionOf(db: Db, accountId: string, seenAt: Date, proven = true) {
  const token = newToken();
  await db.query(
    `insert into sessions (token_digest, id, account_id, created_at, last_seen_at, authenticated_at, password_at, proven, method, level)
     values ($1, $2, $3, $4, $4, $4, $4, $5, 'password', 1)`,
    [tokenDigest(token), uuidv7(), accountId, seenAt, proven],
  );
  return { token, accountId };
}

function tracesOf({ fiscalCode, name, surname, email, username }: Account): string[] {
  const number = `CA${surname.slice(0, 6).toUpperCase()}`;
  return [fiscalCode, `${name} ${surname}`, `${surname} ${name}`, email, username, `Via ${surname} 7`, number];
}

async function requestOf(db: Db, accountId: string): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>('select id from enablement_requests where account_id = $1', [accountId]);
  return row?.id;
}
