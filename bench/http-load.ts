import { connect, type Socket } from 'node:net';

// A small HTTP/1.1 client, one request at a time on each connection: it costs little beside the server it loads, so that
// two cores measure the server. Bounded by the number of shots it is given.

export interface Shot {
  method: 'GET' | 'POST';
  path: string;
  cookie?: string;
  /** An urlencoded form. */
  body?: string;
  accept?: string;
}

export interface Reply {
  status: number;
  /** Status line and headers as they came. */
  head: string;
  location: string | undefined;
  bytes: number;
  body: string;
}

export interface Load {
  answered: number;
  seconds: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export interface Manner {
  /** Each request comes on a connection of its own, as from so many different people. Otherwise connections are kept. */
  fresh?: boolean;
}

/** Sends what `next` hands out over that many connections at once until it hands out nothing more. */
export async function fire(
  port: number,
  connections: number,
  next: (connection: number) => Shot | undefined,
  onReply: (reply: Reply, connection: number) => void = () => undefined,
  { fresh = false }: Manner = {},
): Promise<Load> {
  const latencies: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      let line = await openLine(port);
      for (let shot = next(connection), first = true; shot !== undefined; shot = next(connection), first = false) {
        const sent = performance.now();
        if (fresh && !first) {
          line.close();
          line = await openLine(port);
        }
        const reply = await line.ask(shot);
        latencies.push(performance.now() - sent);
        onReply(reply, connection);
      }
      line.close();
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((one, other) => one - other);
  return {
    answered: latencies.length,
    seconds,
    perSecond: latencies.length / seconds,
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
  };
}

/** One request on a connection of its own, as from somebody who has just come. */
export async function askOnce(port: number, shot: Shot): Promise<Reply> {
  const line = await openLine(port);
  try {
    return await line.ask(shot);
  } finally {
    line.close();
  }
}

interface Line {
  ask(shot: Shot): Promise<Reply>;
  close(): void;
}

/** One connection that asks and waits for the whole answer. */
export async function openLine(port: number): Promise<Line> {
  const socket = await opened(port);
  let waiting: { resolve(reply: Reply): void; reject(error: Error): void } | undefined;
  let received: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const reply = completeReply(received);
    if (reply === undefined) return;
    received = Buffer.alloc(0);
    const asked = waiting;
    waiting = undefined;
    asked?.resolve(reply);
  });
  const broken = (error?: Error) => waiting?.reject(error ?? new Error('the server closed the connection'));
  socket.on('error', broken);
  socket.on('close', () => broken());
  return {
    ask: (shot) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(requestText(shot, port));
      }),
    close: () => void socket.destroy(),
  };
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

function requestText({ method, path, cookie, body, accept = 'text/html' }: Shot, port: number): string {
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: ${accept}\r\n`;
  const cookies = cookie === undefined ? '' : `Cookie: ${cookie}\r\n`;
  if (body === undefined) return `${head}${cookies}\r\n`;
  const type = 'Content-Type: application/x-www-form-urlencoded\r\n';
  return `${head}${cookies}${type}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function completeReply(received: Buffer): Reply | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  if (received.length < end + 4 + length) return undefined;
  return {
    status: Number(head.slice(9, 12)),
    head,
    location: /\r\nlocation: ([^\r]+)/i.exec(head)?.[1],
    bytes: length,
    body: received.toString('utf8', end + 4, end + 4 + length),
  };
}
