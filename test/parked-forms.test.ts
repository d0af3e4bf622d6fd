import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tokenDigest } from '../src/platform/hashing-tokens.ts';
import { cookieName } from '../src/platform/http/cookies.ts';
import { type Answered, Caller, type Fields } from './caller.ts';
import { type Name, sessionOf } from './cast-people.ts';
import { type CastWorld, openCastWorld } from './cast-world.ts';
import { crawl } from './crawl.ts';
import { type Element, readHtml, within } from './html-reader.ts';

// Generated from the pages themselves: whatever form of whatever page is sent after the session is over is shown again,
// as it was typed, once its writer has signed in; but for secrets.

const WRITERS: readonly (readonly [Name, from: string, least: number])[] = [
  ['anna', '/area', 9],
  ['bruno', '/profilo', 3],
  ['declaring', '/abilitazione', 3],
  ['requested', '/abilitazione', 3],
  ['identified', '/abilitazione', 3],
  ['clerkX', '/sportello', 3],
  ['officerA', '/ufficio', 3],
  ['administrator', '/amministrazione', 3],
];

let world: CastWorld;
before(async () => {
  world = await openCastWorld();
});
after(() => world?.close());

interface PageForm {
  readonly page: string;
  readonly action: string;
  readonly typed: Fields;
}

for (const [name, from, least] of WRITERS) {
  test(`what ${name} was writing when the session ended is there after the login, in every form`, async () => {
    const pages = await crawl(world.caller(name), [from, '/profilo']);
    const distinct = differentForms(pages);
    assert.ok(distinct.length >= least, `${distinct.length}: ${distinct.map(({ action }) => action).join(' ')}`);
    const { account } = world.people[name];
    const over = new Date(world.now.getTime() - 2 * 3_600_000);
    const session = await sessionOf(world.fresh.database, account.id, over);
    const writer = asThemselves(name, session);
    const faults: string[] = [];
    for (const form of distinct) faults.push(...(await world.database.trial(() => faultsOf(writer, form))).result);
    assert.deepEqual(faults, []);
  });
}

/** The browser of somebody whose session is over, and how they come to their form again with what was parked. */
interface Writer {
  readonly expired: Caller;
  again(form: PageForm, parked: string): Promise<{ readonly path: string; readonly shown: Answered }>;
}

function asThemselves(name: Name, session: { token: string; accountId: string }): Writer {
  return {
    expired: new Caller(world.server, SECRET, session),
    again: async ({ action }, parked) => {
      const back = world.caller(name, parked);
      let path = `${action}${action.includes('?') ? '&' : '?'}ripresa=1`;
      let shown = await back.get(path);
      for (let steps = 0; shown.location !== undefined && steps < 4; steps += 1) {
        path = shown.location;
        shown = await back.get(path);
      }
      return { path, shown };
    },
  };
}

async function faultsOf({ expired, again }: Writer, form: PageForm): Promise<string[]> {
  const about = `${form.action} on ${form.page}`;
  const sent = await expired.post(form.action, { ...form.typed, secret: 'x' });
  const parked = sent.cookies.map((line) => line.split(';')[0] ?? '').find((one) => one.startsWith(PARKED));
  if (sent.status !== 303 || parked === undefined) return [`${about} was not kept: ${sent.status}`];
  const { path, shown } = await again(form, parked);
  const forms = readHtml(shown.body)
    .all('form')
    .filter(({ attributes }) => attributes.get('action') === form.action);
  if (forms.length === 0) return [`${about} leads to ${path}, ${shown.status}, where that form is not`];
  const values = forms.map(valuesOf);
  return Object.entries(form.typed).flatMap(([field, value]) =>
    values.some((one) => String(one.get(field) ?? '') === String(value))
      ? []
      : [`${about}: ${field} is «${values.map((one) => one.get(field))}» and not «${value}»`],
  );
}

/** Delia's session is over while she acts for Anna: she signs in as herself, and says that she goes on for Anna. */
async function asDelegate(): Promise<Writer> {
  const { account, delegation = '', session } = world.people.delia;
  const over = new Date(world.now.getTime() - 2 * 3_600_000);
  const old = await sessionOf(world.fresh.database, account.id, over);
  await world.fresh.database.query('update sessions set delegation_id = $1 where token_digest = $2', [
    delegation,
    tokenDigest(old.token),
  ]);
  const own = await sessionOf(world.fresh.database, account.id, world.now);
  return {
    expired: new Caller(world.server, SECRET, { ...session, token: old.token }),
    again: async ({ action }, parked) => {
      const back = new Caller(world.server, SECRET, own, parked);
      const asked = await back.get(takingUp(delegation, action));
      assert.match(asked.body, /Vuoi operare di nuovo per conto di Anna/);
      assert.match(asked.body, /Quello che avevi scritto è conservato/);
      let shown = await back.post(`/profilo/deleghe/${delegation}/inizio`, { dopo: action });
      const session = shown.cookies.filter((line) => line.includes('-session='));
      for (let steps = 0; shown.location !== undefined && steps < 4; steps += 1) {
        shown = await back.after({ ...shown, cookies: session });
      }
      return { path: action, shown };
    },
  };
}

const takingUp = (delegation: string, path: string) =>
  `/profilo/deleghe/${delegation}/ripresa?dopo=${encodeURIComponent(path)}`;

test('what a delegate was writing is there once they act for the delegator again', async () => {
  const pages = await crawl(world.caller('delia'), ['/area']);
  const distinct = differentForms(pages);
  assert.ok(distinct.length >= 3, distinct.map(({ action }) => action).join(' '));
  const writer = await asDelegate();
  const faults: string[] = [];
  for (const form of distinct) faults.push(...(await world.database.trial(() => faultsOf(writer, form))).result);
  assert.deepEqual(faults, []);
});

test('a delegate is led through the login to the question, and told when the delegation is over', async () => {
  const { delegation = '' } = world.people.delia;
  const { expired } = await asDelegate();
  const sent = await expired.get('/area');
  assert.equal(sent.location, `/accesso?dopo=${encodeURIComponent(takingUp(delegation, '/area'))}`);
  const { delegation: stopped = '' } = world.people.sandra;
  const own = await sessionOf(world.fresh.database, world.people.sandra.account.id, world.now);
  const sandra = new Caller(world.server, SECRET, own);
  const told = await sandra.get(takingUp(stopped, '/area'));
  assert.equal(told.status, 200);
  assert.match(told.body, /Non puoi più operare per conto di /);
  assert.ok(
    told.cookies.some((line) => line.startsWith(`${PARKED};`)),
    'and nothing is kept for later',
  );
  assert.equal((await sandra.get(takingUp(delegation, '/area'))).status, 404, 'nor of others’ delegations');
});

const SECRET = 'a secret for tests, long enough to be one';
const PARKED = `${cookieName(true, 'parked')}=`;
const TYPED = ['text', 'email', 'tel', 'search'];

/** One of each kind: what differs by an id alone is the same. */
function differentForms(pages: ReadonlyMap<string, string>): PageForm[] {
  const forms = [...pages].flatMap(([page, html]) => formsOf(page, html));
  return [...new Map(forms.map((form) => [form.action.replaceAll(/[0-9a-f-]{36}/g, ':id'), form])).values()];
}

/** The forms a person writes in, filled in another way than they stand. */
function formsOf(page: string, html: string): PageForm[] {
  return readHtml(html)
    .all('form')
    .filter(({ attributes }) => attributes.get('method') === 'post' && !attributes.get('enctype'))
    .map((form) => ({ page, action: form.attributes.get('action') ?? '', typed: filled(form) }))
    .filter(({ typed }) => Object.keys(typed).length > 0);
}

function filled(form: Element): Fields {
  const typed: Record<string, string> = {};
  for (const { name: tag, attributes, children } of within(form)) {
    const name = attributes.get('name') ?? '';
    const type = attributes.get('type') ?? 'text';
    if (name === '' || attributes.has('disabled')) continue;
    if (tag === 'textarea' || (tag === 'input' && TYPED.includes(type))) {
      typed[name] = 'Conservato'.slice(0, Number(attributes.get('maxlength') ?? 100));
    }
    if (tag === 'select') typed[name] = lastOption(children) ?? '';
    if (tag === 'input' && (type === 'radio' || type === 'checkbox')) typed[name] = attributes.get('value') ?? 'on';
  }
  return typed;
}

/** What the form would send now. */
function valuesOf(form: Element): Map<string, string> {
  const values = new Map<string, string>();
  for (const element of within(form)) {
    const { name: tag, attributes } = element;
    const name = attributes.get('name') ?? '';
    const type = attributes.get('type') ?? 'text';
    if (tag === 'textarea') values.set(name, textIn(element).replace(/^\n/, ''));
    if (tag === 'select') values.set(name, selectedIn(element));
    if (tag === 'input' && TYPED.includes(type)) values.set(name, attributes.get('value') ?? '');
    if (tag === 'input' && (type === 'radio' || type === 'checkbox') && attributes.has('checked')) {
      values.set(name, attributes.get('value') ?? 'on');
    }
  }
  return values;
}

const optionsIn = (element: Element) => within(element).filter(({ name }) => name === 'option');

function lastOption(children: Element['children']): string | undefined {
  return children
    .flatMap((child) => (typeof child === 'string' ? [] : [child, ...within(child)]))
    .filter(({ name }) => name === 'option')
    .at(-1)
    ?.attributes.get('value');
}

function selectedIn(select: Element): string {
  return (
    optionsIn(select)
      .find(({ attributes }) => attributes.has('selected'))
      ?.attributes.get('value') ?? ''
  );
}

function textIn({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? child : '')).join('');
}
