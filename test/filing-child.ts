/**
 * A process of its own for the tests of survival: `server URL NOW` serves the pages of filing and says on which port,
 * `press URL FILING` makes one receipt. POLIS_FAULT says where it dies.
 */
import type { AddressInfo } from 'node:net';
import { filingJobs } from '../src/features/filings/index.ts';
import { connect } from '../src/platform/db/database.ts';
import { createPress } from '../src/platform/pdf/index.ts';
import { filingDeps, filingServer } from './filing-portal.ts';

const [mode, url = '', argument = ''] = process.argv.slice(2);
const database = connect(url, { size: 4 });

if (mode === 'server') {
  const server = await filingServer(filingDeps(database, () => new Date(argument)));
  await server.listen({ host: '127.0.0.1', port: 0 });
  process.stdout.write(`${(server.server.address() as AddressInfo).port}\n`);
} else {
  const deps = filingDeps(database, () => new Date());
  const tasks = filingJobs({ ...deps, press: createPress() });
  const run = { attempt: 1, maxAttempts: 25, signal: new AbortController().signal };
  await tasks['receipt.press']?.({ filing: argument }, run);
  process.exit(0);
}
