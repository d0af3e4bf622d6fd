import { seed } from '../../src/apps/seed.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { connect } from '../../src/platform/db/database.ts';
import { createHasher } from '../../src/platform/hashing.ts';
import { migrate } from '../../src/platform/migrations.ts';
import { builtPrograms } from '../built.ts';
import { ownPort } from '../own-port.ts';
import { PortalProgram } from '../portal-program.ts';
import { type OwnCluster, ownCluster } from './own-cluster.ts';
import type { World } from './world.ts';

/** A portal whose database is nobody else's: one may kill it. */
export interface OwnPortal extends World {
  readonly cluster: OwnCluster;
  readonly server: PortalProgram;
  readonly worker: PortalProgram;
  stop(): Promise<void>;
}

/** The server runs; the worker is started by who wants it. */
export async function openOwnPortal(): Promise<OwnPortal> {
  const [cluster, port, smtpPort] = await Promise.all([ownCluster(), ownPort(), ownPort(), builtPrograms()]);
  const { appUrl, ownerUrl } = cluster.postgres;
  const origin = `http://127.0.0.1:${port}`;
  const environment = {
    ...Object.fromEntries(['PATH', 'HOME', 'LANG'].map((name) => [name, process.env[name] ?? ''])),
    DATABASE_URL: appUrl,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: origin,
    POLIS_STATE_DIR: cluster.folder,
    POLIS_SECRET: 'the secret of a portal whose database will be killed',
    LOG_LEVEL: 'warn',
  };
  const database = connect(appUrl, { name: 'polis test' });
  const [server, worker] = [new PortalProgram('server', environment), new PortalProgram('worker', environment)];
  const stop = async () => {
    await Promise.all([server.kill(), worker.kill()]);
    await database.close();
    await cluster.remove();
  };
  try {
    await migrate(ownerUrl);
    const hasher = createHasher({ memoryKiB: 8, passes: 1 });
    const secret = environment.POLIS_SECRET;
    await seed({ database, hasher, secret, now: systemClock, say: () => undefined });
    await server.start();
  } catch (error) {
    await stop();
    throw error;
  }
  const otp = () => Promise.reject(new Error('nobody signs in with a second factor here'));
  return { origin, otp, database, environment, cluster, server, worker, stop };
}
