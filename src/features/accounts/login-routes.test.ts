import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type AccountPortal,
  GOOD_PASSWORD,
  linkIn,
  openAccountPortal,
  signedInAs,
  withAccount,
} from '../../../test/account-portal.ts';
import { createHasher } from '../../platform/hashing.ts';

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

const plain = (html: string) => html.replace(/name="csrf" value="[^"]+"/g, '');

async function attempt(username: string, password: string, ip: string, visitor = portal.visitor(ip)) {
  await visitor.get('/accesso');
  return visitor.post('/accesso', { username, password });
}

test('a wrong password and a name nobody has are answered alike, to the byte', async () => {
  await withAccount(portal, 'Ada');
  const shown = (html: string) => plain(html).replace(/nobody\.here|ada\.prova/g, 'name');
  const wrong = await attempt('ada.prova', 'not this one', '192.0.2.10');
  const nobody = await attempt('nobody.here', 'not this one', '192.0.2.11');
  assert.equal(wrong.status, 422);
  assert.equal(nobody.status, wrong.status);
  assert.equal(shown(nobody.html), shown(wrong.html));
  assert.deepEqual(Object.keys(nobody.headers).sort(), Object.keys(wrong.headers).sort());
  assert.ok(!wrong.html.includes('not this one'), 'the password is never sent back');
});

test('a name nobody has costs a whole hash, as one that somebody has', async () => {
  const real = portal.deps.hasher;
  const asked: (string | undefined)[] = [];
  const counting = await openAccountPortal({
    hasher: {
      ...real,
      reserve: (asker) => {
        const place = real.reserve(asker);
        const verify = (hash: string | undefined, text: string) => {
          asked.push(hash);
          return place?.verify(hash, text) ?? Promise.reject(new Error('no place'));
        };
        return place && { ...place, verify };
      },
    },
  });
  await withAccount(counting, 'Ada');
  for (const username of ['ada.prova', 'nobody.here']) {
    const visitor = counting.visitor();
    await visitor.get('/accesso');
    await visitor.post('/accesso', { username, password: 'not this one' });
  }
  assert.deepEqual(
    asked.map((hash) => typeof hash),
    ['string', 'undefined'],
    'one each',
  );
  await counting.close();
  const alone = createHasher({ memoryKiB: 1024, passes: 1, atOnce: 1, queue: 0 });
  const checking = alone.verifySecret(undefined, 'x');
  assert.equal(alone.reserve('waited'), undefined, 'it takes a turn like any other');
  assert.equal(await checking, false);
});

test('after five wrong passwords from one network one waits, longer each time, and a known device does not', async () => {
  await withAccount(portal, 'Bice');
  const known = await signedInAs(portal, 'bice.prova', '192.0.2.20');
  await known.get('/uscita');
  await known.post('/uscita');
  const stranger = '198.51.100.20';
  for (let tries = 0; tries < 5; tries++) assert.equal((await attempt('bice.prova', 'wrong', stranger)).status, 422);
  const paused = await attempt('bice.prova', GOOD_PASSWORD, stranger);
  assert.equal(paused.status, 429);
  assert.match(paused.html, /riprova tra 30 secondi/);
  assert.equal((await attempt('bice.prova', GOOD_PASSWORD, stranger, known)).status, 303, 'her own browser gets in');
  portal.wait(0.51);
  assert.equal((await attempt('bice.prova', 'wrong', stranger)).status, 422);
  assert.match((await attempt('bice.prova', 'wrong', stranger)).html, /riprova tra 1 minuto/);
  portal.wait(1.1);
  assert.equal((await attempt('bice.prova', GOOD_PASSWORD, stranger)).status, 303, 'a right one ends the count');
  assert.equal((await attempt('bice.prova', 'wrong', stranger)).status, 422);
});

test('a name nobody has is paused just the same', async () => {
  for (let tries = 0; tries < 5; tries++) await attempt('no.body', 'wrong', '198.51.100.21');
  assert.equal((await attempt('no.body', 'wrong', '198.51.100.21')).status, 429);
});

test('many tries at the same moment do not pass the limit together', async () => {
  await withAccount(portal, 'Cleo');
  const visitor = portal.visitor('198.51.100.22');
  await visitor.get('/accesso');
  const replies = await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      visitor.post('/accesso', { username: 'cleo.prova', password: `wrong ${at}` }),
    ),
  );
  const checked = replies.filter(({ status }) => status === 422);
  assert.equal(checked.length, 5);
});

test('an expired temporary password says so, only to who knows it', async () => {
  const temporaryUntil = new Date(portal.now.getTime() + 60_000);
  await withAccount(portal, 'Flora', { temporaryUntil });
  portal.wait(2);
  assert.match((await attempt('flora.prova', GOOD_PASSWORD, '192.0.2.50')).html, /temporanea è scaduta/);
  assert.doesNotMatch((await attempt('flora.prova', 'wrong', '192.0.2.51')).html, /scaduta/);
});

test('entering from a second device is told, from the first it is not', async () => {
  await withAccount(portal, 'Gemma');
  await portal.mails();
  const first = await signedInAs(portal, 'gemma.prova', '192.0.2.60');
  assert.deepEqual(await portal.mails(), []);
  await signedInAs(portal, 'gemma.prova', '192.0.2.61');
  assert.equal((await portal.mails())[0]?.subject, 'Accesso da un nuovo dispositivo');
  const inbox = await first.get('/messaggi');
  assert.match(inbox.html, /Hai un messaggio da leggere/);
  const path = /href="(\/messaggi\/[^"]+)"/.exec(inbox.html)?.[1] ?? '';
  assert.match((await first.get(path)).html, /<h1>Accesso da un nuovo dispositivo<\/h1>/);
  assert.match((await first.get('/messaggi')).html, /Li hai letti tutti/);
  await withAccount(portal, 'Ines');
  const other = await signedInAs(portal, 'ines.prova', '192.0.2.62');
  const absent = await other.get('/messaggi/018f0000-0000-7000-8000-000000000000');
  assert.deepEqual([(await other.get(path)).status, (await other.get(path)).html], [absent.status, absent.html]);
  assert.equal((await other.get('/messaggi/1%27')).status, 404);
});

test('a forgotten password: one answer for all, a link for half an hour, good once, other sessions ended', async () => {
  const account = await withAccount(portal, 'Lara');
  const inside = await signedInAs(portal, 'lara.prova', '192.0.2.70');
  const visitor = portal.visitor('192.0.2.71');
  await visitor.get('/accesso/recupero');
  const known = await visitor.post('/accesso/recupero', { fiscalCode: account.fiscalCode });
  const unknown = await visitor.post('/accesso/recupero', { fiscalCode: 'RSSMRA80A01H501U' });
  // What was typed is in the form that asks again.
  const said = (html: string) => plain(html).replace(/name="fiscalCode" value="[^"]+"/, '');
  assert.deepEqual([unknown.status, said(unknown.html)], [known.status, said(known.html)]);
  const again = await visitor.post('/accesso/recupero', { fiscalCode: account.fiscalCode });
  assert.match(again.html, /già partita da poco: riprova tra/, 'a second request in the same minute sends nothing');
  const [mail, ...others] = await portal.mails();
  assert.deepEqual([mail?.to, others], [account.email, []]);
  const link = linkIn(mail);
  await visitor.get(link);
  const choose = (newPassword: string) => visitor.post(link, { newPassword, newPasswordAgain: newPassword });
  assert.match((await choose('lara.prova.1985')).html, /tuoi dati/);
  const saved = await choose('mansarda tiepida con graffette');
  assert.equal(saved.location, '/accesso');
  assert.match((await visitor.follow(saved)).html, /La nuova password è salvata/);
  assert.equal((await visitor.get(link)).status, 410);
  assert.equal((await inside.get('/prova/entrata')).status, 303, 'the old session is over');
  assert.equal((await attempt('lara.prova', 'mansarda tiepida con graffette', '192.0.2.71')).status, 303);

  portal.wait(2);
  await visitor.post('/accesso/recupero', { fiscalCode: account.fiscalCode });
  const late = (await portal.mails()).find(({ subject }) => subject === 'Scegli una nuova password');
  portal.wait(30);
  assert.equal((await visitor.get(linkIn(late))).status, 410, 'over after half an hour');
});

test('a forgotten user name comes by mail', async () => {
  const account = await withAccount(portal, 'Mina');
  const visitor = portal.visitor('192.0.2.80');
  await visitor.get('/accesso/nome-utente');
  await visitor.post('/accesso/nome-utente', { fiscalCode: account.fiscalCode.toLowerCase() });
  assert.match((await portal.mails())[0]?.text ?? '', /Nome utente: mina\.prova/);
  assert.equal((await visitor.post('/accesso/nome-utente', { fiscalCode: 'RSSMRA80A01H501X' })).status, 422);
});
