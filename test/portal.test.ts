import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CAST, personOf } from '../src/apps/cast.ts';
import { linkIn, openTestPortal, type TestPortal } from './portal.ts';
import { PortalPerson } from './portal-person.ts';
import { until } from './until.ts';

let portal: TestPortal;
before(async () => {
  portal = await openTestPortal();
});
after(() => portal.stop());

test('the cast gets in all at once, each to where they stand', async () => {
  const where = async (member: (typeof CAST)[keyof typeof CAST]) => {
    const person = new PortalPerson(portal);
    const { html } = await person.login(member);
    return /<h1[^>]*>(.*?)<\/h1>/s
      .exec(html)?.[1]
      ?.replace(/<[^>]+>/g, '')
      .trim();
  };
  const { anna, bruno, carla, dario } = CAST;
  const reached = await Promise.all([anna, bruno, carla, dario].map(where));
  assert.equal(new Set(reached).size, 4, reached.join(' | '));
  await where(carla);
});

test('a server that was killed serves again after a restart, with the sessions it had', async () => {
  const anna = new PortalPerson(portal);
  await anna.login(CAST.anna);
  const { pid } = portal.server;
  await portal.server.kill('SIGKILL');
  await assert.rejects(anna.get('/area'));
  await portal.server.restart();
  assert.notEqual(portal.server.pid, pid);
  assert.equal((await anna.get('/area')).status, 200);
});

test('a mail waits for its catcher and then arrives', async () => {
  await portal.catcher.kill();
  const visitor = new PortalPerson(portal);
  await visitor.get('/accesso/recupero');
  const reply = await visitor.post('/accesso/recupero', { fiscalCode: personOf(CAST.anna).fiscalCode });
  assert.ok(reply.status < 400, reply.html);
  await until(
    async () => (await portal.database.query('select from outgoing_mails where last_error is not null')).length,
  );
  await portal.catcher.restart();
  const mail = await portal.mail(CAST.anna.email, /password/i);
  const { status, html } = await visitor.get(linkIn(mail));
  assert.equal(status, 200, html);
});
