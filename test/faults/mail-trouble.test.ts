import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { until } from '../until.ts';
import { type Applicant, applicants } from './applicants.ts';
import { type Acknowledged, assertKept } from './kept.ts';
import { type Mood, MoodyPost } from './moody-post.ts';

// R-05 of the fault table: the mail server is absent, silent, busy (451) and refusing (550), one after the other, while
// people file; at last it takes what it is given. Server and worker are the built programs.

const QUICK_MS = 5_000;

let portal: TestPortal;
let post: MoodyPost;
const acknowledged: Acknowledged[] = [];
before(async () => {
  portal = await openTestPortal({ smtp: 'none' });
  post = new MoodyPost(portal.environment['SMTP_URL'] ?? '');
});
after(async () => {
  await post?.close();
  await portal.stop();
});

interface OutgoingMail {
  key: string;
  state: string;
  attempts: number;
  error: string | null;
  /** Seconds from the last failure to the next try; null when there is none to come. */
  pause: number | null;
}

async function mailTo(who: Applicant): Promise<OutgoingMail | undefined> {
  const [row] = await portal.database.query<OutgoingMail>(
    `select m.key, m.state, m.attempts, m.last_error as error,
       (select extract(epoch from j.run_at - j.updated_at)::float8 from graphile_worker._private_jobs j
         where j.key = 'mail.send:' || m.key and j.locked_at is null) as pause
     from outgoing_mails m join accounts a on reference_address(a.id) = m.recipient where a.id = $1`,
    [who.accountId],
  );
  return row;
}

/** Files while the post is in this mood: at once, with the receipt in the area, whatever becomes of the mail. */
async function fileWhile(mood: Mood, who: Applicant): Promise<void> {
  await post.be(mood);
  const filing = uuidv7();
  const began = performance.now();
  assert.equal((await who.confirm(filing)).location, who.confirmation(filing));
  assert.ok(performance.now() - began < QUICK_MS, 'the mail server made the person wait');
  acknowledged.push({ applicant: who, filing });
  const page = await until(async () => {
    const { html } = await who.person.get(who.confirmation(filing));
    return html.includes('Scarica la ricevuta') ? html : undefined;
  }, 30);
  assert.match(page, /Domanda inoltrata/);
  const pdf = await who.person.get(`${who.confirmation(filing)}/pdf`);
  assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-');
  assert.match((await who.person.get('/messaggi')).html, /Domanda inoltrata: protocollo \d{7}\/\d{4}/);
}

/** The mail has been tried in vain so many times and waits for its next turn. */
function failed(who: Applicant, times: number): Promise<OutgoingMail> {
  return until(async () => {
    const mail = await mailTo(who);
    return mail && mail.attempts >= times && mail.error !== null && mail.pause !== null ? mail : undefined;
  }, 45);
}

const emails = new Map<string, string>();
const arrivedAt = (who: Applicant) => post.received.filter(({ to }) => to === emails.get(who.accountId));

test('R-05: with the post absent, silent, busy or refusing people file, have their receipt, and get one mail when it is back', async (context) => {
  const [absent, silent, busy, refused] = await applicants(portal, 4);
  assert.ok(absent && silent && busy && refused);
  const addresses = await portal.database.query<{ id: string; email: string }>(
    'select id, reference_address(id) as email from accounts',
  );
  for (const { id, email } of addresses) emails.set(id, email);

  await fileWhile('absent', absent);
  const first = await failed(absent, 1);
  assert.match(first.error ?? '', /ECONNREFUSED/);

  await fileWhile('silent', silent);
  assert.match((await failed(silent, 1)).error ?? '', /Greeting never received|timeout/i);

  await fileWhile('later', busy);
  assert.match((await failed(busy, 1)).error ?? '', /451/);
  const later = await failed(absent, 2);
  assert.ok((later.pause ?? 0) > (first.pause ?? 0) * 1.5, `pauses grow: ${first.pause} then ${later.pause}`);

  post.refused = emails.get(refused.accountId) ?? '';
  await fileWhile('later', refused);
  const lost = await until(async () => {
    const mail = await mailTo(refused);
    return mail?.state === 'failed' ? mail : undefined;
  }, 30);
  assert.match(lost.error ?? '', /550/);
  assert.equal(lost.pause, null, 'what was refused for good is not tried again');
  const bounced = await portal.database.query(`select from events where kind = 'mail.bounced' and subject_id = $1`, [
    lost.key,
  ]);
  assert.equal(bounced.length, 1);

  assert.deepEqual(post.received, [], 'nobody has taken a mail so far');
  await assertKept(portal, acknowledged);
  await post.be('takes');
  // The pauses were seen to grow; the rest of them is not waited for.
  await portal.owner.query(
    `update graphile_worker._private_jobs set run_at = now() where key like 'mail.send:%' and locked_at is null`,
  );
  const mended = [absent, silent, busy];
  await until(async () => (await Promise.all(mended.map(mailTo))).every((mail) => mail?.state === 'sent'), 60);
  await noWorkLeft();
  for (const who of mended) {
    const got = arrivedAt(who);
    assert.equal(got.length, 1, JSON.stringify(got));
    assert.match(got[0]?.subject ?? '', /Domanda inoltrata: protocollo/);
    assert.equal(got[0]?.attachments.length, 1);
  }
  assert.deepEqual(arrivedAt(refused), []);
  assert.equal(new Set(post.received.map(({ messageId }) => messageId)).size, mended.length);
  const tries = await Promise.all([...mended, refused].map(async (who) => (await mailTo(who))?.attempts));
  context.diagnostic(JSON.stringify({ ...(await assertKept(portal, acknowledged)), tries, met: post.met }));
});

/** The worker has nothing more to send, so nothing can arrive twice. */
function noWorkLeft(): Promise<boolean> {
  return until(async () => {
    const waiting = await portal.database.query(
      `select 1 from outbox where task like 'mail.%' or task like 'message.%'
       union all select 1 from graphile_worker._private_jobs where key like 'mail.send:%'`,
    );
    return waiting.length === 0;
  }, 30);
}
