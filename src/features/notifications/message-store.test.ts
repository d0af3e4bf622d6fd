import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AccountPortal, openAccountPortal, withAccount } from '../../../test/account-portal.ts';
import { messagesOf, notify, sendMail, unreadCount } from './message-store.ts';

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

const receipt = {
  kind: 'filing.receipt',
  subject: 'La tua domanda è inoltrata',
  paragraphs: ['Numero di protocollo <b>0000001</b> & altro.', 'La ricevuta è nell’archivio.'],
  link: { href: '/archivio', label: 'Apri l’archivio' },
};

test('one event told three times makes one message and one mail, with the same words in both parts', async () => {
  const { id: accountId, email, name } = await withAccount(portal, 'Ada');
  const { database } = portal.fresh;
  for (let times = 0; times < 3; times++) {
    await database.transaction((tx) => notify(tx, { accountId, key: 'receipt:1', ...receipt }));
  }
  const [mail, ...others] = await portal.mails();
  assert.deepEqual(others, []);
  assert.equal(mail?.to, email);
  const words = (text: string) => text.replace(/\s+/g, ' ').trim();
  const shown = (mail?.html ?? '')
    .replace(/<head>.*<\/head>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
  assert.equal(words(shown), words(mail?.text ?? ''));
  assert.match(mail?.text ?? '', new RegExp(`Ciao ${name},`));
  assert.match(mail?.text ?? '', /http:\/\/portal\.example\/archivio/);
  assert.equal(await unreadCount(database, { accountId, only: null }), 1);
});

test('what is rolled back is told to nobody', async () => {
  const { id: accountId } = await withAccount(portal, 'Bice');
  const failing = portal.fresh.database.transaction(async (tx) => {
    await notify(tx, { accountId, key: 'receipt:2', ...receipt });
    await sendMail(tx, { to: 'x@example.it', key: 'x', subject: 'x', paragraphs: ['x'] });
    throw new Error('no');
  });
  await assert.rejects(failing, /no/);
  assert.deepEqual(await portal.mails(), []);
  assert.deepEqual(await messagesOf(portal.fresh.database, { accountId, only: null }), []);
});

test('the inbox shows twenty at a time, the newest first', async () => {
  const { id: accountId } = await withAccount(portal, 'Cleo');
  const { database } = portal.fresh;
  for (let number = 1; number <= 25; number++) {
    await notify(database, { accountId, ...receipt, key: `many:${number}`, subject: `Messaggio ${number}` });
  }
  const subjects = async (page: number) =>
    (await messagesOf(database, { accountId, only: null }, page)).map(({ subject }) => subject);
  assert.equal((await subjects(0)).at(0), 'Messaggio 25');
  assert.equal((await subjects(0)).length, 20);
  assert.deepEqual((await subjects(1)).at(-1), 'Messaggio 1');
});
