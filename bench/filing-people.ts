import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import {
  currentRelease,
  packDigest,
  publishRelease,
  readPack,
  recordWindowAct,
} from '../src/features/procedures/index.ts';
import { copyRows } from '../src/platform/db/copy.ts';
import type { Database } from '../src/platform/db/database.ts';
import { createHasher } from '../src/platform/hashing.ts';
import { home } from '../src/platform/home.ts';
import { csrfToken } from '../src/platform/http/csrf.ts';

export const SECRET = 'a secret for the bench, long enough to be one';
const CODE = 'TIGLI2047';
const OFFICES = 110;
const SCHOOLS_CHOSEN = 20;

/** Somebody with a complete GPS application, signed in. */
export interface Person {
  readonly accountId: string;
  readonly applicationId: string;
  readonly filingId: string;
  readonly token: string;
  readonly office: string;
}

/** The confirm of a person, as their browser sends it. */
export function confirmOf({ accountId, applicationId, filingId, token }: Person) {
  const csrf = csrfToken(SECRET, `account:${accountId}`);
  return {
    method: 'POST' as const,
    path: `/istanze/${applicationId}/inoltro`,
    cookie: `polis-session=${token}`,
    body: new URLSearchParams({ csrf, filing: filingId, version: '1', code: CODE }).toString(),
  };
}

/** A hundred and ten provinces with their offices and schools, the GPS procedure, and its window open now. */
export async function fillRegistry(database: Database): Promise<void> {
  const provinces = Array.from({ length: OFFICES }, (_, index) => provinceAt(index));
  await database.transaction(async (tx) => {
    await copyRows(
      tx,
      'provinces (code, name, display_name, region, code_prefix, autonomous, imported_in)',
      provinces.map((code) => [code, code, code, 'Prova', code, false, 1]),
    );
    await copyRows(
      tx,
      'offices (code, kind, name, province, register_code, imported_in)',
      provinces.map((code) => [`USP-${code}`, 'province', `Ufficio scolastico di ${code}`, code, `USP${code}`, 1]),
    );
    await tx.query(`insert into municipalities (code, name, province, province_name, region, capital, source, words, imported_in)
      values ('X001', 'Prova', 'AA', 'AA', 'Prova', true, 'istat', 'prova', 1)`);
    await tx.query(`insert into teaching_classes (code, name, kind, grade, current, imported_in)
      values ('A-12', 'Discipline letterarie', 'class_a', 'upper', true, 1), ('A-22', 'Italiano', 'class_a', 'lower', true, 1)`);
    await copyRows(
      tx,
      `schools (code, source, school_year, area, region, province, name, municipality_code, municipality_name, grades, words, imported_in)`,
      provinces.flatMap((code) =>
        schoolsOf(code).map((school) => [
          school,
          'state',
          '2025/26',
          'Prova',
          'Prova',
          code,
          school,
          'X001',
          'Prova',
          '{upper,lower}',
          'prova',
          1,
        ]),
      ),
    );
  });
  const reading = readPack(join(home, 'procedures/gps-2026-28'));
  if ('faults' in reading) throw new Error('the GPS procedure has faults');
  const { pack } = reading;
  const now = new Date();
  const [opensAt, closesAt] = [-1, 1].map((days) => new Date(now.getTime() + days * 86_400_000)) as [Date, Date];
  await database.transaction(async (tx) => {
    await publishRelease(tx, pack, packDigest(pack), 'bench', now);
    const window = pack.definition.windows.find(({ kind }) => kind === 'filing');
    const act = { procedureId: pack.definition.id, windowId: window?.id ?? '', opensAt, closesAt };
    await recordWindowAct(tx, uuidv7(), { ...act, reason: 'aperta per misurare', decidedBy: 'bench', decidedAt: now });
  });
}

/** People by the thousand; over all the offices in turn, or all for the first. Their codes' hashes cost next to nothing. */
export async function makePeople(database: Database, count: number, offices: 'one' | 'all'): Promise<Person[]> {
  const hash = await createHasher({ memoryKiB: 8, passes: 1 }).hashSecret(CODE);
  const digest = (await currentRelease(database, 'gps-2026-28'))?.digest;
  if (digest === undefined || hash === 'busy') throw new Error('the registry is not filled');
  const now = new Date();
  const people = Array.from({ length: count }, (_, index) => {
    const province = provinceAt(offices === 'one' ? 0 : index % OFFICES);
    const token = uuidv7();
    const ids = { accountId: uuidv7(), applicationId: uuidv7(), filingId: uuidv7(), requestId: uuidv7() };
    return { ...ids, token, office: `USP-${province}`, province };
  });
  const serial = (id: string) => id.replaceAll('-', '').slice(-13).toUpperCase();
  const rows = (into: string, row: (one: (typeof people)[number]) => (string | number | boolean | Date | null)[]) =>
    database.transaction((tx) => copyRows(tx, into, people.map(row)));
  await rows(
    'accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place, created_at)',
    (one) => [
      one.accountId,
      `TST${serial(one.accountId)}`,
      `a.${one.accountId.replaceAll('-', '')}`,
      'Prova',
      'Anna',
      '1980-01-01',
      'F',
      'X001',
      'Prova',
      now,
    ],
  );
  await rows('addresses (id, account_id, kind, address, created_at, verified_at, reference_since)', ({ accountId }) => [
    accountId,
    accountId,
    'private',
    'anna@example.it',
    now,
    now,
    now,
  ]);
  await rows('credentials (account_id, password_hash, temporary, changed_at)', (one) => [
    one.accountId,
    'x',
    false,
    now,
  ]);
  await rows('enablement_requests (id, number, account_id, declaration, made_at)', (one) => [
    one.requestId,
    one.requestId,
    one.accountId,
    JSON.stringify({ document: {} }),
    now,
  ]);
  await rows(
    'enablements (account_id, state, request_id, street, municipality_code, municipality, province, postal_code, mobile, phone, changed_at)',
    (one) => [
      one.accountId,
      'active',
      one.requestId,
      'Via Prova 1',
      'X001',
      'Prova',
      'AA',
      '20100',
      '3330000001',
      '',
      now,
    ],
  );
  const clerk = uuidv7();
  await database.query(
    `insert into accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place, created_at)
     values ($1, $2, $3, 'Neri', 'Carla', '1970-01-01', 'F', 'X001', 'Prova', now())`,
    [clerk, `CLK${serial(clerk)}`, `c.${clerk.replaceAll('-', '')}`],
  );
  await rows(
    'identity_checks (id, request_id, account_id, clerk_account_id, clerk_name, office_code, office_name, checked_at, outcome, checks, document_kind, document_number, document_expires)',
    (one) => [
      uuidv7(),
      one.requestId,
      one.accountId,
      clerk,
      'Carla Neri',
      'AAIC80000A',
      'IC Prova',
      now,
      'confirmed',
      '{person,document,fiscal-code,form}',
      'identity-card',
      'CA00001AA',
      '2034-01-01',
    ],
  );
  await rows('personal_codes (account_id, hash, temporary, changed_at)', (one) => [one.accountId, hash, false, now]);
  await rows(
    'sessions (token_digest, id, account_id, created_at, last_seen_at, authenticated_at, proven, method, level)',
    (one) => [
      `\\x${createHash('sha256').update(one.token).digest('hex')}`,
      uuidv7(),
      one.accountId,
      now,
      now,
      now,
      true,
      'password',
      2,
    ],
  );
  await rows('applications (id, account_id, procedure_id, created_at)', (one) => [
    one.applicationId,
    one.accountId,
    'gps-2026-28',
    now,
  ]);
  await rows('drafts (application_id, release_digest, version, answers, updated_at)', (one) => [
    one.applicationId,
    digest,
    1,
    JSON.stringify(answersFor(one.province)),
    now,
  ]);
  return people;
}

/** Two letters for each office. */
function provinceAt(index: number): string {
  return String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26));
}

function schoolsOf(province: string): string[] {
  return Array.from({ length: SCHOOLS_CHOSEN }, (_, index) => `${province}IS${String(index).padStart(6, '0')}`);
}

/** An application of ordinary size: two rankings, three titles, four services, forty schools. */
function answersFor(province: string) {
  const ranking = {
    tier: 'II',
    operation: 'insertion',
    access_title: 'Laurea magistrale LM-14',
    access_authority: 'Università di Torino',
    access_date: '2015-07-15',
    access_mark: { value: 105, base: 110, lode: false },
    access_complete: true,
  };
  const title = {
    type: 'phd',
    name: 'Dottorato di ricerca in italianistica',
    authority: 'Università di Torino',
    date: '2020-03-01',
  };
  const service = (year: number) => ({
    id: `s${year}`,
    school_year: `20${year}/${year + 1}`,
    from: `20${year}-10-01`,
    to: `20${year + 1}-05-31`,
    school_type: 'state',
    school_code: schoolsOf(province)[0],
    school_name: 'Istituto di prova',
    teaching_class: 'A-12',
    activity: 'teaching',
    contract: 'temporary',
  });
  return {
    contacts: { confirmed: true },
    province: { province, already_included: 'none' },
    rankings: [
      { id: 'r1', teaching_class: 'A-12', ...ranking },
      { id: 'r2', teaching_class: 'A-22', ...ranking },
    ],
    titles: [1, 2, 3].map((index) => ({ id: `t${index}`, ...title, date: `20${17 + index}-03-01` })),
    services: [20, 21, 22, 23].map(service),
    preferences: { good_service: false },
    schools: { 'A-12': { schools: schoolsOf(province) }, 'A-22': { schools: schoolsOf(province) } },
    declarations: {
      requirements: true,
      convictions: 'none',
      proviso_aware: true,
      exclusion_aware: true,
      privacy: true,
    },
  };
}
