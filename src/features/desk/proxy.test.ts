import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ALL_CHECKS,
  type EnablementPortal,
  lookUp,
  openEnablementPortal,
  type Signed,
  untilWaiting,
} from '../../../test/enablement-portal.ts';
import { definition } from '../../../test/filings.ts';
import { enablementOf } from '../enablement/index.ts';

const FIELDS = {
  procedure: definition.id,
  surname: 'Bianchi',
  name: 'Luca',
  documentKind: 'identity-card',
  documentNumber: 'CA 12345 XX',
  proxyNumber: 'delega n. 3 del 1 marzo 2026',
};
const PDF = '%PDF-1.7 la delega';

let portal: EnablementPortal;
let carla: Signed;
before(async () => {
  portal = await openEnablementPortal();
  carla = await portal.person('Carla', 'MIIC800001');
});
after(() => portal.close());

async function waiting(name: string): Promise<{ person: Signed; path: string }> {
  const person = await portal.person(name);
  await untilWaiting(portal, person);
  return { person, path: `${await lookUp(carla, person.account.fiscalCode)}/delegato` };
}

/** A procedure whose window is open; `allows` says whether somebody else may come. */
async function publish(allows: boolean): Promise<void> {
  const opens = { opens: '2026-02-01T09:00:00', closes: '2026-12-31T23:59:00' };
  const windows = definition.windows.map((window) => ({ ...window, ...opens }));
  const content = { definition: { ...definition, windows, identification_by_proxy: allows }, scoring: null, texts: [] };
  await portal.fresh.owner.query(
    `insert into releases (digest, procedure_id, title, content, published_at, published_by)
     values (repeat($1, 64), $2, 'Prova', $3, case when $1 = 'b' then now() else now() - interval '1 day' end, 'prova')`,
    [allows ? 'b' : 'a', definition.id, JSON.stringify(content)],
  );
}

async function send(path: string, fields: Record<string, string>, copy: string | undefined, checks = ALL_CHECKS) {
  const edge = 'edge-of-this-test';
  const csrf = /name="csrf" value="([^"]+)"/.exec((await carla.browser.get('/sportello')).html)?.[1] ?? '';
  const part = (name: string, value: string, more = '') =>
    `--${edge}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
  const text = Object.entries({ csrf, ...fields }).map(([name, value]) => part(name, value));
  const ticked = checks.map((check) => part('checks', check));
  const file = copy === undefined ? '' : part('copy', copy, '; filename="delega.pdf"');
  return portal.server.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    cookies: Object.fromEntries(carla.browser.cookies),
    payload: `${text.join('')}${ticked.join('')}${file}--${edge}--\r\n`,
  });
}

const stateOf = async ({ account }: Signed) => (await enablementOf(portal.fresh.database, account.id))?.state;

test('where no procedure allows it a proxy is refused with words, however the form was made', async () => {
  await publish(false);
  const { person, path } = await waiting('Anna');
  assert.match(
    (await carla.browser.get(path)).html,
    /Nessuna procedura aperta ammette l’identificazione di un delegato/,
  );
  assert.equal((await send(path, FIELDS, PDF)).statusCode, 422);
  assert.equal(await stateOf(person), 'code-confirmed');
});

test('where one does, who came and the written proxy are recorded, with the digest of its copy', async () => {
  await publish(true);
  const { person, path } = await waiting('Bruna');
  for (const [change, copy, words] of [
    [{ procedure: 'altra' }, PDF, /ammettono un delegato/],
    [{ surname: '' }, PDF, /Copia il cognome/],
    [{ documentNumber: '?' }, PDF, /Copia il numero/],
    [{ proxyNumber: 'senza numero' }, PDF, /numero e data della delega/],
    [{}, undefined, /Aggiungi la copia/],
    [{}, '<script>', /deve essere un PDF/],
  ] as const) {
    const reply = await send(path, { ...FIELDS, ...change }, copy);
    assert.equal(reply.statusCode, 422);
    assert.match(reply.body, words);
  }
  assert.match((await send(path, FIELDS, PDF, ['person'])).body, /servono tutti i controlli/);
  assert.equal(await stateOf(person), 'code-confirmed');
  const done = await send(path, FIELDS, PDF);
  assert.equal(done.headers.location, '/sportello');
  assert.equal(await stateOf(person), 'identified');
  const [row] = await portal.fresh.database.query(
    `select p.surname, p.document, p.proxy_number as number, p.copy_sha256 = encode(sha256(p.copy), 'hex') as sealed
     from identity_check_proxies p join identity_checks c on c.id = p.check_id where c.account_id = $1`,
    [person.account.id],
  );
  assert.deepEqual(row, {
    surname: 'Bianchi',
    document: "Carta d'identità n. CA12345XX",
    number: 'delega n. 3 del 1 marzo 2026',
    sealed: true,
  });
  await assert.rejects(portal.fresh.owner.query('delete from identity_check_proxies'), /append-only/);
});
