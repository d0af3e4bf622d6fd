import { uuidv7 } from 'uuidv7';
import type { Context, Definition } from '../src/engines/procedure/index.ts';
import { addVerifiedAddress } from '../src/features/addresses/index.ts';
import type { AcceptedFiling, FilingRequest, Office } from '../src/features/filings/filing.ts';
import { file, isRefusal } from '../src/features/filings/filing.ts';
import type { Applicant } from '../src/features/filings/sender.ts';
import type { Validity } from '../src/features/filings/validity.ts';
import { canonicalJson } from '../src/kernel/canonical-json.ts';
import type { Db } from '../src/platform/db/database.ts';
import { sha256Hex } from '../src/platform/digest.ts';
import { definitionOf, FRAME } from './small-procedure.ts';

/** A small procedure with one of everything a receipt must show. */
export const definition: Definition = definitionOf({
  ...FRAME,
  id: 'prova-2026',
  title: 'Domanda di prova 2026',
  summary: 'Una procedura piccola per le prove.',
  cycle: '2026',
  windows: [
    {
      id: 'main',
      kind: 'filing',
      title: 'Presentazione',
      opens: '2026-02-23T09:00:00',
      closes: '2026-03-16T23:59:00',
      norm: 'OM 27/2026 art. 7',
    },
  ],
  office: { by: 'answer', field: 'target.province', kind: 'provincial' },
  next_steps: ['L’ufficio controlla le domande.', 'La graduatoria esce sul sito dell’ufficio.'],
  sections: [
    {
      id: 'target',
      kind: 'form',
      title: 'Provincia',
      fields: [
        { id: 'email', kind: 'text', label: 'Posta elettronica', source: 'profile.email' },
        { id: 'province', kind: 'province', label: 'Provincia scelta', required: true },
      ],
    },
    {
      id: 'titles',
      kind: 'list',
      title: 'Titoli',
      item_name: 'titolo',
      item_title: '{what}',
      fields: [
        { id: 'what', kind: 'text', label: 'Titolo di studio', required: true },
        {
          id: 'copy',
          kind: 'file',
          label: 'Copia del titolo',
          accept: ['application/pdf'],
          max_bytes: 1_000_000,
        },
      ],
    },
    {
      id: 'promise',
      kind: 'form',
      title: 'Dichiarazioni',
      fields: [
        {
          id: 'truthful',
          kind: 'declaration',
          label: 'Dichiarazione di verità',
          text: 'Dichiaro che quanto ho scritto è vero.',
          required: true,
        },
      ],
    },
  ],
});

export const answers = {
  target: { province: 'MI' },
  titles: [
    {
      id: 't1',
      what: 'Laurea in Fisica – “cum laude” àèìòù Żółć',
      copy: { id: uuidv7(), name: 'laurea.pdf', media_type: 'application/pdf', bytes: 1234, sha256: 'ab'.repeat(32) },
    },
  ],
  promise: { truthful: true },
};

export const window = {
  opensAt: new Date('2026-02-23T08:00:00Z'),
  closesAt: new Date('2026-03-16T22:59:00Z'),
};

export const inTime = new Date('2026-03-10T10:00:00.000Z');

export const office: Office = { code: 'USP-MI', name: 'Ufficio scolastico di Milano', registerCode: 'USPMI' };

export const context: Context = {
  today: '2026-03-10' as Context['today'],
  profile: { email: 'anna.rossi@esempio.test' },
  school: () => undefined,
  teachingClass: () => undefined,
  province: (code) => ({ code, name: code === 'MI' ? 'Milano' : code }),
  region: () => undefined,
  district: () => undefined,
  municipality: () => undefined,
  country: () => undefined,
};

export const validity: Validity = {
  ground: 'identity-check-and-personal-code',
  identityCheck: { id: uuidv7(), at: '2026-02-01T10:00:00.000Z', office: 'IC Manzoni, Milano' },
  codeVerifiedAt: '2026-03-10T10:00:00.000Z',
  sessionId: uuidv7(),
  requestId: uuidv7(),
};

export const release = {
  digest: sha256Hex(canonicalJson({ definition, scoring: null, texts: [] })),
  procedureId: definition.id,
  definition,
};

/** Anna, with what is changed for the story. */
export function applicant(changes: Partial<Applicant> = {}): Applicant {
  return {
    accountId: uuidv7(),
    fiscalCode: 'RSSNNA80A41F205X',
    surname: 'Rossi',
    name: 'Anna',
    birthDate: '1980-01-01',
    sex: 'F',
    birthPlaceCode: 'F205',
    birthPlace: 'Milano',
    email: 'anna.rossi@esempio.test',
    ...changes,
  };
}

/** A complete draft that arrives in time, with what is changed for the story. */
export function request(changes: Partial<FilingRequest> = {}): FilingRequest {
  return {
    filingId: uuidv7(),
    draft: { applicationId: uuidv7(), edition: 1, version: 3, answers, missing: () => [] },
    shownVersion: 3,
    release,
    window,
    context,
    applicant: applicant(),
    delegate: null,
    enabled: true,
    office,
    administration: 'Ministero di prova',
    lastFiledEdition: 0,
    arrivedAt: inTime,
    ...changes,
  };
}

export function accepted(changes: Partial<FilingRequest> = {}): AcceptedFiling {
  const decision = file(request(changes));
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refusal}`);
  return { ...decision, validity };
}

let people = 0;

/** An account with a complete draft in the database; answers what {@link accepted} needs to file it. */
export async function person(db: Db): Promise<Pick<FilingRequest, 'applicant' | 'draft'>> {
  people += 1;
  const serial = String(people).padStart(6, '0');
  const who = applicant({ fiscalCode: `TSTTST${serial}F20X`.slice(0, 16).padEnd(16, 'X') });
  const applicationId = uuidv7();
  await db.query(
    `insert into releases (digest, procedure_id, title, content, published_at, published_by)
     values ($1, $2, $3, $4, now(), 'prova') on conflict do nothing`,
    [release.digest, definition.id, definition.title, JSON.stringify({ definition, scoring: null, texts: [] })],
  );
  await db.query(
    `insert into accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place,
       created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())`,
    [
      who.accountId,
      who.fiscalCode,
      `anna.rossi.${serial}`,
      who.surname,
      who.name,
      who.birthDate,
      who.sex,
      who.birthPlaceCode,
      who.birthPlace,
    ],
  );
  await addVerifiedAddress(db, who.accountId, 'private', who.email, new Date('2026-01-01'));
  await db.query('insert into applications (id, account_id, procedure_id, created_at) values ($1, $2, $3, now())', [
    applicationId,
    who.accountId,
    definition.id,
  ]);
  await db.query(
    `insert into drafts (application_id, release_digest, edition, version, answers, updated_at)
     values ($1, $2, 1, 3, $3, now())`,
    [applicationId, release.digest, JSON.stringify(answers)],
  );
  return { applicant: who, draft: { applicationId, edition: 1, version: 3, answers, missing: () => [] } };
}
