import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { freshDatabase } from '../../../test/database.ts';
import { migrate, migrationsFolder } from '../../platform/migrations.ts';
import { verifiedAddressesOf } from './address-store.ts';

test('whoever had an address before there could be several has it as their reference', async () => {
  const before = readdirSync(migrationsFolder)
    .sort()
    .findIndex((file) => file.includes('_addresses.sql'));
  const { database, owner, urls, drop } = await freshDatabase(before);
  const add = async (serial: string, email: string, verified: Date | null) => {
    const id = uuidv7();
    await owner.query(
      `insert into accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place,
         email, email_verified_at, created_at)
       values ($1, $2, $3, 'Prova', 'Anna', '1990-03-15', 'F', 'L219', 'Torino', $4, $5, '2026-01-07')`,
      [id, `PRVNNA90C55L${serial}X`, `anna.prova${serial}`, email, verified],
    );
    return id;
  };
  const verified = new Date('2026-01-08T10:00:00Z');
  const anna = await add('001', 'Anna.Prova@example.it', verified);
  const teacher = await add('002', 'anna.prova@scuola.istruzione.it', verified);
  const unproven = await add('003', 'anna@example.it', null);
  await migrate(urls.owner);
  const found = async (id: string) =>
    (await verifiedAddressesOf(database, id)).map(({ kind, address, reference }) => ({ kind, address, reference }));
  assert.deepEqual(await found(anna), [{ kind: 'private', address: 'Anna.Prova@example.it', reference: true }]);
  assert.deepEqual(await found(teacher), [
    { kind: 'institutional', address: 'anna.prova@scuola.istruzione.it', reference: true },
  ]);
  assert.deepEqual(await found(unproven), [], 'what was not proven is not mailed to now either');
  await drop();
});
