import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface TearingProxy {
  readonly origin: string;
  /** Answers torn so far: the server had done its work each time. */
  readonly torn: number;
  /** From now on hands everything on. */
  mend(): void;
  close(): void;
}

/** Hands everything to the server, and resets the browser's connection as soon as the server begins to answer. */
export async function tearingProxy(to: number): Promise<TearingProxy> {
  let torn = 0;
  let tearing = true;
  const open = new Set<Socket>();
  const server = createServer((browser) => {
    const upstream = connect(to, '127.0.0.1');
    for (const socket of [browser, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    browser.pipe(upstream);
    upstream.on('data', (answer) => {
      if (!tearing) return void browser.write(answer);
      torn += 1;
      browser.resetAndDestroy();
      upstream.destroy();
    });
    upstream.on('close', () => browser.destroy());
    browser.on('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    get torn() {
      return torn;
    },
    mend: () => {
      tearing = false;
    },
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
