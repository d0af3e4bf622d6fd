import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import {
  accepting,
  beginsActing,
  filesFor,
  handOver,
  type Named,
  nameNumber,
  offer,
  offerTo,
  press,
  somebody,
  traces,
} from '../../../test/delegation-portal.ts';
import { CODE, type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { definition } from '../../../test/filings.ts';

const NOW = new Date('2026-03-10T10:00:00.000Z');
const OVER = '/profilo/deleghe/fine';
const DELEGATES_CODE = 'PIOPPO9931';

let portal: FilingPortal;
let look: ReturnType<typeof traces>;
let anna: Named;
let bruno: Named;
let people = 0;
const named = (first: string) => nameNumber(first, people);

before(async () => {
  portal = await openFilingPortal();
  look = traces(portal);
});
after(() => portal.close());
beforeEach(async () => {
  await portal.moveTo(NOW);
  people += 1;
  anna = await somebody(portal, named('N'));
  bruno = await somebody(portal, named('T'));
});

describe('an offer', () => {
  test('tells nothing about whom it finds: nobody, somebody not enabled, another surname, or the right person', async () => {
    await look.query(`update enablements set state = 'revoked' where account_id = $1`, [bruno.accountId]);
    const shown: string[] = [];
    const carla = await somebody(portal, named('C'));
    for (const [first, fiscalCode, surname] of [
      ['P', offerTo('Wzzq').fiscalCode, 'Prova'],
      ['R', offerTo(bruno.name).fiscalCode, 'Prova'],
      ['S', offerTo(carla.name).fiscalCode, 'Altra'],
      ['V', offerTo(carla.name).fiscalCode, 'Prova'],
    ] as const) {
      const delegator = await somebody(portal, named(first));
      const id = await offer(delegator, bruno.name, { fiscalCode, surname });
      await portal.work(press);
      const page = await delegator.visitor.get(`/profilo/deleghe/${id}`);
      assert.equal(page.status, 200);
      assert.deepEqual(await look.told(delegator), ['delegation.offered']);
      const own = [id, `${surname}, ${fiscalCode}`, ' Prova', ' Altra', delegator.name];
      const bare = own.reduce((html, word) => html.replaceAll(word, ''), page.html);
      shown.push(bare.replaceAll(/name="csrf" value="[^"]*"/g, '').replaceAll(/n\. \d+/g, ''));
    }
    for (const html of shown) assert.equal(html, shown[0]);
    assert.deepEqual(await look.told(carla), ['delegation.received']);
    assert.deepEqual(await look.told(bruno), []);
  });

  test('names nobody to the delegator before the acceptance, and nobody else ever sees it', async () => {
    const id = await offer(anna, bruno.name);
    await portal.work(press);
    assert.deepEqual(await look.told(bruno), ['delegation.received']);
    assert.doesNotMatch((await anna.visitor.get(`/profilo/deleghe/${id}`)).html, new RegExp(`${bruno.name} Prova`));
    const carla = await somebody(portal, named('D'));
    assert.equal((await carla.visitor.get(`/profilo/deleghe/${id}`)).status, 404);
    assert.equal((await carla.visitor.post(`/profilo/deleghe/${id}/accettazione`)).status, 404);
    await bruno.visitor.get(`/profilo/deleghe/${id}`);
    await bruno.visitor.post(`/profilo/deleghe/${id}/accettazione`, accepting());
    assert.match((await anna.visitor.get(`/profilo/deleghe/${id}`)).html, new RegExp(`${bruno.name} Prova`));
    assert.deepEqual(await look.told(anna), ['delegation.offered', 'delegation.accepted']);
    assert.deepEqual(await look.told(bruno), ['delegation.received', 'delegation.accepted']);
  });

  test('is accepted with the delegate’s own code, as whatever signs', async () => {
    const id = await offer(anna, bruno.name);
    await portal.work(press);
    const path = `/profilo/deleghe/${id}`;
    assert.match((await bruno.visitor.get(path)).html, /name="code"/);
    for (const [code, words] of [
      ['', /Scrivi il tuo codice personale/],
      ['WRONG12345', /Il codice personale non è giusto/],
    ] as const) {
      const refused = await bruno.visitor.post(`${path}/accettazione`, { ...accepting(), code });
      assert.equal(refused.status, 422);
      assert.match(refused.html, words);
    }
    const [before] = await look.query<{ at: Date | null }>('select accepted_at as at from delegations where id = $1', [
      id,
    ]);
    assert.equal(before?.at, null);
    assert.equal((await bruno.visitor.post(`${path}/accettazione`, accepting())).location, path);
    const [after] = await look.query<{ at: Date | null }>('select accepted_at as at from delegations where id = $1', [
      id,
    ]);
    assert.notEqual(after?.at, null);
  });

  test('is not made without the right code, nor by who proved who they are too long ago; what was typed is kept', async () => {
    await anna.visitor.get('/profilo/deleghe/nuova');
    const wrong = await anna.visitor.post('/profilo/deleghe/nuova', offerTo(bruno.name, { code: 'WRONG12345' }));
    assert.equal(wrong.status, 422);
    assert.match(wrong.html, /Il codice personale non è giusto/);
    assert.match(wrong.html, new RegExp(offerTo(bruno.name).fiscalCode));
    await look.query(`update sessions set authenticated_at = $2 where account_id = $1`, [
      ...[anna.accountId, new Date(NOW.getTime() - 600_000)],
    ]);
    const stale = await anna.visitor.post('/profilo/deleghe/nuova', offerTo(bruno.name));
    assert.match(stale.location ?? '', /^\/accesso\/conferma\?dopo=/);
    assert.equal((await look.query('select from delegations where delegator_id = $1', [anna.accountId])).length, 0);
  });

  test('of many made at once three are the most', async () => {
    await anna.visitor.get('/profilo/deleghe/nuova');
    const names = ['Fb', 'Gc', 'Hd', 'Jf', 'Kg', 'Lh'].map((name) => named(name));
    const replies = await Promise.all(names.map((name) => anna.visitor.post('/profilo/deleghe/nuova', offerTo(name))));
    assert.deepEqual(replies.map(({ status }) => status).toSorted(), [303, 303, 303, 422, 422, 422]);
  });

  test('is answered once, by whoever is first: acceptance, refusal or withdrawal', async () => {
    const id = await offer(anna, bruno.name);
    await portal.work(press);
    await bruno.visitor.get(`/profilo/deleghe/${id}`);
    await anna.visitor.get(`/profilo/deleghe/${id}`);
    const act = (who: Named, what: string) => who.visitor.post(`/profilo/deleghe/${id}/${what}`, accepting());
    await Promise.all([act(bruno, 'accettazione'), act(bruno, 'rifiuto'), act(bruno, 'accettazione')]);
    const row = await look.one<{ accepted: boolean; refused: boolean }>(
      'select accepted_at is not null as accepted, refused_at is not null as refused from delegations where id = $1',
      [id],
    );
    assert.notEqual(row?.accepted, row?.refused);
    assert.equal(
      (await look.query(`select from events where subject_id = $1 and kind ~ 'accepted|refused'`, [id])).length,
      1,
    );
  });
});

describe('a delegate', () => {
  test('files with their own code: register, text, ground, events and letters name both', async () => {
    const id = await handOver(portal, anna, bruno);
    await codeOfTheirOwn(bruno);
    const page = await beginsActing(bruno, id);
    assert.match(page.html, /Stai operando per conto di <strong>N\w+ Prova<\/strong>/);
    assert.equal((await filesFor(bruno, anna)).status, 422, 'the delegator’s code signs nothing for the delegate');
    const failures = async (who: Named) =>
      (
        await look.one<{ failures: number }>('select failures from personal_codes where account_id = $1', [
          who.accountId,
        ])
      )?.failures;
    assert.deepEqual([await failures(anna), await failures(bruno)], [0, 1]);
    assert.equal((await filesFor(bruno, anna, { code: DELEGATES_CODE })).status, 303);
    const number = (await look.one<{ number: number }>('select number from delegations where id = $1', [id]))?.number;
    const filing = await look.filed(anna);
    assert.match(
      filing?.sender ?? '',
      new RegExp(`^Prova ${anna.name} .*, da Prova ${bruno.name} .*, delega n. ${number}$`),
    );
    const text = JSON.parse(filing?.canonical ?? '{}') as {
      applicant: { name: string };
      delegate: { delegation: number; name: string };
    };
    assert.deepEqual(
      [text.applicant.name, text.delegate.name, text.delegate.delegation],
      [anna.name, bruno.name, number],
    );
    assert.deepEqual(filing?.validity.delegate?.accountId, bruno.accountId);
    const events = await look.eventsUnder(id);
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['delegation.acting-begun', 'application.filed'],
    );
    assert.deepEqual([...new Set(events.map(({ actor }) => actor))], [bruno.accountId]);
    await portal.work(press);
    assert.ok((await look.told(anna)).includes('filing.filed'));
    assert.ok((await look.told(bruno)).includes('delegation.filed'));
    const history = await anna.visitor.get(`/profilo/deleghe/${id}`);
    assert.match(history.html, /Ha inoltrato la domanda «Domanda di prova 2026», protocollo 000000\d\/2026/);
  });

  test('sees what was told about filings, without reading it for the delegator', async () => {
    await anna.confirm();
    const id = await handOver(portal, anna, bruno);
    await portal.work(press);
    await beginsActing(bruno, id);
    const inbox = (await bruno.visitor.get('/messaggi')).html;
    assert.match(inbox, /Domanda inoltrata/);
    assert.doesNotMatch(inbox, /delega \(n\./);
    const messages = await look.query<{ id: string; kind: string }>(
      'select id, kind from messages where account_id = $1',
      [anna.accountId],
    );
    for (const { id: message, kind } of messages) {
      const status = (await bruno.visitor.get(`/messaggi/${message}`)).status;
      assert.equal(status, kind.startsWith('filing.') ? 200 : 404, kind);
    }
    assert.equal(
      (await look.query('select from messages where account_id = $1 and read_at is not null', [anna.accountId])).length,
      0,
    );
  });

  test('may withdraw, and that too names both', async () => {
    await anna.confirm();
    const id = await handOver(portal, anna, bruno);
    await beginsActing(bruno, id);
    const filing =
      (await look.one<{ id: string }>('select id from filings where application_id = $1', [anna.application]))?.id ??
      '';
    const fields = { filing, code: CODE, attempt: uuidv7() };
    assert.equal((await bruno.visitor.post(`/istanze/${anna.application}/ritiro`, fields)).status, 303);
    const entry = await look.one<{ sender: string }>(
      `select sender from register_entries where filing_id = $1 and kind = 'withdrawal'`,
      [filing],
    );
    assert.match(entry?.sender ?? '', new RegExp(`da Prova ${bruno.name}`));
    assert.deepEqual(
      (await look.eventsUnder(id)).map(({ kind }) => kind),
      ['delegation.acting-begun', 'application.withdrawn'],
    );
  });

  test('of some procedures sees and does nothing of the others', async () => {
    const id = await handOver(portal, anna, bruno, { scope: 'chosen', procedures: definition.id });
    await anna.confirm();
    await beginsActing(bruno, id);
    assert.equal((await bruno.visitor.get(`/istanze/${anna.application}/ricevuta`)).status, 303);
    await portal.fresh.owner.query(`alter table delegations disable trigger delegations_are_written_once`);
    await look.query(`update delegations set procedures = '{altra-2026}' where id = $1`, [id]);
    await portal.fresh.owner.query(`alter table delegations enable trigger delegations_are_written_once`);
    assert.equal((await bruno.visitor.get(`/istanze/${anna.application}/ricevuta`)).status, 404);
    assert.equal((await filesFor(bruno, anna)).status, 404);
    assert.doesNotMatch((await bruno.visitor.get('/archivio')).html, /0000\d+\/2026/);
  });

  test('keeps their own way in: method and level are those of their session', async () => {
    const id = await handOver(portal, anna, bruno);
    await look.query(`update sessions set method = 'spid', level = 2 where account_id = $1`, [bruno.accountId]);
    await beginsActing(bruno, id);
    const session = await look.one<{ account: string; method: string; delegation: string }>(
      'select account_id as account, method, delegation_id as delegation from sessions where account_id = $1',
      [bruno.accountId],
    );
    assert.deepEqual(session, { account: bruno.accountId, method: 'spid', delegation: id });
  });

  test('has a new token when they begin and when they end, and the old ones open nothing', async () => {
    const id = await handOver(portal, anna, bruno);
    const tokens = [bruno.visitor.cookies.get('polis-session')];
    await beginsActing(bruno, id);
    tokens.push(bruno.visitor.cookies.get('polis-session'));
    assert.equal((await bruno.visitor.post(OVER)).location, '/profilo/deleghe');
    tokens.push(bruno.visitor.cookies.get('polis-session'));
    assert.equal(new Set(tokens).size, 3);
    const old = bruno.tab();
    old.cookies.set('polis-session', tokens[1] ?? '');
    assert.match((await old.get('/archivio')).location ?? '', /^\/accesso/);
    assert.match((await bruno.visitor.get('/profilo/deleghe')).html, /Deleghe che hai ricevuto/);
  });
});

/** The delegate’s code is not the delegator’s. */
async function codeOfTheirOwn(who: Named): Promise<void> {
  const hash = await portal.deps.hasher.hashSecret(DELEGATES_CODE);
  await look.query('update personal_codes set hash = $2 where account_id = $1', [who.accountId, hash]);
}
