import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { home } from '../../src/platform/home.ts';
import { launchBrowser } from '../browser.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { type Look, peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { changesAndUndoes, forgetsPassword, forgetsUsername, memberAt, mendsReturnedMail } from './mailbox-story.ts';
import { mouse } from './mouse.ts';
import { withoutJavaScript } from './without-javascript.ts';

// The mail that never came, the forgotten name, the forgotten password, the changed address: the first reasons why people
// ask for help, each put right without asking anybody.

let portal: TestPortal;
let browser: Browser;
before(async () => {
  const env = { BOUNCE_ADDRESS: 'rimbalzi@polis.example' };
  [portal, browser] = await Promise.all([openTestPortal({ env }), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

const WAYS: readonly (readonly [way: string, look: Look, hands: typeof mouse])[] = [
  ['on a phone', { device: { width: 360, height: 740 }, checks: 'all' }, mouse],
  ['by keyboard', { device: {}, checks: 'none' }, keyboard],
  ['without JavaScript', { device: { javaScript: false }, checks: 'axe' }, withoutJavaScript],
];

for (const [way, look, hands] of WAYS) {
  describe(way, () => {
    let people: ReturnType<typeof peopleAt>;
    before(() => {
      people = peopleAt(browser, portal.origin, look, hands);
    });

    test('a forgotten user name comes by mail, and a forgotten password is chosen anew', async () => {
      const [person, member] = [await people.arrives(), await memberAt(portal)];
      await forgetsUsername(person, portal, member);
      await forgetsPassword(person, portal, member);
    });

    test('an address is changed, and the old one takes it back', async () => {
      const [person, other] = [await people.arrives(), await people.arrives()];
      await changesAndUndoes(person, other, portal, await memberAt(portal));
    });

    test('mail that comes back is seen at sign-in, and mended', async () => {
      await mendsReturnedMail(await people.arrives(), portal, await memberAt(portal, 'inesistente.example'));
    });

    test('and nothing left the portal', () => people.leave());
  });
}

test('what the mail server pipes into bin/polis mail bounce is noted, and said at sign-in', async () => {
  const member = await memberAt(portal);
  const people = peopleAt(browser, portal.origin, { device: {}, checks: 'none' }, mouse);
  const person = await people.arrives();
  await forgetsUsername(person, portal, member);
  const mail = await portal.mail(member.email, /^Il tuo nome utente$/);
  const sender = mail.headers.find(([name]) => name === 'return-path')?.[1] ?? '';
  assert.match(sender, /<rimbalzi\+[0-9a-z]+-[0-9a-f]{32}@polis\.example>/);
  const report = [
    `To: ${sender}`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Action: failed',
    'Status: 5.2.2',
    'Diagnostic-Code: smtp; 552 5.2.2 Mailbox full',
    '',
    '--b--',
  ].join('\r\n');
  const program = spawn(process.execPath, [join(home, 'dist/cli.js'), 'mail', 'bounce'], { env: portal.environment });
  program.stdin.end(report);
  const code = await new Promise((resolve) => program.on('close', resolve));
  assert.equal(code, 0);
  await person.open('/accesso');
  await person.hands.write('Nome utente o codice fiscale', member.username);
  await person.hands.write('Password', member.password);
  await person.hands.press('Accedi');
  await person.sees('La nostra posta non ti arriva');
  await person.reads('la casella è piena');
  await people.leave();
});
