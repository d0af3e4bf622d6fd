import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { CatcherStore } from './store.ts';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Addresses that behave badly on purpose, to see what the portal makes of it. */
const trouble: readonly { readonly domain: string; readonly code: number; readonly says: string }[] = [
  { domain: '@inesistente.example', code: 550, says: '5.1.1 No such mailbox' },
  { domain: '@occupata.example', code: 451, says: 'Try again later' },
];

/** A mail server that takes everything and brings it nowhere. Loopback only. */
export async function listenSmtp(store: CatcherStore, port: number, now: () => Date): Promise<Listening> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: 30 * 1024 * 1024,
    onRcptTo: ({ address }, _session, done) => {
      const found = trouble.find(({ domain }) => address.toLowerCase().endsWith(domain));
      done(found && Object.assign(new Error(found.says), { responseCode: found.code }));
    },
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
      // What a server writes on top of a mail when it has brought it home.
      const sender = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
      const top = Buffer.from(`Return-Path: <${sender}>\r\n`);
      buffer(stream)
        .then((raw) => store.add(Buffer.concat([top, raw]), recipients, now()))
        .then(() => done(), done);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
