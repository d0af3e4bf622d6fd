import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect as openSocket, type Server } from 'node:net';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import {
  type ApplicantOnPortal,
  CODE,
  type FilingPortal,
  openFilingPortal,
  SECRET,
} from '../../../test/filing-portal.ts';
import { home } from '../../platform/home.ts';
import { csrfToken } from '../../platform/http/csrf.ts';
import { createPress } from '../../platform/pdf/index.ts';
import { filingById, filingsOfApplication } from './archive-store.ts';
import { brokenPromises } from './invariants.ts';

const children: ChildProcess[] = [];
let portal: FilingPortal;
let anna: ApplicantOnPortal;
let people = 0;
before(async () => {
  portal = await openFilingPortal();
});
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await portal.close();
});
beforeEach(async () => {
  people += 1;
  anna = await portal.applicant(`F${'BCDFGHJKLM'.charAt(people)}`);
});

function child(words: readonly string[], fault: string): ChildProcess {
  const script = join(home, 'test/filing-child.ts');
  const started = spawn(process.execPath, ['--import', 'tsx', script, ...words], {
    cwd: home,
    env: { ...process.env, POLIS_FAULT: fault },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(started);
  return started;
}

/** A second server over the same database, which dies where it is told to. */
async function doomedServer(fault: string): Promise<{ port: number; process: ChildProcess }> {
  const process = child(['server', portal.fresh.urls.app, portal.now.toISOString()], fault);
  const [line] = (await once(process.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { port: Number(line), process };
}

function post(port: number, path: string, fields: Record<string, string>): Promise<Response> {
  const csrf = csrfToken(SECRET, `account:${anna.accountId}`);
  const cookie = `polis-session=${anna.visitor.cookies.get('polis-session')}`;
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie },
    body: new URLSearchParams({ ...fields, csrf }),
  });
}

const confirmPath = () => `/istanze/${anna.application}/inoltro`;
const stored = () => filingsOfApplication(portal.fresh.database, anna.application);
const kept = async (...acknowledged: string[]) =>
  assert.deepEqual(await brokenPromises(portal.fresh.database, acknowledged), []);

test('killed before the commit: nothing is written, the retry gets the next number', async () => {
  const filing = uuidv7();
  const doomed = await doomedServer('filing:before-commit');
  await assert.rejects(post(doomed.port, confirmPath(), { filing, version: '3', code: CODE }));
  assert.deepEqual(await stored(), []);
  await kept();
  assert.equal((await anna.confirm({ filing })).status, 303);
  assert.equal((await stored())[0]?.id, filing);
  await kept(filing);
});

test('killed after the commit and before the answer: the retry gets the same number', async () => {
  const filing = uuidv7();
  const doomed = await doomedServer('filing:after-commit');
  await assert.rejects(post(doomed.port, confirmPath(), { filing, version: '3', code: CODE }));
  const [first] = await stored();
  assert.equal(first?.id, filing);
  assert.match((await anna.confirm({ filing })).location ?? '', new RegExp(filing));
  assert.equal((await stored()).length, 1);
  assert.equal((await filingById(portal.fresh.database, filing))?.number, first.number);
  await kept(filing);
});

test('killed while a correction is written: the old filing is valid until the new number exists', async () => {
  const first = uuidv7();
  await anna.confirm({ filing: first });
  await portal.fresh.database.query('update drafts set edition = 2, version = 4 where application_id = $1', [
    anna.application,
  ]);
  const filing = uuidv7();
  const doomed = await doomedServer('filing:before-commit');
  await assert.rejects(post(doomed.port, confirmPath(), { filing, version: '4', code: CODE }));
  assert.equal((await filingById(portal.fresh.database, first))?.state, 'valid');
  await anna.confirm({ filing, version: '4' });
  assert.equal((await filingById(portal.fresh.database, first))?.state, 'replaced');
  await kept(first, filing);
});

test('killed while a withdrawal is written: the filing is still valid, the retry withdraws it once', async () => {
  const filing = uuidv7();
  await anna.confirm({ filing });
  const path = `/istanze/${anna.application}/ritiro`;
  const before = await doomedServer('withdrawal:before-commit');
  await assert.rejects(post(before.port, path, { filing, code: CODE }));
  assert.equal((await filingById(portal.fresh.database, filing))?.state, 'valid');
  const after = await doomedServer('withdrawal:after-commit');
  await assert.rejects(post(after.port, path, { filing, code: CODE }));
  const withdrawn = await filingById(portal.fresh.database, filing);
  assert.equal(withdrawn?.state, 'withdrawn');
  assert.equal((await anna.visitor.post(path, { filing, code: CODE })).status, 303);
  assert.equal((await filingById(portal.fresh.database, filing))?.withdrawal?.number, withdrawn.withdrawal?.number);
  await kept(filing);
});

test('killed while the receipt is made: the filing is valid and the receipt is made later', async () => {
  const filing = uuidv7();
  await anna.confirm({ filing });
  const [code, signal] = await once(child(['press', portal.fresh.urls.app, filing], 'receipt:press'), 'exit');
  assert.deepEqual([code, signal], [null, 'SIGKILL']);
  assert.equal((await filingById(portal.fresh.database, filing))?.receipt, undefined);
  await kept(filing);
  const press = createPress();
  await portal.work(press);
  press.close();
  assert.ok((await filingById(portal.fresh.database, filing))?.receipt);
  await kept(filing);
});

test('the network breaks between the commit and the answer: sent again, the same page comes back', async () => {
  const { port } = await doomedServer('nothing');
  const proxy = await resettingProxy(port);
  const filing = uuidv7();
  const fields = { filing, version: '3', code: CODE };
  await assert.rejects(post(proxy.port, confirmPath(), fields));
  assert.equal((await stored()).length, 1);
  const again = await post(port, confirmPath(), fields);
  assert.equal(again.status, 303);
  assert.match(again.headers.get('location') ?? '', new RegExp(filing));
  assert.equal((await stored()).length, 1);
  await kept(filing);
  proxy.server.close();
});

/** Hands everything on to the server, and tears the connection as soon as the server answers. */
async function resettingProxy(to: number): Promise<{ port: number; server: Server }> {
  const server = createServer((browser) => {
    const upstream = openSocket(to, '127.0.0.1');
    browser.pipe(upstream);
    upstream.on('data', () => {
      browser.resetAndDestroy();
      upstream.destroy();
    });
    for (const socket of [browser, upstream]) socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as { port: number }).port, server };
}
