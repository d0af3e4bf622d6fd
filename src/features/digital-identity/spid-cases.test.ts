import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CASES, type Case } from '../../../test/saml/cases.ts';
import {
  answer,
  askProvider,
  factsFor,
  followed,
  type IdentityPortal,
  openIdentityPortal,
} from '../../../test/saml/identity-portal.ts';
import { anomalyXml, responseXml, sign } from '../../../test/saml/response.ts';

// The cases of spid-sp-test and of the AgID validator, by their ids, over HTTP against the routes: the response is posted
// from another site, redirects are followed without JavaScript, and a refusal is a 4xx of the consumer itself.

let portal: IdentityPortal;
before(async () => {
  portal = await openIdentityPortal();
});
after(() => portal.close());

const KO = [400, 401, 403, 422];

function expectedOf({ expected, level }: Case, asked: number): 'OK' | 'KO' {
  if (expected !== 'if the level is enough') return expected;
  return (level ?? asked) >= asked ? 'OK' : 'KO';
}

/** Refused for what is wrong with it, and not by luck: the reason kept in the log names the case. */
async function assertReason({ id }: Case, requestId: string): Promise<void> {
  const number = Number(id);
  // Their request is not found, they are the provider's own no, the signature cannot be where the ID is missing; and with
  // its only child gone (25, 51, 84, 86, 91, 93) an element is empty.
  if (!(number >= 8 && number <= 103) || [16, 17, 18, 25, 26, 33, 34, 51, 84, 86, 91, 93, 100].includes(number)) return;
  const [line] = await portal.fresh.database.query<{ reason: string }>(
    `select reason from entry_log where request_id = $1 and kind = 'response'`,
    [requestId],
  );
  const [, first, last] = /^(\d+)(?:(?:-|, )(\d+))?:/.exec(line?.reason ?? '') ?? [];
  const within = Number(first) <= number && number <= Number(last ?? first);
  assert.ok(within, `case ${id} was refused for: ${line?.reason}`);
}

async function run(one: Case, level: 1 | 2 | 3, binding: string): Promise<void> {
  const visitor = portal.visitor('192.0.2.77');
  const sent = await askProvider(visitor, { livello: String(level), binding, dopo: '/prova/entrata' });
  const facts = factsFor(portal, sent, one.level ?? level);
  const { fiscalNumber: _without, ...others } = facts.attributes;
  const given = one.attributes === 'other' ? { ...facts, attributes: { ...others, mobilePhone: '+39333' } } : facts;
  const made = one.code === undefined ? responseXml(given) : anomalyXml(given, one.code);
  const changed = one.change?.(made, portal.now) ?? made;
  const signed = sign(changed, one.stranger ? portal.stranger : portal.idp, one.sign);
  const posted = await answer(visitor, one.after?.(signed, portal.now) ?? signed, sent.relayState);
  const last = await followed(visitor, posted);
  if (expectedOf(one, level) === 'OK') {
    assert.equal(last.status, 200, last.html.slice(0, 500));
    assert.match(last.html, /"inside":true/);
  } else {
    assert.ok(KO.includes(posted.status), `status ${posted.status}`);
    assert.equal(visitor.cookies.has('polis-session'), false, 'nobody is inside');
    if (one.says) assert.match(posted.html, one.says);
    await assertReason(one, sent.id);
  }
}

for (const level of [1, 2, 3] as const) {
  for (const binding of ['redirect', 'post']) {
    describe(`SPID, level ${level}, ${binding}`, () => {
      for (const one of CASES) it(`case ${one.id}: ${one.what} – ${one.expected}`, () => run(one, level, binding));
    });
  }
}
