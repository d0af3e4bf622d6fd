import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AccountPortal, openAccountPortal } from '../../../test/account-portal.ts';
import { chooseOffice } from './office-choice-store.ts';

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

test('a session works only for a school or office where its person has a role', async () => {
  const { database, owner } = portal.fresh;
  const [account] = await owner.query<{ id: string }>(
    `insert into accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place, created_at)
     values (gen_random_uuid(), 'VRDCRL75B67F205X', 'carla.verdi', 'Verdi', 'Carla', '1975-02-27', 'F', 'F205', 'Milano', now())
     returning id`,
  );
  const accountId = account?.id ?? '';
  await owner.query(
    `insert into memberships (account_id, role, body_code, body_name, since) values ($1, 'clerk', 'MIIC800001', 'IC Volta', now())`,
    [accountId],
  );
  const [session] = await owner.query<{ id: string }>(
    `insert into sessions (token_digest, id, account_id, created_at, last_seen_at, authenticated_at, proven, method, level)
     values (sha256('x'), gen_random_uuid(), $1, now(), now(), now(), true, 'password', 2) returning id`,
    [accountId],
  );
  const own = { accountId, sessionId: session?.id ?? '' };
  assert.equal(await chooseOffice(database, own, 'MIIC800002'), false);
  assert.equal(await chooseOffice(database, { ...own, accountId: own.sessionId }, 'MIIC800001'), false);
  assert.equal(await chooseOffice(database, own, 'MIIC800001'), true);
  const [row] = await owner.query('select working_for from sessions where id = $1', [own.sessionId]);
  assert.deepEqual(row, { working_for: 'MIIC800001' });
});
