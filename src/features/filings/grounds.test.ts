import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import { accepted, answers, office, person, release } from '../../../test/filings.ts';
import type { AcceptedFiling } from './filing.ts';
import { createFilingRegistrar } from './filing-registrar-store.ts';
import { saveFilings } from './filing-store.ts';

let fresh: FreshDatabase;
before(async () => {
  fresh = await freshDatabase();
});
after(() => fresh.drop());

/** Two applications of one person for two procedures, both decided while nothing was filed, for different registers. */
async function pair(): Promise<[AcceptedFiling, AcceptedFiling]> {
  const one = await person(fresh.owner);
  const applicationId = uuidv7();
  await fresh.owner.query(
    'insert into applications (id, account_id, procedure_id, created_at) values ($1, $2, $3, now())',
    [...[applicationId, one.applicant.accountId, 'altra-2026']],
  );
  await fresh.owner.query(
    `insert into drafts (application_id, release_digest, edition, version, answers, updated_at)
     values ($1, $2, 1, 3, $3, now())`,
    [applicationId, release.digest, JSON.stringify(answers)],
  );
  const grounds = { filed: [], roles: [] };
  const first = accepted({ ...one, office: { ...office, code: 'USP-UNO' } });
  const draft = { ...one.draft, applicationId };
  const second = accepted({ ...one, draft, office: { ...office, code: 'USP-DUE' } });
  return [
    { ...first, grounds },
    { ...second, grounds, procedureId: 'altra-2026' },
  ];
}

test('of two filings written at once by two programs on the same grounds, the second is to be decided anew', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [one, other] = await pair();
    const saved = await Promise.all([saveFilings(fresh.database, [one]), saveFilings(fresh.database, [other])]);
    assert.deepEqual(
      saved
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
      ['filed', 'unsettled'],
    );
  }
});

test('so it is when one program could have written them together', async () => {
  const registrar = createFilingRegistrar(fresh.database, 1);
  const [waited] = await pair();
  const [one, other] = await pair();
  const outcomes = await Promise.all([waited, one, other].map((filing) => registrar.register(filing)));
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome),
    ['filed', 'filed', 'unsettled'],
  );
});

test('a role given in the meantime unsettles what was decided; one who asks for nothing is not looked at', async () => {
  const [one, other] = await pair();
  await fresh.owner.query(
    `insert into memberships (account_id, role, body_code, body_name, since) values ($1, 'clerk', 'X', 'X', now())`,
    [one.accountId],
  );
  const { grounds: _none, ...careless } = other;
  const saved = [await saveFilings(fresh.database, [one]), await saveFilings(fresh.database, [careless])];
  assert.deepEqual(
    saved.flat().map(({ outcome }) => outcome),
    ['unsettled', 'filed'],
  );
});

test('two filings of one person about the same thing, decided while there was none, are one', async () => {
  for (const together of [false, true]) {
    const [one, other] = (await pair()).map(({ grounds: _none, ...filing }) => ({
      ...filing,
      subjectKey: (together ? 'a' : 'b').repeat(64),
    }));
    assert.ok(one && other);
    const saved = together
      ? [await saveFilings(fresh.database, [one, other])]
      : await Promise.all([saveFilings(fresh.database, [one]), saveFilings(fresh.database, [other])]);
    const outcomes = saved.flat().map(({ outcome }) => outcome);
    assert.deepEqual(outcomes.sort(), ['filed', 'unsettled']);
  }
});
