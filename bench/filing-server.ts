/** The portal in a process of its own, for the bench of filing: says on which port it serves. */
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { openPortal } from '../src/apps/portal.ts';
import { readConfiguration } from '../src/platform/config/index.ts';
import { connect } from '../src/platform/db/database.ts';
import { createLog } from '../src/platform/log.ts';
import { createPress } from '../src/platform/pdf/index.ts';

const configuration = readConfiguration();
const portal = await openPortal({
  configuration,
  database: connect(configuration.databaseUrl, { name: 'polis bench', size: configuration.databaseConnections }),
  press: createPress(),
  assets: { css: '/a.css', js: '/a.js', sprite: '/a.svg', mark: '/m.svg', fonts: [] },
  assetsDirectory: tmpdir(),
  log: createLog({ program: 'bench', level: 'error' }),
  now: () => new Date(),
});
await portal.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${(portal.server.address() as AddressInfo).port}\n`);
