import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type AccountPortal,
  GOOD_PASSWORD,
  linkIn,
  openAccountPortal,
  type PortalVisitor,
  withAccount,
} from '../../../test/account-portal.ts';

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

const mario = {
  fiscalCode: 'RSSMRA80A01H501U',
  surname: 'Rossi',
  name: 'Mario',
  'birthDate.day': '1',
  'birthDate.month': '1',
  'birthDate.year': '1980',
  sex: 'M',
  birthPlace: 'H501',
  birthPlaceOther: '',
  email: 'mario@example.it',
  emailAgain: 'mario@example.it',
  terms: 'true',
  privacy: 'true',
};

/** From the empty form to the page that says to look at one's mail. */
async function register(visitor: PortalVisitor, fields: typeof mario) {
  await visitor.get('/registrazione');
  const summary = await visitor.post('/registrazione', fields);
  assert.equal(summary.status, 200, summary.html);
  assert.match(summary.html, /<h1>Controlla i dati<\/h1>/);
  const asked = await visitor.post('/registrazione/conferma', { ...fields, action: 'confirm' });
  assert.equal(asked.location, '/registrazione/inviata');
  return visitor.follow(asked);
}

test('from the form to the first own page: registration, link, temporary password, own password, way out', async () => {
  const visitor = portal.visitor();
  const sent = await register(visitor, mario);
  assert.match(sent.html, /mario@example\.it/);

  const [confirmation, ...others] = await portal.mails();
  assert.deepEqual(others, []);
  assert.equal(confirmation?.to, 'mario@example.it');
  const link = linkIn(confirmation);
  const reader = portal.visitor('192.0.2.9');
  for (let look = 0; look < 3; look++) assert.match((await reader.get(link)).html, /Conferma l’indirizzo/);
  assert.deepEqual(await portal.mails(), [], 'looking at the link does not use it');
  assert.equal((await reader.post(link)).status, 200);
  assert.equal((await reader.post(link)).status, 410, 'the link is good once');

  const [welcome] = await portal.mails();
  const username = /Nome utente: (\S+)/.exec(welcome?.text ?? '')?.[1] ?? '';
  const temporary = /Password temporanea: (\S+)/.exec(welcome?.text ?? '')?.[1] ?? '';
  assert.equal(username, 'mario.rossi');
  assert.match(temporary, /^(\w{4}-){3}\w{4}$/);

  await reader.get('/accesso?dopo=/prova/entrata');
  const entered = await reader.post('/accesso', { username, password: temporary, dopo: '/prova/entrata' });
  assert.equal(entered.location, '/accesso/nuova-password?dopo=%2Fprova%2Fentrata');
  assert.equal((await reader.get('/prova/entrata')).location, '/accesso/nuova-password', 'nothing else is open yet');
  const form = await reader.follow(entered);
  assert.match(form.html, /almeno 15 caratteri/);
  const change = (newPassword: string) =>
    reader.post('/accesso/nuova-password', { newPassword, newPasswordAgain: newPassword, dopo: '/prova/entrata' });
  assert.match((await change('mario.rossi.1980')).html, /tuoi dati/);
  assert.match((await change(temporary)).html, /temporanea: scegline una diversa/);
  const before = reader.cookies.get('polis-session');
  const changed = await change(GOOD_PASSWORD);
  assert.equal(changed.location, '/prova/entrata');
  assert.notEqual(reader.cookies.get('polis-session'), before, 'a new token after the change');
  assert.equal((await reader.get('/prova/entrata')).status, 200);
  assert.match((await portal.mails())[0]?.text ?? '', /password della tua utenza è stata cambiata/);

  assert.equal((await reader.get('/accesso')).location, '/abilitazione', '"Accedi" leads to the pending step');
  await reader.get('/uscita');
  const token = reader.cookies.get('polis-session') ?? '';
  assert.equal((await reader.post('/uscita')).location, '/');
  assert.equal(reader.cookies.has('polis-session'), false);
  reader.cookies.set('polis-session', token);
  assert.equal((await reader.get('/prova/entrata')).location, '/accesso?dopo=%2Fprova%2Fentrata');
  reader.cookies.delete('polis-session');

  await reader.get('/accesso');
  const again = await reader.post('/accesso', { username: 'rss mra 80a01 h501u', password: GOOD_PASSWORD });
  assert.equal(again.location, '/abilitazione', 'the fiscal code is as good as the user name');
});

test('a fiscal code that has an account is answered as a new one, and its owner is told', async () => {
  const owner = await withAccount(portal, 'Elena');
  const fields = {
    ...mario,
    fiscalCode: owner.fiscalCode,
    surname: 'Prova',
    name: 'Elena',
    'birthDate.day': '7',
    'birthDate.month': '3',
    'birthDate.year': '1985',
    sex: 'F',
    birthPlace: 'F205',
    email: 'stranger@example.it',
    emailAgain: 'stranger@example.it',
  };
  const known = await register(portal.visitor('198.51.100.1'), fields);
  const newcomer = { ...mario, fiscalCode: 'RSSMRA80A01F205X', birthPlace: 'F205' };
  const unknown = await register(portal.visitor('198.51.100.2'), {
    ...newcomer,
    email: 'newcomer@example.it',
    emailAgain: 'newcomer@example.it',
  });
  const plain = (html: string) => html.replace(/name="csrf" value="[^"]+"/g, '').replace(/(stranger|newcomer)@/g, '@');
  assert.equal(plain(known.html), plain(unknown.html));
  const mails = await portal.mails();
  assert.deepEqual(
    mails.map(({ to, subject }) => [to, subject]),
    [
      [owner.email, 'Qualcuno ha provato a registrarsi con il tuo codice fiscale'],
      ['newcomer@example.it', 'Conferma il tuo indirizzo e-mail'],
    ],
  );
});

test('the mail can be sent again with the same link, but not at once and not for ever', async () => {
  const visitor = portal.visitor('198.51.100.3');
  await register(visitor, { ...mario, fiscalCode: 'RSSMRA80A01F205X', birthPlace: 'F205' });
  const [first] = await portal.mails();
  assert.equal((await visitor.post('/registrazione/inviata')).location, '/registrazione/inviata');
  const [second] = await portal.mails();
  assert.equal(linkIn(second), linkIn(first));
  assert.notEqual(second?.key, first?.key);
  const hasty = await visitor.follow(await visitor.post('/registrazione/inviata'));
  assert.match(hasty.html, /riprova tra 1 minuto/);
  assert.deepEqual(await portal.mails(), []);
  portal.wait(1);
  await visitor.post('/registrazione/inviata');
  assert.equal((await portal.mails()).length, 1);
  portal.wait(73 * 60);
  assert.equal((await visitor.get(linkIn(first))).status, 410, 'the link is over after 72 hours');
});

test('two links for one fiscal code make one account, and homonyms get a number', async () => {
  const links: string[] = [];
  for (const email of ['first@example.it', 'second@example.it']) {
    const fields = { ...mario, fiscalCode: 'RSSMRA80A01F205X', birthPlace: 'F205', email, emailAgain: email };
    await register(portal.visitor('198.51.100.4'), fields);
    links.push(linkIn((await portal.mails())[0]));
  }
  const visitor = portal.visitor('198.51.100.4');
  const answers = [];
  for (const link of links) {
    await visitor.get(link);
    answers.push((await visitor.post(link)).status);
  }
  assert.deepEqual(answers, [200, 410]);
  const [welcome, ...others] = await portal.mails();
  assert.match(welcome?.text ?? '', /Nome utente: mario\.rossi1\n/);
  assert.deepEqual(others, []);
});

test('going back keeps what was typed, and a summary altered on the way is judged again', async () => {
  const visitor = portal.visitor('198.51.100.5');
  await visitor.get('/registrazione');
  await visitor.post('/registrazione', mario);
  const back = await visitor.post('/registrazione/conferma', { ...mario, action: 'change' });
  assert.equal(back.status, 200);
  assert.match(back.html, /value="RSSMRA80A01H501U"/);
  assert.match(back.html, /value="H501" checked/);
  const altered = await visitor.post('/registrazione/conferma', { ...mario, surname: 'Verdi', action: 'confirm' });
  assert.equal(altered.status, 422);
  assert.match(altered.html, /<title>Errore: /);
  assert.deepEqual(await portal.mails(), []);
});

test('the place of birth is searched with and without a script', async () => {
  const visitor = portal.visitor();
  await visitor.get('/registrazione');
  const searched = await visitor.post('/registrazione', {
    ...mario,
    birthPlace: '',
    'birthPlace.query': 'mila',
    search: 'birthPlace',
  });
  assert.equal(searched.status, 200);
  assert.match(searched.html, /value="F205"/);
  assert.match(searched.html, /value="Rossi"/);
  const found = JSON.parse((await visitor.get('/registrazione/luoghi?q=Roma')).html);
  assert.deepEqual(found, {
    results: [
      { value: 'H501', label: 'Roma (Roma)' },
      { value: 'Z129', label: 'Romania (Stato estero)' },
    ],
    total: 2,
  });
});
