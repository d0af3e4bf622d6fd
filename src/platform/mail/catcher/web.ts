import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { absentPage, listPage, messagePage } from './pages.tsx';
import type { Listening } from './smtp.ts';
import type { CatcherStore, Caught } from './store.ts';

interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The pages and the JSON of the catcher. Loopback only, and only for who asks by a loopback name. */
export async function listenWeb(store: CatcherStore, port: number): Promise<Listening> {
  const server = createServer((request, response) => {
    send(
      response,
      isLocal(request) ? reply(store, request) : { status: 403, type: 'text/plain', body: 'Loopback only.\n' },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Keeps pages of other sites from reading or emptying it through the browser of the person at this machine. */
function isLocal({ headers }: IncomingMessage): boolean {
  const sameSite =
    headers['sec-fetch-site'] === undefined || ['same-origin', 'none'].includes(String(headers['sec-fetch-site']));
  const local = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '');
  return local && (sameSite || headers['sec-fetch-mode'] === 'navigate');
}

function reply(store: CatcherStore, request: IncomingMessage): Reply {
  const url = URL.parse(request.url ?? '/', 'http://catcher.invalid');
  const path = url?.pathname ?? '';
  const clears = `${request.method} ${path}`;
  if (clears === 'DELETE /api/messages' || clears === 'POST /svuota') {
    if (request.headers['sec-fetch-site'] === 'cross-site') return { status: 403 };
    store.clear();
    return request.method === 'DELETE' ? { status: 204 } : { status: 303, headers: { location: '/' } };
  }
  if (request.method !== 'GET') return { status: 405 };
  if (path === '/') return { body: listPage(store.all()) };
  if (path === '/api/messages') return json(listed(store, url?.searchParams.get('to') ?? null));
  const [, id, rest] = /^\/messaggi\/(\d+)(?:\/(.*))?$/.exec(path) ?? [];
  const caught = id === undefined ? undefined : store.find(id);
  return (caught && part(caught, rest)) ?? { status: 404, body: absentPage() };
}

function part(caught: Caught, rest: string | undefined): Reply | undefined {
  if (rest === undefined) return { body: messagePage(caught) };
  if (rest === 'html') return { body: caught.mail.html ?? '', headers: sandbox };
  if (rest === 'originale') return download(caught.raw, `${caught.id}.eml`);
  const attachment = caught.mail.attachments[Number(/^allegati\/(\d+)$/.exec(rest)?.[1])];
  return attachment && download(bytesOf(attachment.content), attachment.filename ?? 'allegato');
}

/** The mail's own HTML may show itself and nothing more. */
const sandbox = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-top-navigation-by-user-activation",
};

function download(body: Uint8Array, filename: string): Reply {
  const plain = filename.replace(/[^\w.-]/g, '_');
  const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`;
  return { body, type: 'application/octet-stream', headers: { 'content-disposition': disposition } };
}

function json(value: unknown): Reply {
  return { body: JSON.stringify(value), type: 'application/json' };
}

function listed(store: CatcherStore, to: string | null) {
  return store
    .all()
    .filter(({ recipients }) => to === null || recipients.includes(to.toLowerCase()))
    .map(({ id, at, recipients, mail }) => ({
      id,
      at,
      to: recipients,
      from: mail.from?.address,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      headers: mail.headers.map(({ key, value }) => [key, value]),
      attachments: mail.attachments.map(({ filename, mimeType, content }, index) => ({
        filename,
        type: mimeType,
        size: bytesOf(content).length,
        path: `/messaggi/${id}/allegati/${index}`,
      })),
    }));
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

function send(response: ServerResponse, { status = 200, type = 'text/html', body = '', headers = {} }: Reply): void {
  response.writeHead(status, {
    'content-type': type === 'application/octet-stream' ? type : `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'",
    ...headers,
  });
  response.end(body);
}
