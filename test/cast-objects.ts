import { uuidv7 } from 'uuidv7';
import { readDefinition } from '../src/engines/procedure/index.ts';
import { SESSION_LIMITS } from '../src/features/accounts/session.ts';
import { entriesOf, keepDeclared } from '../src/features/dossier/index.ts';
import { normalizeRecoveryCode } from '../src/features/enablement/code-recovery.ts';
import { saveReceipt } from '../src/features/filings/receipt-store.ts';
import { notify } from '../src/features/notifications/index.ts';
import type { Client } from '../src/features/sso/client.ts';
import { registerClient } from '../src/features/sso/client-store.ts';
import { giveConsent } from '../src/features/sso/consent-store.ts';
import { openidRows } from '../src/features/sso/rows-store.ts';
import { canonicalJson } from '../src/kernel/canonical-json.ts';
import { sha256Hex } from '../src/platform/digest.ts';
import { blindName } from '../src/platform/hashing-tokens.ts';
import type { Caller } from './caller.ts';
import { type CastAdmissions, castAdmissions } from './cast-admissions.ts';
import { type CastLinks, castLinks } from './cast-links.ts';
import { passkeyOf } from './cast-passkey.ts';
import { type Name, PERSONAL_CODE, type People, pdfSaying, RECOVERY_CODE } from './cast-people.ts';
import { type CastContest, castContest, TRIALS } from './cast-trials.ts';
import { castWorking } from './cast-working.ts';
import type { FreshDatabase } from './database.ts';
import { definition as small } from './filings.ts';
import { readHtml } from './html-reader.ts';

/** Everything one applicant has: a filed application under correction, with a trace of everything that can happen to it. */
export interface Belonging {
  readonly application: string;
  readonly filing: string;
  readonly attachment: string;
  readonly item: string;
  readonly removed: string;
  readonly conflict: string;
  readonly message: string;
  readonly passkey: string;
  /** In the dossier. */
  readonly entry: string;
  /** The marks with which the forms of a section and of an item were shown to their owner. */
  readonly formBase: string;
  readonly itemBase: string;
}

export interface Belongings extends CastLinks {
  /** Filed to the office of officer A. */
  readonly anna: Belonging;
  /** Filed to the office of officer B. */
  readonly marta: Belonging;
  /** Filed to the office of officer A, whose applicant has forgotten the personal code since. */
  readonly again: Belonging;
  /** The ids under which somebody's state is open in front of who looked it up. */
  readonly lookups: Readonly<Record<'clerkX' | 'clerkY' | 'officerA' | 'officerB', string>>;
  /** What each office holds of a competition. */
  readonly contests: Readonly<Record<'officerA' | 'officerB', CastContest>>;
  readonly admissions: CastAdmissions;
  /** A service Anna has entered once, and is asked about again. */
  readonly interaction: string;
}

interface World {
  readonly fresh: FreshDatabase;
  readonly people: People;
  readonly secret: string;
  readonly now: Date;
  caller(who: Name): Caller;
}

/** The small procedure of the filing tests, with titles of the dossier, loose documents, preferences and trials. */
export const procedure = (() => {
  const day = { id: 'on', kind: 'date', label: 'Data', dossier: 'date' };
  const sections = small.sections.map((section) => {
    if (section.id !== 'titles') return section;
    const fields = section.fields.map((field) => (field.id === 'what' ? { ...field, dossier: 'name' } : field));
    return { ...section, dossier: 'titles', fields: [...fields, day] };
  });
  const scan = { id: 'scan', kind: 'file', label: 'Documento', accept: ['application/pdf'], max_bytes: 1_000_000 };
  const papers = { id: 'papers', kind: 'form', title: 'Documenti', fields: [scan] };
  const wish = { id: 'wishes', kind: 'preferences', label: 'Preferenze', max: 1, ordered: false, targets: ['school'] };
  const wishes = { id: 'wishes', kind: 'form', title: 'Preferenze', fields: [wish] };
  const reading = readDefinition({ ...small, sections: [...sections, papers, wishes], trials: TRIALS });
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.definition;
})();

/** Lets both applicants do, through the pages, what leaves something behind. */
export async function castBelongings(world: World): Promise<Belongings> {
  const { database } = world.fresh;
  const content = { definition: procedure, scoring: null, texts: [] };
  await database.query(
    `insert into releases (digest, procedure_id, title, content, published_at, published_by)
     values ($1, $2, $3, $4, '2026-02-01', 'prova')`,
    [sha256Hex(canonicalJson(content)), procedure.id, procedure.title, JSON.stringify(content)],
  );
  // Its order of merit would be in a file of points that this working copy has not.
  await castWorking(database, { ...procedure, trials: undefined }, world.people.editor, world.now);
  for (const [clerk, person] of [
    ['clerkX', 'waitingOne'],
    ['clerkY', 'waitingTwo'],
  ] as const) {
    const { fiscalCode } = world.people[person].account;
    const found = await world.caller(clerk).post('/sportello', { fiscalCode });
    if (found.status !== 303) throw new Error(`${person} was not found at the desk: ${found.status}`);
  }
  await askedForRecovery(world);
  // Each office decides over the people of its own province.
  await database.query(`update enablements set province = 'ML' where account_id = $1`, [world.people.marta.account.id]);
  const [anna, marta] = [await belonging(world, 'anna', 'VD'), await belonging(world, 'marta', 'ML')];
  const contestOf = (who: 'anna' | 'marta', officer: 'officerA' | 'officerB', own: Belonging) => {
    const people = { officer: world.people[officer], candidate: world.people[who] };
    return castContest(database, procedure, { ...people, ...own, now: world.now });
  };
  return {
    interaction: await interaction(world),
    anna,
    marta,
    admissions: await castAdmissions(database, {
      ...{ editor: world.people.editor.account.id, filings: [anna.filing, marta.filing], now: world.now },
    }),
    contests: {
      officerA: await contestOf('anna', 'officerA', anna),
      officerB: await contestOf('marta', 'officerB', marta),
    },
    again: await belonging(world, 'again', 'VD').then(async (theirs) => {
      await regenerated(world, 'again');
      return theirs;
    }),
    lookups: {
      clerkX: await lookedUp(world, 'clerkX', 'waitingOne'),
      clerkY: await lookedUp(world, 'clerkY', 'waitingTwo'),
      officerA: await lookedUp(world, 'officerA', 'anna'),
      officerB: await lookedUp(world, 'officerB', 'marta'),
    },
    ...(await castLinks(world)),
  };
}

/** Anna on the page of a service that wants to know more of her than it does. */
async function interaction({ fresh, people, now }: World): Promise<string> {
  const { database } = fresh;
  const client: Client = {
    id: 'servizio-di-prova',
    name: 'Servizio di prova',
    purpose: 'Provare l’accesso con le credenziali del portale.',
    homeUrl: 'https://servizio.example/',
    redirectUris: ['https://servizio.example/ritorno'],
    postLogoutUris: ['https://servizio.example/uscita'],
    logoutUrl: null,
    authentication: 'client_secret_basic',
    publicKeys: null,
    scopes: ['profile', 'email'],
    fiscalCodeBasis: null,
    level: 1,
    own: false,
    refresh: false,
    suspended: false,
  };
  const accountId = people.anna.account.id;
  const given = { accountId, clientId: client.id, scopes: ['openid', 'profile'], claims: [], told: false };
  await database.transaction(async (tx) => {
    await registerClient(tx, client, null, now);
    await giveConsent(tx, given, now);
  });
  const uid = 'una-richiesta-di-accesso-di-questa-prova-01';
  const seconds = Math.floor(Date.now() / 1000);
  const payload = {
    iat: seconds,
    exp: seconds + 86_400,
    kind: 'Interaction',
    params: { client_id: client.id },
    prompt: { name: 'consent', reasons: ['op_scopes_missing'], details: { missingOIDCScope: ['email'] } },
    returnTo: `https://portal.example/oidc/auth/${uid}`,
    cid: 'prova',
  };
  const rows = openidRows(database, SESSION_LIMITS, () => now);
  await rows.save({ kind: 'Interaction', id: uid, payload, expiresAt: new Date((seconds + 86_400) * 1000) });
  return uid;
}

/** Marta has forgotten her personal code, and the mail with the recovery code says this. */
async function askedForRecovery(world: World): Promise<void> {
  const { id } = world.people.marta.account;
  const asked = await world.caller('marta').post('/profilo/codice-personale/recupero/invio');
  if (asked.status !== 303) throw new Error(`no recovery code was mailed: ${asked.status}`);
  const name = blindName(world.secret, 'code-recovery', id, normalizeRecoveryCode(RECOVERY_CODE));
  await world.fresh.database.query('update code_recoveries set code_name = $2 where account_id = $1', [id, name]);
}

/** Whoever has forgotten the code confirms the data once more, and waits for a desk. */
async function regenerated(world: World, who: Name): Promise<void> {
  for (const path of ['/profilo/codice-personale/rigenerazione', '/abilitazione/riepilogo']) {
    const answer = await world.caller(who).post(path);
    if (answer.status !== 303) throw new Error(`${who} could not go on at ${path}: ${answer.status}`);
  }
}

/** The id of the look-up, from the address it leads to. */
async function lookedUp({ people, caller }: World, who: Name, person: Name): Promise<string> {
  const { fiscalCode } = people[person].account;
  const found = who.startsWith('clerk')
    ? await caller(who).post('/sportello/stato', { fiscalCode, reason: 'step', present: 'true' })
    : await caller(who).post('/ufficio/revoche', { fiscalCode });
  if (found.status !== 303) throw new Error(`${who} could not look ${person} up: ${found.status}`);
  return found.location?.split('/').at(-1) ?? '';
}

async function belonging(world: World, who: 'anna' | 'marta' | 'again', province: string): Promise<Belonging> {
  const { database } = world.fresh;
  const caller = world.caller(who);
  const { account } = world.people[who];
  const begun = await caller.post(`/procedure/${procedure.id}/istanze`);
  const here = begun.location ?? '';
  const application = here.split('/')[2] ?? '';
  const step = async (path: string, fields: Record<string, string>) => {
    const answer = await caller.post(`${here}${path}`, fields);
    if (answer.status !== 303) throw new Error(`${who} could not go on at ${path}: ${answer.status}`);
    return answer;
  };
  const [item, gone] = [uuidv7(), uuidv7()];
  await step('/sezioni/target', { province });
  await step(`/sezioni/titles/${item}`, { what: `Laurea di ${account.name} ${account.surname}` });
  await step(`/sezioni/titles/${gone}`, { what: `Diploma di ${account.name} ${account.surname}` });
  await step('/sezioni/promise', { truthful: 'true' });
  const file = pdfSaying(account.fiscalCode);
  const sent = await caller.upload(`${here}/sezioni/titles/${item}/allegati/copy`, 'copy', 'laurea.pdf', file);
  if (sent.status !== 303) throw new Error(`no attachment: ${sent.status}`);
  await step('/sezioni/wishes', { 'wishes.line': '0|school:VDIC80100L' });
  const filing = uuidv7();
  const version = hiddenIn((await caller.get(`${here}/riepilogo`)).body, 'version');
  await step('/inoltro', { filing, version, code: PERSONAL_CODE });
  await saveReceipt(database, filing, { pdf: file, madeAt: new Date('2026-03-10T10:00:01Z'), replaced: [] });
  await step('/correzione', {});
  await step(`/sezioni/titles/${gone}/rimozione`, {});
  await database.transaction((tx) =>
    notify(tx, {
      accountId: account.id,
      kind: 'prova',
      subject: `Avviso per ${account.name} ${account.surname}`,
      paragraphs: [`Il tuo codice fiscale è ${account.fiscalCode}.`],
      key: `prova ${account.id}`,
    }),
  );
  const marks = async (path: string) => hiddenIn((await caller.get(`${here}${path}`)).body, 'base');
  const conflict = await disagreement(caller, `${here}/sezioni/titles/${item}`);
  const one = async (sql: string, id: string) => (await database.query<{ id: string }>(sql, [id]))[0]?.id ?? '';
  return {
    application,
    filing,
    item,
    conflict,
    removed: await one(
      `select jsonb_path_query_first(removed, '$.titles[0].id') #>> '{}' as id from drafts where application_id = $1`,
      application,
    ),
    attachment: await one('select id from attachments where application_id = $1', application),
    formBase: await marks('/sezioni/promise'),
    itemBase: await marks(`/sezioni/titles/${item}`),
    passkey: await passkeyOf(database, account.id, world.now),
    entry: await entryOf(world, who, { applicationId: application, filingId: filing }),
    message: await one('select id from messages where account_id = $1 order by created_at limit 1', account.id),
  };
}

/** A title in the dossier that the filing declares. */
async function entryOf(
  { fresh: { database }, people, now }: World,
  who: 'anna' | 'marta' | 'again',
  filed: { readonly applicationId: string; readonly filingId: string },
): Promise<string> {
  const { account } = people[who];
  const properties = { name: `Master di ${account.name} ${account.surname}`, date: '2015-06-01' };
  const declared = [{ section: 'titles', item: uuidv7(), kind: 'titles' as const, properties }];
  await keepDeclared(database, { ...filed, accountId: account.id, filedAt: now, declared });
  return (await entriesOf(database, account.id))[0]?.id ?? '';
}

/** The same answer changed at two devices that had both seen the first one. */
async function disagreement(caller: Caller, path: string): Promise<string> {
  const mark = hiddenIn((await caller.get(path)).body, 'base');
  await caller.post(path, { base: mark, what: 'Laurea scritta al computer' });
  const second = await caller.post(path, { base: mark, what: 'Laurea scritta al telefono' });
  const found = /\/conflitti\/([0-9a-f-]{36})$/.exec(second.location ?? '')?.[1];
  if (found === undefined) throw new Error(`no conflict: ${second.status} ${second.location}`);
  return found;
}

/** What a page carries hidden under this name. */
export function hiddenIn(html: string, name: string): string {
  const input = readHtml(html)
    .all('input')
    .find(({ attributes }) => attributes.get('name') === name);
  const value = input?.attributes.get('value') ?? '';
  if (value === '') throw new Error(`the page has no ${name}`);
  return value;
}
