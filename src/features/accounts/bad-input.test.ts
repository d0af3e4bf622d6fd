import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type AccountPortal, openAccountPortal, signedInAs, withAccount } from '../../../test/account-portal.ts';

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

const file = join(process.env['POLIS_DATA_DIR'] ?? '../shared/data', 'naughty-strings/blns.json');
const ours = [
  '\0',
  '\u202e',
  'a\r\nSet-Cookie: x=1',
  '=cmd()',
  '__proto__',
  '%00',
  "'; drop table accounts; --",
  '💥'.repeat(500),
];
const listed: string[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
const strings = [...ours, ...listed];

const FORMS: readonly [path: string, ...fields: string[]][] = [
  [
    '/registrazione',
    'fiscalCode',
    'surname',
    'name',
    'birthDate.day',
    'birthDate.month',
    'birthDate.year',
    'sex',
    'birthPlace',
    'birthPlace.query',
    'birthPlaceOther',
    'email',
    'emailAgain',
    'terms',
    'privacy',
    'search',
  ],
  ['/accesso', 'username', 'password', 'dopo'],
  ['/accesso/recupero', 'fiscalCode'],
  ['/accesso/nome-utente', 'fiscalCode'],
];

test('no text in no field breaks a page', async () => {
  const visitor = portal.visitor();
  await visitor.get('/accesso');
  for (const [path, ...fields] of FORMS) {
    for (const [index, text] of strings.entries()) {
      visitor.ip = `10.${index % 200}.${fields.length}.1`;
      const reply = await visitor.post(path, Object.fromEntries(fields.map((field) => [field, text])));
      assert.ok(reply.status < 500, `${path} ${JSON.stringify(text)}: ${reply.status}`);
      assert.ok(!reply.html.includes('<script>alert'), `${path} ${JSON.stringify(text)}`);
    }
  }
  assert.deepEqual(await portal.mails(), []);
});

test('no text breaks the pages of who is inside, and nothing in the address does', async () => {
  await withAccount(portal, 'Ada', { membership: { role: 'clerk', body: 'RMIC800001', bodyName: 'IC Prova' } });
  await withAccount(portal, 'Bice');
  const clerk = await signedInAs(portal, 'ada.prova');
  const person = await signedInAs(portal, 'bice.prova');
  await clerk.get('/uscita');
  await person.get('/uscita');
  for (const text of strings) {
    const secret = { newPassword: text, newPasswordAgain: text, password: text, dopo: text };
    const replies = [
      await clerk.post('/accesso/secondo-fattore', { code: text, dopo: text }),
      await person.post('/accesso/nuova-password', secret),
      await person.post('/sessione', { torna: text }),
      ...(await Promise.all(
        [
          '/accesso?dopo=',
          '/registrazione/luoghi?q=',
          '/registrazione/conferma/',
          '/accesso/recupero/',
          '/messaggi/',
          '/messaggi?pagina=',
        ].map((path) => person.get(path + encodeURIComponent(text.toWellFormed()))),
      )),
    ];
    for (const { status, location } of replies) {
      assert.ok(status < 500, `${JSON.stringify(text)}: ${status}`);
      assert.match(location ?? '/', /^\/(?![/\\])/);
    }
  }
});

test('a field sent twice is named, and so is one without end', async () => {
  const visitor = portal.visitor();
  for (const [path, ...fields] of FORMS) {
    await visitor.get(path);
    const [field = ''] = fields;
    const doubled = await visitor.post(path, { [field]: ['RSSMRA80A01H501U', 'x'] });
    assert.equal(doubled.status, 422, path);
    assert.match(doubled.html, /è arrivato più volte/);
    assert.ok((await visitor.post(path, { [field]: 'a'.repeat(20_000) })).status < 500);
    assert.ok((await visitor.post(path, {})).status < 500);
  }
  const long = await visitor.post('/registrazione', { surname: 'a'.repeat(20_000) });
  assert.match(long.html, /Il testo è troppo lungo/);
});

test('every page with errors says so in the title, in the summary and at the field, with the same words', async () => {
  const visitor = portal.visitor();
  for (const [path] of FORMS) {
    await visitor.get(path);
    const { html } = await visitor.post(path, {});
    assert.match(html, /<title>Errore: /, path);
    const summary = /<div class="error-summary"[\s\S]*?<\/div>/.exec(html)?.[0] ?? '';
    const errors = [...summary.matchAll(/<a href="#([^"]+)">([^<]+)<\/a>/g)];
    assert.ok(errors.length > 0, path);
    for (const [, field = '', words = ''] of errors) {
      assert.ok(html.includes(`id="${field}"`), `${path} ${field}`);
      assert.equal(html.split(words).length, 3, `${path} ${field}: ${words}`);
    }
    assert.equal(html.split('<h1>').length, 2, path);
  }
});

test('personal fields carry the tokens browsers fill them by', async () => {
  const visitor = portal.visitor();
  const expected: readonly [path: string, ...tokens: string[]][] = [
    ['/registrazione', 'family-name', 'given-name', 'bday-day', 'bday-month', 'bday-year', 'email'],
    ['/accesso', 'username', 'current-password'],
  ];
  for (const [path, ...tokens] of expected) {
    const { html } = await visitor.get(path);
    for (const token of tokens) assert.match(html, new RegExp(`autocomplete="${token}"`), `${path} ${token}`);
  }
});
