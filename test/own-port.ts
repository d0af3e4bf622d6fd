import { createServer, type Server } from 'node:net';

// Ports for programs that begin to listen much later than their number is chosen.

/** Below the range from which the kernel takes ports for connections: what it gives out there may be taken a moment later. */
const [LOWEST, BEYOND] = [15_000, 32_000];
/** Held until this process ends. */
const held: Server[] = [];

/** A free port that no other test process is given as long as this one lives. */
export async function ownPort(): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = LOWEST + Math.floor(Math.random() * (BEYOND - LOWEST));
    // A name in the abstract socket space is a lock that its holder's death releases.
    const lock = await listening(`\0polis-test-port:${port}`);
    if (lock === undefined) continue;
    held.push(lock.unref());
    const probe = await listening({ port, host: '127.0.0.1' });
    if (probe === undefined) continue;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
  throw new Error('no port is free');
}

/** Nothing when somebody listens there already. */
function listening(where: string | { readonly port: number; readonly host: string }): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(where, () => resolve(server));
  });
}
