import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type AccountPortal,
  GOOD_PASSWORD,
  openAccountPortal,
  type PortalVisitor,
  withAccount,
} from '../../../test/account-portal.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1';

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

async function enter(username: string, userAgent: string, ip: string) {
  const visitor = portal.visitor(ip);
  await visitor.get('/accesso');
  await visitor.post('/accesso', { username, password: GOOD_PASSWORD }, { 'user-agent': userAgent });
  return visitor;
}

const inside = async (visitor: PortalVisitor) => (await visitor.get('/prova/entrata')).status === 200;
const list = async (visitor: PortalVisitor) => (await visitor.get('/profilo/dispositivi')).html;
const idsIn = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))].map(([, id = '']) => id);

test('one sees where one is signed in, and ends one session or all the others', async () => {
  await withAccount(portal, 'Ada');
  const here = await enter('ada.prova', FIREFOX, '192.0.2.10');
  const phone = await enter('ada.prova', IPHONE, '198.51.100.7');
  const third = await enter('ada.prova', 'curl/8', '198.51.100.8');
  const html = await list(here);
  for (const words of ['Firefox su Windows', 'Safari su iPhone', 'Un programma che non riconosciamo', '198.51.100.7'])
    assert.ok(html.includes(words), words);
  assert.match(html, /Questa sessione/);
  assert.match(html, /Entrato con la password/);
  const others = idsIn(html, 'sessione');
  assert.equal(others.length, 2, 'one’s own is left by signing out');
  const [last = '', before = ''] = others;
  const ended = await here.post('/profilo/dispositivi', { sessione: last });
  assert.match((await here.follow(ended)).html, /La sessione è terminata/);
  assert.deepEqual([await inside(here), await inside(phone), await inside(third)].sort(), [false, true, true]);
  assert.match(
    (await here.follow(await here.post('/profilo/dispositivi', { sessione: last }))).html,
    /già stato tolto/,
  );
  assert.ok(before);
  await here.post('/profilo/dispositivi', { altre: '1' });
  assert.deepEqual([await inside(here), await inside(phone), await inside(third)], [true, false, false]);
});

test('nobody ends or forgets what is somebody else’s', async () => {
  await withAccount(portal, 'Bice');
  await withAccount(portal, 'Cleo');
  const bice = await enter('bice.prova', FIREFOX, '192.0.2.11');
  const again = await enter('bice.prova', IPHONE, '192.0.2.12');
  const html = await list(bice);
  const cleo = await enter('cleo.prova', FIREFOX, '192.0.2.13');
  await list(cleo);
  for (const fields of [
    { sessione: idsIn(html, 'sessione')[0] ?? '' },
    { dispositivo: idsIn(html, 'dispositivo')[0] ?? '' },
    { sessione: "'; drop table sessions" },
  ]) {
    assert.match((await cleo.follow(await cleo.post('/profilo/dispositivi', fields))).html, /già stato tolto/);
  }
  assert.deepEqual([await inside(bice), await inside(again)], [true, true]);
  assert.equal(idsIn(await list(bice), 'dispositivo').length, 2);
});

test('a device that is forgotten is unknown again', async () => {
  await withAccount(portal, 'Dora');
  const here = await enter('dora.prova', FIREFOX, '192.0.2.14');
  const phone = await enter('dora.prova', IPHONE, '192.0.2.15');
  await portal.mails();
  const html = await list(here);
  const cards = html.split('<article').filter((card) => card.includes('name="dispositivo"'));
  const [id = ''] = idsIn(cards.find((card) => card.includes('iPhone')) ?? '', 'dispositivo');
  await here.post('/profilo/dispositivi', { dispositivo: id });
  assert.equal(idsIn(await list(here), 'dispositivo').length, 1);
  await phone.get('/uscita');
  await phone.post('/uscita');
  await phone.get('/accesso');
  await phone.post('/accesso', { username: 'dora.prova', password: GOOD_PASSWORD });
  assert.equal((await portal.mails())[0]?.subject, 'Accesso da un nuovo dispositivo');
});

test('ending a session asks for a fresh proof, and says what is left to do', async () => {
  await withAccount(portal, 'Emma');
  const here = await enter('emma.prova', FIREFOX, '192.0.2.16');
  const phone = await enter('emma.prova', IPHONE, '192.0.2.17');
  await list(here);
  portal.wait(11);
  const asked = await here.post('/profilo/dispositivi', { altre: '1' });
  assert.equal(asked.location, '/accesso/conferma?dopo=%2Fprofilo%2Fdispositivi');
  assert.ok(await inside(phone));
  await here.follow(asked);
  const back = await here.post('/accesso/conferma', { password: GOOD_PASSWORD, dopo: '/profilo/dispositivi' });
  assert.match((await here.follow(back)).html, /non è ancora fatto: premi di nuovo/);
  await here.post('/profilo/dispositivi', { altre: '1' });
  assert.equal(await inside(phone), false);
});

test('signing out has the browser drop what it kept, and the old cookie opens nothing', async () => {
  await withAccount(portal, 'Flora');
  const here = await enter('flora.prova', FIREFOX, '192.0.2.18');
  const cookie = here.cookies.get('polis-session') ?? '';
  await here.get('/uscita');
  const left = await here.post('/uscita');
  assert.equal(left.headers['clear-site-data'], '"cache", "storage"');
  here.cookies.set('polis-session', cookie);
  assert.equal(await inside(here), false);
});
