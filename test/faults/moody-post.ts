import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** `absent`: nobody listens. `silent`: takes the connection and never says a word. `later`: 451. `takes`: takes mails. */
export type Mood = 'absent' | 'silent' | 'later' | 'takes';

export interface Received {
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly attachments: readonly (string | null)[];
}

/** A real mail server that behaves as it is told, at the address the portal was set up with. */
export class MoodyPost {
  readonly received: Received[] = [];
  /** Connections to nobody, and recipients named, so far. */
  readonly met = { silent: 0, later: 0, never: 0, takes: 0 };
  /** An address that is refused for good (550) whenever somebody is there to refuse it. */
  refused = '';
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  readonly #smtp: SMTPServer;
  #mood: Mood = 'absent';
  #front: Server | undefined;

  constructor(smtpUrl: string) {
    this.#port = Number(new URL(smtpUrl).port);
    this.#smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, done) => {
        const verdict = address === this.refused ? 'never' : this.#mood === 'later' ? 'later' : 'takes';
        this.met[verdict] += 1;
        const code = { later: 451, never: 550, takes: undefined }[verdict];
        done(code === undefined ? null : Object.assign(new Error('as told'), { responseCode: code }));
      },
      onData: (stream, session, done) => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
        buffer(stream)
          .then((raw) => PostalMime.parse(raw))
          .then(({ subject = '', messageId = '', attachments }) => {
            const files = attachments.map(({ filename }) => filename);
            this.received.push({ to, subject, messageId, attachments: files });
            done();
          }, done);
      },
    });
    this.#smtp.on('error', () => undefined);
  }

  /** Whoever is connected is cut off: each mood begins with new connections. */
  async be(mood: Mood): Promise<void> {
    await this.close();
    this.#mood = mood;
    if (mood === 'absent') return;
    this.#front = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
      if (mood === 'silent') this.met.silent += 1;
      else this.#smtp.server.emit('connection', socket);
    });
    this.#front.listen(this.#port, '127.0.0.1');
    await once(this.#front, 'listening');
  }

  async close(): Promise<void> {
    const front = this.#front;
    this.#front = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (front) await new Promise((resolve) => front.close(resolve));
  }
}
