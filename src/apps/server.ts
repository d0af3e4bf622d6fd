/** The program people's browsers talk to. As many of them may run as one likes. */
import { join } from 'node:path';
import { loadAllProviders } from '../features/digital-identity/index.ts';
import { readAssets } from '../platform/assets/manifest.ts';
import { systemClock } from '../platform/clock.ts';
import { connect } from '../platform/db/database.ts';
import { home } from '../platform/home.ts';
import { createPress } from '../platform/pdf/index.ts';
import { runProgram } from '../platform/program.ts';
import { openPortal } from './portal.ts';

await runProgram('server', async (configuration, log) => {
  const { databaseUrl, databaseConnections, host, port } = configuration;
  const database = connect(databaseUrl, {
    name: 'polis server',
    size: databaseConnections,
    onIdleError: (error) => log.warn({ err: error }, 'an idle connection to the database broke'),
  });
  const assetsDirectory = join(home, 'dist/assets');
  const assets = await readAssets(assetsDirectory);
  const press = createPress();
  const { digitalIdentity: settings } = configuration;
  // A folder that cannot be read must not keep the portal from serving.
  await loadAllProviders({ database, settings, log, now: systemClock }).catch((error: unknown) =>
    log.error({ err: error }, 'identity providers could not be loaded'),
  );
  const portal = await openPortal({ configuration, database, press, assets, assetsDirectory, log, now: systemClock });
  await portal.listen({ host, port });
  log.info({ host, port }, 'listening');
  return {
    stop: async () => {
      await portal.close();
      press.close();
      await database.close();
    },
  };
});
