import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AccountPortal, linkIn, openAccountPortal } from '../../../test/account-portal.ts';
import { addressActs, LIST } from '../../../test/address-acts.ts';

let portal: AccountPortal;
let acts: ReturnType<typeof addressActs>;
before(async () => {
  portal = await openAccountPortal();
  acts = addressActs(portal);
});
after(() => portal.close());

test('an address is proven by its link, once; the reference stays, and is told with a way to undo', async () => {
  const { account, visitor } = await acts.person('Ada');
  const asked = await visitor.follow(await acts.ask(visitor, 'ada.nuova@example.it'));
  assert.match(asked.html, /Abbiamo mandato un’e-mail a ada\.nuova@example\.it/);
  assert.match(asked.html, /Da confermare/);
  assert.match(asked.html, /Guarda nella posta indesiderata/);
  const [mail, ...others] = await portal.mails();
  assert.deepEqual([mail?.to, mail?.subject, others], ['ada.nuova@example.it', 'Conferma il tuo indirizzo e-mail', []]);
  assert.deepEqual(
    await acts.addressesOf(account),
    [['ada@example.it', true]],
    'nothing counts before the link is used',
  );
  for (let look = 0; look < 3; look++) assert.match((await visitor.get(linkIn(mail))).html, /Stai confermando/);
  assert.deepEqual((await acts.addressesOf(account)).length, 1, 'looking at the link does not use it');
  assert.match((await visitor.post(linkIn(mail))).html, /Indirizzo confermato/);
  assert.equal((await visitor.post(linkIn(mail))).status, 410, 'the link is good once');
  assert.deepEqual(await acts.addressesOf(account), [
    ['ada@example.it', true],
    ['ada.nuova@example.it', false],
  ]);
  const [notice, ...more] = await portal.mails();
  assert.deepEqual([notice?.to, more], ['ada@example.it', []]);
  assert.match(notice?.text ?? '', /Non sono stato io: annulla/);
  assert.ok(!notice?.text.includes('ada.nuova@'), 'an address that may be read by others names no other in full');
});

test('who is not signed in shows with the fiscal code that the link did not reach a stranger', async () => {
  const { account, visitor } = await acts.person('Bice');
  await acts.ask(visitor, 'bice.nuova@example.it');
  const link = linkIn((await portal.mails())[0]);
  const stranger = portal.visitor('198.51.100.9');
  assert.ok(!(await stranger.get(link)).html.includes('bice.nuova'), 'the page does not show the address in full');
  for (const fiscalCode of ['', 'RSSMRA80A01H501U']) {
    assert.equal((await stranger.post(link, { fiscalCode })).status, 422, fiscalCode);
  }
  const typed = account.fiscalCode.toLowerCase().replace(/^(...)/, '$1 ');
  assert.equal((await stranger.post(link, { fiscalCode: typed })).status, 200);
  assert.equal((await acts.addressesOf(account)).length, 2);
});

test('whose link it is cannot be found out by trying: after five wrong fiscal codes it is dead', async () => {
  const { visitor } = await acts.person('Carla');
  await acts.ask(visitor, 'carla.nuova@example.it');
  const link = linkIn((await portal.mails())[0]);
  const stranger = portal.visitor('198.51.100.10');
  await stranger.get(link);
  const tried = [];
  for (let index = 0; index < 6; index++) {
    tried.push((await stranger.post(link, { fiscalCode: 'RSSMRA80A01H501U' })).status);
  }
  assert.deepEqual(tried, [422, 422, 422, 422, 422, 410]);
  assert.match((await visitor.get(LIST)).html, /Il collegamento non vale più: fattene mandare un altro/);
});

test('the link of somebody else, altered, too old or replaced opens nothing', async () => {
  const { visitor } = await acts.person('Dora');
  const { visitor: other } = await acts.person('Elsa');
  await acts.ask(visitor, 'dora.nuova@example.it');
  const link = linkIn((await portal.mails())[0]);
  assert.equal((await other.get(link)).status, 410, 'of somebody else who is signed in');
  assert.equal((await other.post(link)).status, 410);
  const anyone = portal.visitor();
  const token = link.slice(link.lastIndexOf('/') + 1);
  const altered = [`${token}x`, token.slice(0, -1), token.replace(/\.\d+\./, '.2.'), token.toUpperCase(), 'x.y.z'];
  for (const each of altered) {
    assert.equal((await anyone.get(`/indirizzi/conferma/${each}`)).status, 410, each);
    assert.equal((await anyone.get(`/indirizzi/annulla/${each}`)).status, 410, each);
  }
  assert.equal(
    (await anyone.get(`/indirizzi/annulla/${token}`)).status,
    410,
    'a link for one thing is none for another',
  );
  portal.wait(72 * 60 + 1);
  assert.equal((await anyone.get(link)).status, 410, 'after 72 hours');
});

test('the mail can be sent again with the same link, not at once and not for ever', async () => {
  const { visitor } = await acts.person('Fosca');
  await acts.ask(visitor, 'fosca.nuova@example.it');
  const link = linkIn((await portal.mails())[0]);
  const list = await visitor.get(LIST);
  const indirizzo = /name="indirizzo" value="([^"]+)"/.exec(list.html)?.[1] ?? '';
  const again = async () => (await visitor.follow(await visitor.post(LIST, { indirizzo }))).html;
  assert.match(await again(), /puoi rimandarla tra 1 minuto/);
  assert.deepEqual(await portal.mails(), []);
  let sent = 1;
  for (let minutes = 0; minutes < 25 * 60; minutes += 20) {
    portal.wait(20);
    await visitor.get('/accesso/conferma?dopo=/profilo');
    await visitor.post('/sessione');
    if (!/Ti abbiamo mandato/.test(await again())) continue;
    sent += 1;
    assert.equal(linkIn((await portal.mails())[0]), link);
    if (sent > 6) break;
  }
  assert.ok(sent >= 5 && sent <= 6, `${sent} mails in a day`);
});
