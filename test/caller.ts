import type { FastifyInstance } from 'fastify';
import { cookieName } from '../src/platform/http/cookies.ts';
import { csrfToken } from '../src/platform/http/csrf.ts';

export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly location: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The lines that set cookies. */
  readonly cookies: readonly string[];
}

export type Method = 'GET' | 'POST' | 'HEAD' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface Asked {
  readonly method: Method;
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const FORM = 'application/x-www-form-urlencoded';
const EDGE = 'edge-of-the-parts-of-this-form';

/**
 * One browser as the server sees it: cookies that never change, and the token its forms would carry. Holding no state it
 * can be asked anything in any order.
 */
export class Caller {
  readonly csrf: string;
  readonly #server: FastifyInstance;
  readonly #cookie: string;

  /** `session`: the token of somebody's session, with whose it is; nobody has a visit only. */
  constructor(server: FastifyInstance, secret: string, session?: { token: string; accountId: string }, more = '') {
    const visit = 'a-visit-of-this-test';
    this.#server = server;
    this.csrf = csrfToken(secret, session === undefined ? `visit:${visit}` : `account:${session.accountId}`);
    const own =
      session === undefined
        ? `${cookieName(true, 'visit')}=${visit}`
        : `${cookieName(true, 'session')}=${session.token}`;
    this.#cookie = more === '' ? own : `${own}; ${more}`;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    return this.ask({ method: 'GET', path, headers });
  }

  /** Posts a form with its token; `fields.csrf` replaces it. */
  post(path: string, fields: Fields = {}, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    const all = Object.hasOwn(fields, 'csrf') ? fields : { csrf: this.csrf, ...fields };
    return this.postBody(path, encoded(all), headers);
  }

  postBody(path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    return this.ask({ method: 'POST', path, body, headers: { 'content-type': FORM, ...headers } });
  }

  /** Posts a form with a file. */
  upload(path: string, field: string, filename: string, bytes: Uint8Array): Promise<Answered> {
    const part = (head: string) => `--${EDGE}\r\ncontent-disposition: form-data; ${head}\r\n`;
    const body = Buffer.concat([
      Buffer.from(`${part('name="csrf"')}\r\n${this.csrf}\r\n`),
      Buffer.from(`${part(`name="${field}"; filename="${filename}"`)}content-type: application/pdf\r\n\r\n`),
      bytes,
      Buffer.from(`\r\n--${EDGE}--\r\n`),
    ]);
    const headers = { 'content-type': `multipart/form-data; boundary=${EDGE}` };
    return this.ask({ method: 'POST', path, body, headers });
  }

  /** Goes where an answer leads, with the cookies it has set. */
  after({ location = '/', cookies }: Answered): Promise<Answered> {
    const set = cookies.map((line) => line.split(';')[0] ?? '').filter((pair) => !pair.endsWith('='));
    return this.ask({ method: 'GET', path: location, headers: { cookie: [...set, this.#cookie].join('; ') } });
  }

  async ask({ method, path, body, headers = {} }: Asked): Promise<Answered> {
    const response = await this.#server.inject({
      method,
      url: path,
      headers: { cookie: this.#cookie, ...headers },
      remoteAddress: '192.0.2.7',
      ...(body === undefined ? {} : { payload: body }),
    });
    const location = response.headers['location'];
    return {
      status: response.statusCode,
      body: response.body,
      location: typeof location === 'string' ? location : undefined,
      headers: response.headers,
      cookies: [response.headers['set-cookie'] ?? []].flat(),
    };
  }
}

export function encoded(fields: Fields): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) body.append(name, one as string);
  }
  return body.toString();
}
