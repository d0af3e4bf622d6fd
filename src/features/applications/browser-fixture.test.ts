import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { uuidv7 } from 'uuidv7';
import { csrfToken } from '../../platform/http/csrf.ts';
import type { Visitor } from '../../platform/http/index.ts';
import { PROCEDURE } from './gps-fixture.test.ts';

export const SECRET = 'a secret for tests, long enough to be one';

export interface Reply {
  readonly status: number;
  readonly html: string;
  readonly location: string;
  json(): Record<string, unknown>;
}

type Fields = Record<string, string | readonly string[]>;

/** A browser with its session: it sends back the token of its pages, as a form does. */
export class Browser {
  readonly token: string;
  readonly cookies: Map<string, string>;
  readonly #server: FastifyInstance;
  readonly #visitors: Map<string, Visitor>;

  constructor(server: FastifyInstance, token: string, visitors: Map<string, Visitor>) {
    this.#server = server;
    this.#visitors = visitors;
    this.token = token;
    this.cookies = new Map([['polis-session', token]]);
  }

  get #csrf(): string {
    return csrfToken(SECRET, `account:${this.accountId}`);
  }

  get accountId(): string {
    return this.#visitors.get(this.token)?.accountId ?? '';
  }

  /** The same person at another device, with a session of its own. */
  otherDevice(): Browser {
    const visitor = this.#visitors.get(this.token);
    if (visitor === undefined) throw new Error('nobody');
    const token = uuidv7();
    this.#visitors.set(token, { ...visitor, sessionId: uuidv7() });
    return new Browser(this.#server, token, this.#visitors);
  }

  async begin(): Promise<string> {
    const reply = await this.post(`/procedure/${PROCEDURE}/istanze`, {});
    return reply.location;
  }

  get(path: string, accept = 'text/html'): Promise<Reply> {
    return this.#ask({ method: 'GET', url: path.split('#')[0] ?? path, headers: { accept } });
  }

  post(path: string, fields: Fields, accept = 'text/html'): Promise<Reply> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries({ csrf: this.#csrf, ...fields })) {
      for (const one of [value].flat()) body.append(name, one as string);
    }
    const headers = { accept, 'content-type': 'application/x-www-form-urlencoded' };
    return this.#ask({ method: 'POST', url: path, payload: body.toString(), headers });
  }

  /** Posts with the base the page was shown with. */
  async save(path: string, fields: Fields, accept = 'text/html'): Promise<Reply> {
    const page = await this.get(path);
    return this.post(path, { base: baseIn(page.html), ...fields }, accept);
  }

  upload(path: string, field: string, filename: string, bytes: Uint8Array): Promise<Reply> {
    const edge = 'edge7d1f';
    const head = `--${edge}\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n${this.#csrf}\r\n--${edge}\r\ncontent-disposition: form-data; name="${field}"; filename="${filename.replaceAll('"', '%22')}"\r\ncontent-type: application/pdf\r\n\r\n`;
    const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]);
    const headers = { accept: 'text/html', 'content-type': `multipart/form-data; boundary=${edge}` };
    return this.#ask({ method: 'POST', url: path, payload, headers });
  }

  async #ask(request: {
    method: 'GET' | 'POST';
    url: string;
    payload?: string | Buffer;
    headers: Record<string, string>;
  }): Promise<Reply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#server.inject({ ...request, headers: { ...request.headers, cookie } });
    for (const { name, value } of response.cookies) this.cookies.set(name, value);
    return {
      status: response.statusCode,
      html: response.body,
      location: String(response.headers['location'] ?? ''),
      json: () => response.json(),
    };
  }
}

export function baseIn(html: string): string {
  return /name="base" value="([^"]*)"/.exec(html)?.[1] ?? '';
}

/** A PDF as far as its first bytes go. */
export const PDF = Buffer.from('%PDF-1.7\n% prova\n');

/** Asserts on a page without printing all of it when it fails. */
export function shows(reply: Reply, pattern: RegExp): void {
  assert.ok(pattern.test(reply.html), `${pattern} is not on the page: ${textOf(reply.html)}`);
}

export function lacks(reply: Reply, pattern: RegExp): void {
  assert.ok(!pattern.test(reply.html), `${pattern} is on the page: ${textOf(reply.html)}`);
}

function textOf(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return main
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 1500);
}
