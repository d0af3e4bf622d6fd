import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { OFFICE, openTrialsPortal, type TrialsPortal } from '../../../test/trials-portal.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { currentRelease } from '../procedures/index.ts';
import type { OfficeAct } from './forming-store.ts';
import { formContests } from './forming-store.ts';

let portal: TrialsPortal;
let officer: string;
before(async () => {
  portal = await openTrialsPortal();
  officer = (await portal.applicant('FA')).accountId;
});
after(() => portal.close());

const enter = async (name: string) => portal.enter(await portal.applicant(name), 105);

/** Forms the lists, and counts the statements that took. */
async function form(): Promise<{ readonly added: number; readonly statements: number }> {
  const { fresh, deps, procedureId } = portal;
  const release = await currentRelease(fresh.database, procedureId);
  if (release === undefined) throw new Error('the competition is not published');
  const act: OfficeAct = { officeCode: OFFICE, officeName: 'Ufficio', accountId: officer, now: portal.now };
  let statements = 0;
  const counting = <Of extends Db>(db: Of): Of => ({
    ...db,
    query: (text: string, values?: readonly unknown[]) => {
      statements += 1;
      return db.query(text, values);
    },
  });
  const database: Database = {
    ...counting(fresh.database),
    transaction: (work) => fresh.database.transaction((tx) => work(counting(tx))),
  };
  const { added } = await formContests(database, deps.lookups, release, act);
  return { added, statements };
}

const numbers = () =>
  portal.fresh.database.query<{ application: string; number: number }>(
    'select application_id as application, number from candidates order by number',
  );

test('a list of more people takes no more statements', async () => {
  await enter('FB');
  const one = await form();
  assert.equal(one.added, 1);
  await enter('FC');
  await enter('FD');
  assert.deepEqual(await form(), { added: 2, statements: one.statements });
});

test('who comes later gets the next number, and nobody else’s moves', async () => {
  const earlier = await numbers();
  assert.deepEqual(
    earlier.map(({ number }) => number),
    [1, 2, 3],
  );
  const late = await enter('FE');
  await form();
  assert.deepEqual(await numbers(), [...earlier, { application: late, number: 4 }]);
});

test('who has withdrawn before the list is formed is not in it', async () => {
  const gone = await portal.applicant('FF');
  const application = await portal.enter(gone, 105);
  await portal.fresh.owner.query(
    `insert into withdrawals (filing_id, office_code, year, number, arrived_at, withdrawn_at, canonical, sha256, validity)
     select id, office_code, year, number, $2, $2, 'x', sha256, validity from filings where application_id = $1`,
    [application, portal.now],
  );
  assert.equal((await form()).added, 0);
});
