import type { Database } from '../../platform/db/database.ts';
import type { Client } from './client.ts';
import { changeClient, clientById, knowSecret, registerClient } from './client-store.ts';

/** Registers a service of the test environment, or puts it where it is now; run again it changes nothing. */
export async function seedClient(database: Database, client: Client, secret: string, now: Date): Promise<void> {
  await database.transaction(async (tx) => {
    const found = await clientById(tx, client.id);
    if (found === undefined) await registerClient(tx, client, null, now);
    else if (found.homeUrl !== client.homeUrl) await changeClient(tx, client, null);
    await knowSecret(tx, client.id, secret, now);
  });
}
