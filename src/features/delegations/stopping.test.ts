import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import {
  beginsActing,
  filesFor,
  handOver,
  type Named,
  nameNumber,
  press,
  somebody,
  traces,
} from '../../../test/delegation-portal.ts';
import { type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { accepted, answers, applicant, validity } from '../../../test/filings.ts';
import { until } from '../../../test/until.ts';
import { newToken, tokenDigest } from '../../platform/hashing-tokens.ts';
import { brokenPromises } from '../filings/index.ts';

const NOW = new Date('2026-03-10T10:00:00.000Z');
const OVER = '/profilo/deleghe/fine';

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

describe('stopping', () => {
  for (const who of ['the delegator', 'the delegate, in another window,'] as const) {
    test(`${who} ends it at once: what comes after is not done, and says so`, async () => {
      const id = await handOver(portal, anna, bruno);
      await beginsActing(bruno, id);
      const stopper = who === 'the delegator' ? anna.visitor : await ownSession(bruno);
      await stopper.get(`/profilo/deleghe/${id}`);
      assert.equal((await stopper.post(`/profilo/deleghe/${id}/revoca`)).status, 303);
      assert.equal((await filesFor(bruno, anna)).location, OVER);
      assert.equal((await bruno.visitor.get('/archivio')).location, OVER);
      const script = await bruno.visitor.get('/archivio', { accept: 'application/json' });
      assert.deepEqual([script.status, JSON.parse(script.html).href], [403, OVER]);
      assert.equal(await look.filed(anna), undefined);
      assert.match((await bruno.visitor.get(OVER)).html, /Non operi più per conto di N\w+ Prova/);
      assert.equal((await bruno.visitor.post(OVER)).location, '/profilo/deleghe');
      assert.equal((await bruno.visitor.get('/archivio')).status, 200);
      assert.deepEqual((await look.told(anna)).slice(-1), ['delegation.revoked']);
      assert.deepEqual((await look.told(bruno)).slice(-1), ['delegation.revoked']);
    });
  }

  test('it counts from its first instant to its last, to the millisecond', async () => {
    const [from, until] = ['12', '13'].map((day) => ({ day, month: '3', year: '2026' }));
    const days = Object.entries({ from, until }).flatMap(([name, date]) =>
      Object.entries(date ?? {}).map(([part, value]) => [`${name}.${part}`, value] as const),
    );
    const id = await handOver(portal, anna, bruno, Object.fromEntries(days));
    await bruno.visitor.get(`/profilo/deleghe/${id}`);
    assert.equal((await bruno.visitor.post(`/profilo/deleghe/${id}/inizio`)).location, `/profilo/deleghe/${id}`);
    await look.query('update sessions set delegation_id = $2 where account_id = $1', [bruno.accountId, id]);
    for (const [instant, leads] of [
      ['2026-03-11T22:59:59.999Z', OVER],
      ['2026-03-11T23:00:00.000Z', undefined],
      ['2026-03-13T22:59:59.999Z', undefined],
      ['2026-03-13T23:00:00.000Z', OVER],
    ] as const) {
      await portal.moveTo(new Date(instant));
      assert.equal((await bruno.visitor.get('/archivio')).location, leads, instant);
    }
  });

  for (const [who, side] of [
    ['the delegate', 'bruno'],
    ['the delegator', 'anna'],
  ] as const) {
    test(`it stops when ${who} is no longer enabled, and does not come back with a new enablement`, async () => {
      const id = await handOver(portal, anna, bruno);
      await beginsActing(bruno, id);
      const { accountId } = side === 'bruno' ? bruno : anna;
      await look.query(`update enablements set state = 'revoked' where account_id = $1`, [accountId]);
      assert.equal((await bruno.visitor.get('/archivio')).location, OVER);
      await rounds();
      await look.query(`update enablements set state = 'active' where account_id = $1`, [accountId]);
      assert.equal((await bruno.visitor.get('/archivio')).location, OVER);
      assert.notEqual(
        (await look.one<{ at: Date | null }>('select revoked_at as at from delegations where id = $1', [id]))?.at,
        null,
      );
      assert.match((await anna.visitor.get(`/profilo/deleghe/${id}`)).html, /non è più abilitato/);
    });
  }

  test('its end is told before and after, once each', async () => {
    await handOver(portal, anna, bruno);
    for (const instant of [
      '2026-03-16T22:59:00Z',
      '2026-03-17T10:00:00Z',
      '2026-03-18T10:00:00Z',
      '2026-03-19T23:00:00Z',
      '2026-03-21T10:00:00Z',
    ]) {
      await portal.moveTo(new Date(instant));
      await rounds();
    }
    for (const who of [anna, bruno]) {
      assert.deepEqual((await look.told(who)).slice(-2), ['delegation.ending', 'delegation.ended']);
    }
  });

  test('what happened to it cannot be rewritten', async () => {
    const id = await handOver(portal, anna, bruno);
    const { database } = portal.fresh;
    for (const change of [
      'accepted_at = null',
      'accepted_at = now()',
      'delegate_id = delegator_id',
      'ends_at = now()',
    ]) {
      await assert.rejects(database.query(`update delegations set ${change} where id = $1`, [id]), change);
    }
    await assert.rejects(database.query('delete from delegations where id = $1', [id]));
  });
});

describe('a filing and a revocation at the same moment', () => {
  const REVOKE = 'update delegations set revoked_at = $2, revoked_by = delegator_id where id = $1';
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const later = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);

  for (const [story, revokedAt, status] of [
    ['confirmed in the millisecond of the revocation, it is not filed', later(0), 422],
    ['confirmed one millisecond before, it is', later(1), 303],
  ] as const) {
    test(`${story}, however long the lock is waited for`, async () => {
      const id = await handOver(portal, anna, bruno);
      await beginsActing(bruno, id);
      const { reply } = await portal.fresh.owner.transaction(async (tx) => {
        await tx.query(REVOKE, [id, revokedAt]);
        const confirmed = filesFor(bruno, anna);
        await until(async () => (await portal.fresh.database.query(waiting)).length > 0);
        return { reply: confirmed };
      });
      const answer = await reply;
      assert.equal(answer.status, status);
      assert.equal((await look.filed(anna)) !== undefined, status === 303);
      if (status === 422) assert.match(answer.html, /La delega era già finita/);
      const filed = (await look.eventsUnder(id)).filter(({ kind }) => kind === 'application.filed');
      assert.equal(filed.length, status === 303 ? 1 : 0);
      assert.deepEqual(await brokenPromises(portal.fresh.database), []);
    });
  }

  test('in one batch with others, one that is stopped leaves no trace and takes no number', async () => {
    const id = await handOver(portal, anna, bruno);
    await look.query(REVOKE, [id, later(500)]);
    const carla = await somebody(portal, named('C'));
    const delegate = {
      ...{ delegationId: id, delegationNumber: 1, accountId: bruno.accountId },
      ...{ fiscalCode: 'X', surname: 'Prova', name: bruno.name },
    };
    const filing = (who: Named, milliseconds: number, acting: boolean) => ({
      ...accepted({
        applicant: applicant({ accountId: who.accountId }),
        draft: { applicationId: who.application, edition: 1, version: 3, answers, missing: () => [] },
        arrivedAt: later(milliseconds),
      }),
      validity: acting ? { ...validity, delegate } : validity,
    });
    const register = portal.deps.registrar.register.bind(portal.deps.registrar);
    const outcomes = await Promise.all([register(filing(anna, 500, true)), register(filing(carla, 600, false))]);
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome),
      ['stopped', 'filed'],
    );
    assert.equal((await register(filing(anna, 499, true))).outcome, 'filed');
    assert.deepEqual(await brokenPromises(portal.fresh.database), []);
  });

  test('again and again under a running clock, each is filed whole or not at all', async () => {
    const begun = performance.now();
    const live = await openFilingPortal({ now: () => new Date(NOW.getTime() + performance.now() - begun) });
    const seen = traces(live);
    try {
      const delegate = await somebody(live, 'Tbb');
      for (let round = 0; round < 8; round += 1) {
        const delegator = await somebody(live, nameNumber('N', round));
        const id = await handOver(live, delegator, delegate);
        await beginsActing(delegate, id);
        await delegator.visitor.get(`/profilo/deleghe/${id}`);
        const revoke = delegator.visitor.post(`/profilo/deleghe/${id}/revoca`);
        const [reply] = await Promise.all([filesFor(delegate, delegator), revoke]);
        const filed = await seen.filed(delegator);
        const done = reply.location?.includes('/ricevuta/') ?? false;
        assert.equal(filed !== undefined, done, `${reply.status} ${reply.location}`);
        const kinds = (await seen.eventsUnder(id)).map(({ kind }) => kind);
        assert.equal(kinds.includes('application.filed'), done);
        await delegate.visitor.get(OVER);
        await delegate.visitor.post(OVER);
      }
      assert.deepEqual(await brokenPromises(live.fresh.database), []);
    } finally {
      await live.close();
    }
  });
});

/** Another browser of the same person. */
async function ownSession(who: Named) {
  const browser = who.tab();
  const token = newToken();
  await look.query(
    `insert into sessions (token_digest, id, account_id, created_at, last_seen_at, authenticated_at, proven, method, level)
     values ($1, $2, $3, $4, $4, $4, true, 'password', 2)`,
    [tokenDigest(token), uuidv7(), who.accountId, NOW],
  );
  browser.cookies.set('polis-session', token);
  return browser;
}

async function rounds(): Promise<void> {
  await look.query(`insert into outbox (task, payload) values ('delegation.rounds', '{}')`);
  await portal.work(press);
}
