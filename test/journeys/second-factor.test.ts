import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOTP } from 'otpauth';

import { CAST } from '../../src/apps/cast.ts';
import { until } from '../until.ts';
import { type Person, peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { comesIn } from './registration.ts';
import { setStage } from './stage.ts';

// The second proof in a real browser: a passkey made, used and taken away (Chromium's virtual authenticator stands for
// the device), and the code from the phone, by keyboard and without JavaScript.

const OWN = '/profilo/secondo-fattore';
const HOME = `Ciao, ${CAST.anna.name} ${CAST.anna.surname}`;

const stage = setStage({ host: 'localhost' });

/** A device with a finger on it. */
async function authenticatorOf({ page }: Person) {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('WebAuthn.enable');
  const { authenticatorId } = await protocol.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    knows: (isUserVerified: boolean) => protocol.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

async function leaves({ page, hands }: Person): Promise<void> {
  await page.goto(`${stage.portal.origin}/uscita`);
  await hands.press(/^Esci/);
}

test('Anna makes a passkey, comes in with it in both ways, and takes it away', async () => {
  const people = peopleAt(stage.browser, stage.portal.origin, { device: {}, checks: 'all' }, keyboard);
  const anna = await people.arrives();
  const { hands } = anna;
  const device = await authenticatorOf(anna);
  await comesIn(anna, stage.portal, CAST.anna);
  await anna.open('/profilo');
  await hands.follow('Verifica in due passaggi');
  await anna.sees('Verifica in due passaggi', 'nothing yet');
  await anna.reads('Non è attiva');
  await hands.follow('Aggiungi una passkey');
  await anna.sees('Aggiungi una passkey');
  await hands.press('Crea la passkey');
  await anna.seesErrors('Aggiungi una passkey', 'no name');
  await hands.write('Nome della passkey', 'computer di casa');
  await hands.press('Crea la passkey');
  await anna.sees('Codici di recupero');
  await anna.reads('La passkey «computer di casa» è salvata');
  await hands.press('Mostra i codici di recupero');
  await anna.sees('I tuoi codici di recupero');
  assert.equal((await anna.page.locator('main code').allInnerTexts()).length, 10);
  await hands.follow('Li ho salvati');
  await anna.sees('Verifica in due passaggi', 'with a passkey');
  await anna.reads('computer di casa', 'Te ne restano 10');

  await leaves(anna);
  await comesIn(anna, stage.portal, CAST.anna);
  await anna.sees('Conferma che sei tu: il secondo passaggio');
  await hands.press('Usa la passkey');
  await anna.sees(HOME);

  await leaves(anna);
  await anna.open('/accesso/passkey');
  await anna.sees('Entra con una passkey');
  await device.knows(false);
  const button = anna.page.getByRole('button', { name: 'Entra con la passkey' });
  await button.press('Enter');
  await until(async () => /La passkey non/.test(await anna.words()));
  assert.equal(await anna.page.locator('.passkey-trouble').getAttribute('role'), 'alert');
  await device.knows(true);
  await hands.press('Entra con la passkey');
  await anna.sees(HOME);

  await anna.open(OWN);
  await anna.reads('Ultimo uso');
  await hands.follow(/^Togli/);
  await anna.sees('Togli la passkey «computer di casa»');
  await hands.press('Togli la passkey «computer di casa»');
  await anna.reads('Non è attiva', 'è tolta');
  assert.match((await stage.portal.mail(CAST.anna.email, /passkey è stata tolta/)).text, /computer di casa/);
  await people.leave();
});

for (const javaScript of [true, false]) {
  test(`a clerk without a second proof takes the code from the phone, ${javaScript ? 'by keyboard' : 'without JavaScript'}`, async () => {
    const member = javaScript ? CAST.carla : CAST.dario;
    await stage.portal.database.query(
      'delete from totp_keys where account_id = (select id from accounts where username = $1)',
      [member.username],
    );
    const people = peopleAt(
      stage.browser,
      stage.portal.origin,
      { device: { javaScript }, checks: javaScript ? 'all' : 'none' },
      keyboard,
    );
    const clerk = await people.arrives();
    const { hands } = clerk;
    const { username, password } = member;
    await comesIn(clerk, stage.portal, { username, password });
    await clerk.sees('Attiva il codice di sicurezza');
    if (!javaScript) await clerk.reads('servono JavaScript', 'Usa il codice dal telefono');
    await hands.press('Attiva e continua');
    await clerk.seesErrors('Attiva il codice di sicurezza', 'empty');
    const key = (await clerk.page.locator('main code').innerText()).replaceAll(' ', '');
    await hands.write('Codice di sicurezza', new TOTP({ secret: key }).generate());
    await hands.press('Attiva e continua');
    await clerk.sees(javaScript ? 'Sportello: identifica una persona' : 'Domande ricevute');
    await clerk.open(OWN);
    await clerk.sees('Verifica in due passaggi', 'of a clerk');
    await clerk.reads('Se perdi tutto');
    await people.leave();
  });
}
