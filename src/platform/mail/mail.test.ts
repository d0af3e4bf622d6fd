import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { pino } from 'pino';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import { until } from '../../../test/until.ts';
import { systemClock } from '../clock.ts';
import { startWorker } from '../jobs/index.ts';
import { freePort } from '../postgres/index.ts';
import { type Catcher, startCatcher } from './catcher/index.ts';
import { createPostman, type Mail, mailLayout, mailTasks, type Postman, postMail } from './index.ts';

const log = pino({ level: 'silent' });
const folder = mkdtempSync(join(tmpdir(), 'polis-mail-'));
let fresh: FreshDatabase;
let catcher: Catcher;
let postman: Postman;
const open = (smtpPort = 0, webPort = 0) => startCatcher({ folder, smtpPort, webPort, now: systemClock });
before(async () => {
  fresh = await freshDatabase();
  catcher = await open();
  postman = postmanTo(catcher.smtpUrl);
});
after(async () => {
  postman.close();
  await catcher.close();
  await fresh.drop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await fetch(`${catcher.webUrl}/api/messages`, { method: 'DELETE' });
  await fresh.database.query('delete from outgoing_mails');
});

function postmanTo(smtpUrl: string): Postman {
  return createPostman({ database: fresh.database, smtpUrl, from: 'Polis <non-rispondere@polis.example>', log });
}

interface Received {
  id: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  headers: [string, string][];
  attachments: { filename: string; size: number; path: string }[];
}

async function received(to: string, web = catcher.webUrl): Promise<Received[]> {
  const response = await fetch(`${web}/api/messages?to=${encodeURIComponent(to)}`);
  return (await response.json()) as Received[];
}

const content = {
  paragraphs: ['Ciao Perché <b>no</b> & "sì",', 'conferma il tuo indirizzo entro le 12:00.'],
  link: { label: 'Conferma qui', url: 'https://istanze.example/registrazione?a=1&b=2' },
  signature: 'Ministero di prova',
};

function mail(change: Partial<Mail> = {}): Mail {
  return { key: 'm-1', to: 'anna@posta.example', subject: 'Conferma: è ora', ...mailLayout(content), ...change };
}

async function stateOf(key: string) {
  const [row] = await fresh.database.query<{ state: string; attempts: number; last_error: string | null }>(
    'select state, attempts, last_error from outgoing_mails where key = $1',
    [key],
  );
  return row;
}

test('a mail arrives with its words, its attachment and the marks of an automatic message', async () => {
  const bytes = Buffer.from('%PDF-1.7 prova');
  const attachments = [{ filename: 'ricevuta.pdf', contentType: 'application/pdf', content: bytes.toString('base64') }];
  await postman.deliver(mail({ attachments }));
  const [got] = await received('anna@posta.example');
  assert.equal(got?.subject, 'Conferma: è ora');
  assert.equal(got?.messageId, '<m-1@polis.example>');
  assert.ok(got?.headers.some(([name, value]) => name === 'auto-submitted' && value === 'auto-generated'));
  const file = await fetch(catcher.webUrl + got?.attachments[0]?.path);
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), bytes);
});

test('the plain part says what the HTML part says', async () => {
  const { text, html } = mailLayout(content);
  const shown = html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  const words = (part: string) => part.replace(/\s+/g, ' ').trim();
  assert.equal(words(shown), words(text));
});

test('a link that is no web address is refused', () => {
  const link = { label: 'x', url: 'javascript:alert(1)' };
  assert.throws(() => mailLayout({ ...content, link }), TypeError);
});

test('sent twice with one key it arrives once', async () => {
  await postman.deliver(mail());
  await postman.deliver(mail());
  await Promise.all([1, 2, 3].map(() => postman.deliver(mail({ key: 'm-2' }))));
  assert.equal((await received('anna@posta.example')).length, 2);
});

test('a subject cannot smuggle in headers and an address cannot be two', async () => {
  await postman.deliver(mail({ subject: 'Ciao\r\nBcc: eve@posta.example' }));
  const [got] = await received('anna@posta.example');
  assert.equal(got?.subject, 'Ciao Bcc: eve@posta.example');
  assert.deepEqual(await received('eve@posta.example'), []);
  for (const to of ['a@x.example, b@x.example', 'a@x.example\r\nRCPT TO:<b@x.example>', '<a@x.example>', 'nobody']) {
    await assert.rejects(postMail(fresh.database, mail({ to })), /not one mail address/);
  }
});

test('an address that does not exist is given up, noted once in the log, and not asked again', async () => {
  await postman.deliver(mail({ to: 'anna@inesistente.example' }));
  await postman.deliver(mail({ to: 'anna@inesistente.example' }));
  const state = await stateOf('m-1');
  assert.equal(state?.state, 'failed');
  assert.match(state?.last_error ?? '', /No such mailbox/);
  const events = await fresh.database.query("select subject_id from events where kind = 'mail.bounced'");
  assert.deepEqual(events, [{ subject_id: 'm-1' }]);
});

test('a busy mailbox is tried again later', async () => {
  await assert.rejects(postman.deliver(mail({ to: 'anna@occupata.example' })), /Try again later/);
  assert.equal((await stateOf('m-1'))?.state, 'pending');
});

test('with the mail server down the mail waits, and goes out once when it is up', async () => {
  const [smtpPort, webPort] = [await freePort(), await freePort()];
  const patient = postmanTo(`smtp://127.0.0.1:${smtpPort}`);
  const { database } = fresh;
  const worker = startWorker({ databaseUrl: fresh.urls.app, database, tasks: mailTasks(patient), log });
  await database.transaction((tx) => postMail(tx, mail({ key: 'm-down', to: 'bruno@posta.example' })));
  await until(async () => (await stateOf('m-down'))?.last_error);
  const late = await open(smtpPort, webPort);
  await until(async () => (await stateOf('m-down'))?.state === 'sent');
  assert.equal((await received('bruno@posta.example', late.webUrl)).length, 1);
  await worker.stop();
  patient.close();
  await late.close();
});

test('the catcher shows a mail in Italian, keeps its HTML in a sandbox, and remembers after a restart', async () => {
  await postman.deliver(mail({ html: '<p>ciao</p><script>alert(1)</script>' }));
  const [got] = await received('anna@posta.example');
  const page = await (await fetch(`${catcher.webUrl}/messaggi/${got?.id}`)).text();
  assert.match(page, /<html lang="it">/);
  assert.match(page, /Conferma: è ora/);
  const html = await fetch(`${catcher.webUrl}/messaggi/${got?.id}/html`);
  assert.match(html.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/);
  const again = await open();
  assert.equal((await received('anna@posta.example', again.webUrl)).length, 1);
  await again.close();
  assert.equal((await fetch(`${catcher.webUrl}/messaggi/1`)).status, 404);
});
