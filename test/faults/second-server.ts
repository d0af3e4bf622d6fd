import { ownPort } from '../own-port.ts';
import { PortalProgram } from '../portal-program.ts';
import type { World } from './world.ts';

export interface SecondServer {
  readonly origin: string;
  readonly program: PortalProgram;
}

/** One more server process over the same database, as behind a load balancer. */
export async function secondServer({ environment }: Pick<World, 'environment'>): Promise<SecondServer> {
  const port = await ownPort();
  const program = new PortalProgram('server', { ...environment, PORT: String(port) });
  await program.start();
  return { origin: `http://127.0.0.1:${port}`, program };
}
