import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { pino } from 'pino';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import { systemClock } from '../clock.ts';
import { readBounce } from './bounce-report.ts';
import { bouncesOf } from './bounces.ts';
import { type Catcher, startCatcher } from './catcher/index.ts';
import { mailCommands } from './commands.ts';
import { createPostman, mailLayout, type Postman } from './index.ts';
import { mailReturned, returnAddress } from './return-address.ts';

const secret = 'the secret of the returned mails of one test';
const folder = mkdtempSync(join(tmpdir(), 'polis-bounces-'));
let fresh: FreshDatabase;
let catcher: Catcher;
let postman: Postman;
before(async () => {
  fresh = await freshDatabase();
  catcher = await startCatcher({ folder, smtpPort: 0, webPort: 0, now: systemClock });
  postman = createPostman({
    database: fresh.database,
    smtpUrl: catcher.smtpUrl,
    from: 'Polis <non-rispondere@polis.example>',
    returns: { box: 'rimbalzi@polis.example', secret },
    log: pino({ level: 'silent' }),
  });
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

const letter = mailLayout({ paragraphs: ['Ciao.'], signature: 'Prova' });
const send = (key: string, to = 'Anna@posta.example') => postman.deliver({ key, to, subject: 'Prova', ...letter });

/** The envelope sender of the newest mail, as the server that brought it home wrote it down. */
async function returnPath(): Promise<string> {
  const mails = (await (await fetch(`${catcher.webUrl}/api/messages`)).json()) as { headers: [string, string][] }[];
  const found = mails.at(-1)?.headers.find(([name]) => name === 'return-path')?.[1] ?? '';
  return found.replaceAll(/[<>]/g, '');
}

/** What a mail server writes when it gives up. */
function report(to: string, change: { status?: string; action?: string; words?: string; type?: string } = {}): string {
  const { status = '5.1.1', action = 'failed', words = 'smtp; 550 5.1.1 User unknown' } = change;
  const { type = 'multipart/report; report-type=delivery-status; boundary="b"' } = change;
  return [
    'From: MAILER-DAEMON@mx.example (Mail Delivery System)',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    `Content-Type: ${type}`,
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'This is the mail system. I’m sorry.',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    'Arrival-Date: Mon, 2 Mar 2026 10:00:00 +0100',
    '',
    'Final-Recipient: rfc822; anna@posta.example',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: ${words}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'Subject: Prova',
    '',
    '--b--',
    '',
  ].join('\r\n');
}

async function pipe(message: string, ...words: string[]) {
  const said: string[] = [];
  const code = await mailCommands(['bounce', ...words], {
    database: fresh.database,
    now: systemClock,
    by: 'postfix',
    secret,
    out: (line) => said.push(line),
    err: (line) => said.push(line),
    input: (async function* () {
      for (let from = 0; from < message.length; from += 1000) yield message.slice(from, from + 1000);
    })(),
  });
  return { code, said: said.join('\n') };
}

const never = (address: string) => [{ address, provenAt: null }];
const anna = () => bouncesOf(fresh.database, never('anna@posta.example'));
const age = (key: string, days: number) =>
  fresh.owner.query(
    `update outgoing_mails set settled_at = settled_at - make_interval(days => $2),
       bounced_at = bounced_at - make_interval(days => $2) where key = $1`,
    [key, days],
  );

test('a mail that a server brings back is noted with the reason, once', async () => {
  await send('one');
  assert.deepEqual(await anna(), []);
  const noted = await pipe(report(await returnPath()));
  assert.deepEqual(noted, { code: 0, said: 'Annotata: 5.1.1 smtp; 550 5.1.1 User unknown' });
  const [bounce] = await anna();
  assert.deepEqual([bounce?.address, bounce?.reason], ['anna@posta.example', 'no-such-box']);
  assert.match((await pipe(report(await returnPath()))).said, /già annotata/);
  const events = await fresh.database.query("select data from events where subject_id = 'one'");
  assert.deepEqual(events, [{ data: { reason: 'smtp; 550 5.1.1 User unknown', status: '5.1.1' } }]);
});

test('the address the server was told counts before those in the message', async () => {
  await send('one');
  const to = await returnPath();
  assert.match((await pipe(report('postmaster@polis.example'), to.toUpperCase())).said, /^Annotata/);
  assert.equal((await anna()).length, 1);
});

test('a refusal while the mail is sent is a bounce too', async () => {
  await send('one', 'anna@inesistente.example');
  const [bounce] = await bouncesOf(fresh.database, never('anna@inesistente.example'));
  assert.equal(bounce?.reason, 'no-such-box');
});

test('nobody can make a mail come back who has not seen its return address', async () => {
  await send('one');
  const true_ = await returnPath();
  const forged = [
    returnAddress('rimbalzi@polis.example', 'another secret', 1),
    true_.replace(/-./, (start) => (start === '-0' ? '-1' : '-0')),
    true_.replace(/\+\w+-/, '+zzz-'),
    'rimbalzi@polis.example',
    'rimbalzi+-@polis.example',
  ];
  for (const to of forged) assert.match((await pipe(report(to))).said, /ignorata/, to);
  assert.deepEqual(await anna(), []);
});

test('what is no report of failure is dropped without an answer', async () => {
  await send('one');
  const to = await returnPath();
  const others = [
    report(to, { action: 'delayed', status: '4.4.1' }),
    report(to, { action: 'delivered', status: '2.0.0' }),
    report(to, { type: 'multipart/mixed; boundary="b"' }),
    report(to, { status: 'banana' }),
    `To: ${to}\r\nSubject: Sono in ferie\r\nAuto-Submitted: auto-replied\r\n\r\nTorno lunedì.`,
    '',
    '\0\0\0',
  ];
  for (const message of others) assert.deepEqual((await pipe(message)).code, 0);
  assert.deepEqual(await anna(), []);
});

test('hostile reports break nothing and put nothing into the log that moves a terminal', async () => {
  await send('one');
  const to = await returnPath();
  const words = `smtp; 550 \u001b[31m\u202e${'x'.repeat(5_000)}`;
  const { said } = await pipe(report(to, { words }));
  assert.ok(said.length < 400 && !said.includes('\u001b'), said.slice(0, 80));
  const nested = 'Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n'.repeat(500);
  assert.equal((await pipe(nested)).code, 0);
  assert.equal((await pipe(report(to) + 'x'.repeat(3_000_000))).code, 0);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
      assert.equal(await readBounce(bytes), undefined);
    }),
    { numRuns: 200 },
  );
});

test('a refusal is over when the same server takes a later mail', async () => {
  await send('one', 'anna@inesistente.example');
  await age('one', 1);
  await fresh.owner.query(`update outgoing_mails set recipient = 'anna@posta.example' where key = 'one'`);
  assert.equal((await anna()).length, 1);
  await send('two');
  assert.deepEqual(await anna(), []);
});

test('a report is over when a later mail has not come back for three days, or the owner proves the address', async () => {
  await send('one');
  await pipe(report(await returnPath(), { status: '5.2.2' }));
  await age('one', 10);
  await send('two');
  const [bounce] = await anna();
  assert.equal(bounce?.reason, 'full', 'the later mail may still come back');
  const provenAt = new Date();
  assert.deepEqual(await bouncesOf(fresh.database, [{ address: 'anna@posta.example', provenAt }]), []);
  await age('two', 4);
  assert.deepEqual(await anna(), []);
});

test('a return address names its mail and is read in whatever letters servers make of it', () => {
  const check = fc.property(fc.nat(), (mail) => {
    const address = returnAddress('rimbalzi@polis.example', secret, mail);
    assert.equal(mailReturned(secret, address.toUpperCase()), mail);
    assert.ok(address.indexOf('@') <= 64, 'RFC 5321, 4.5.3.1.1');
  });
  fc.assert(check);
});
