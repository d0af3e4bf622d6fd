import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accepted, office, person } from '../../../test/filings.ts';
import { until } from '../../../test/until.ts';
import { connect, type Database } from '../../platform/db/database.ts';
import { migrate } from '../../platform/migrations.ts';
import { type Postgres, startPostgres } from '../../platform/postgres/index.ts';
import { createFilingRegistrar } from './filing-registrar-store.ts';
import { brokenPromises } from './invariants.ts';

const KILLS = 3;
const CLIENTS = 12;

const folder = mkdtempSync(join(tmpdir(), 'polis-death-'));
const data = join(folder, 'postgres');
let cluster: Postgres;
let database: Database;
before(async () => {
  // The database server may run as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  cluster = await startPostgres({ dir: data });
  await migrate(cluster.ownerUrl);
  database = connect(cluster.appUrl);
});
after(async () => {
  await database.close();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

function serverProcess(): number {
  return Number(readFileSync(join(data, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Up again, on whatever port is free; the old server's dying workers may hold the memory for a moment. */
async function restart(killed: number): Promise<void> {
  await until(() => !isAlive(killed));
  cluster = await until(() => startPostgres({ dir: data }).catch(() => undefined), 60);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('the database is killed again and again under filings: nothing acknowledged is lost, no gap, no double', async () => {
  const acknowledged: string[] = [];
  let doubts = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const filings = await Promise.all(
      Array.from({ length: CLIENTS * 8 }, async (_, index) =>
        accepted({ ...(await person(database)), office: { ...office, code: `USP-${index % 5}` } }),
      ),
    );
    const registrar = createFilingRegistrar(database);
    const waiting = filings.values();
    const unsure: typeof filings = [];
    const before = acknowledged.length;
    const server = serverProcess();
    const clients = Array.from({ length: CLIENTS }, async () => {
      for (const filing of waiting) {
        const { outcome } = await registrar.register(filing);
        if (outcome === 'in-doubt') unsure.push(filing);
        else acknowledged.push(filing.filingId);
        // As if the machine had lost power: nothing is closed, nothing is said.
        if (acknowledged.length === before + CLIENTS * 2) process.kill(server, 'SIGKILL');
      }
    });
    await Promise.all(clients);
    doubts += unsure.length;
    await database.close();
    await restart(server);
    database = connect(cluster.appUrl);
    const again = createFilingRegistrar(database);
    for (const filing of unsure) {
      const { outcome } = await again.register(filing);
      assert.ok(outcome === 'filed' || outcome === 'known', outcome);
      acknowledged.push(filing.filingId);
    }
    assert.deepEqual(await brokenPromises(database, acknowledged), []);
  }
  assert.equal(acknowledged.length, KILLS * CLIENTS * 8);
  assert.ok(doubts > 0, 'nobody was filing when the database died');
});
