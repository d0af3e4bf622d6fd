import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begun, publish } from '../../../test/around-portal.ts';
import { beginsActing, filesFor, handOver, somebody } from '../../../test/delegation-portal.ts';
import { CODE, type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { definition } from '../../../test/filings.ts';
import { brokenPromises } from './invariants.ts';

// A section that only who is 65 fills in, and the portal knows who is.

let portal: FilingPortal;
let people = 0;
before(async () => {
  portal = await openFilingPortal();
});
after(() => portal.close());

const OLD = '1961-08-31';
const YOUNG = '1961-09-01';

/** Somebody born that day, with a complete draft but for what is asked at 65. */
async function born(day: string) {
  people += 1;
  const who = await somebody(portal, `H${'BCDFGHJKLM'.charAt(people)}`);
  await portal.fresh.owner.query('update accounts set birth_date = $2 where id = $1', [who.accountId, day]);
  return who;
}

const pensions = () =>
  publish(portal, {
    id: 'pensioni',
    sections: [
      ...(JSON.parse(JSON.stringify(definition)) as { sections: object[] }).sections,
      {
        ...{ id: 'pension', kind: 'form', title: 'Pensione' },
        when: 'age_on(applicant.birth_date, date("2026-08-31")) >= 65 && !("es-1-2026" in applicant.filed)',
        fields: [{ id: 'number', kind: 'text', label: 'Numero della pensione', required: true }],
      },
    ],
  });

async function draftOf(day: string, changes: object = {}) {
  const who = await born(day);
  return { who, ...(await begun(portal, who, await pensions(), changes)) };
}

async function filed(accountId: string) {
  const [row] = await portal.fresh.database.query<{ words: string }>(
    `select convert_from(canonical, 'UTF8') as words from filings where account_id = $1`,
    [accountId],
  );
  return row && (JSON.parse(row.words) as { answers: Record<string, unknown> }).answers;
}

test('who is 65 owes the section, to the day, and files with it', async () => {
  const without = await draftOf(OLD);
  const refused = await without.confirm();
  assert.equal(refused.status, 422);
  assert.match(refused.html, /Numero della pensione/);
  const complete = await draftOf(OLD, { pension: { number: '123' } });
  assert.equal((await complete.confirm()).status, 303);
  const answers = await filed(complete.who.accountId);
  assert.deepEqual(answers?.['pension'], { number: '123' });
});

test('who is a day younger files without it, and an answer left over is not filed', async () => {
  const young = await draftOf(YOUNG, { pension: { number: '123' } });
  assert.equal((await young.confirm()).status, 303);
  assert.equal((await filed(young.who.accountId))?.['pension'], undefined);
});

test('the filing keeps what was asked about the person, and nothing else of them', async () => {
  const young = await draftOf(YOUNG);
  await young.confirm();
  assert.deepEqual((await filed(young.who.accountId))?.['applicant'], { birth_date: YOUNG, filed: [] });
  const plain = await born(OLD);
  await plain.confirm();
  assert.equal((await filed(plain.accountId))?.['applicant'], undefined);
  assert.deepEqual(await brokenPromises(portal.fresh.database), []);
});

test('what a draft says of the person by itself is not believed', async () => {
  const forged = await draftOf(OLD, { applicant: { birth_date: YOUNG, filed: ['es-1-2026'] } });
  assert.equal((await forged.confirm()).status, 422);
});

test('a delegate files by what is known of the delegator', async () => {
  const [young, old] = [await draftOf(YOUNG), await draftOf(OLD)];
  for (const [of, status] of [
    [young, 303],
    [old, 422],
  ] as const) {
    const delegate = await born(of === young ? OLD : YOUNG);
    await beginsActing(delegate, await handOver(portal, of.who, delegate));
    const reply = await filesFor(delegate, { ...of.who, application: of.application }, { code: CODE });
    assert.equal(reply.status, status);
  }
  assert.equal((await filed(young.who.accountId))?.['pension'], undefined);
});
