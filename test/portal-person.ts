import type { CastMember } from '../src/apps/cast.ts';
import type { TestPortal } from './portal.ts';

export interface PortalReply {
  readonly status: number;
  /** The page, or whatever text came. */
  readonly html: string;
  readonly bytes: Buffer;
  /** Where a redirect leads. */
  readonly location: string | undefined;
  readonly headers: Headers;
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/**
 * Somebody at the portal without a browser: plain HTTP with cookies, sending back the token of the last page as a form
 * does. Redirects are answered, not followed: `follow` goes on.
 */
export class PortalPerson {
  readonly cookies = new Map<string, string>();
  readonly #portal: Pick<TestPortal, 'origin' | 'otp'>;
  #csrf = '';

  constructor(portal: Pick<TestPortal, 'origin' | 'otp'>) {
    this.#portal = portal;
  }

  /** The token of the last page with a form. */
  get csrf(): string {
    return this.#csrf;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<PortalReply> {
    return this.#ask(path, { method: 'GET', headers });
  }

  post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<PortalReply> {
    const body = new URLSearchParams();
    if (!Object.hasOwn(fields, 'csrf')) body.set('csrf', this.#csrf);
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat() as string[]) body.append(name, one);
    }
    return this.#ask(path, { method: 'POST', body, headers: { origin: this.#portal.origin, ...headers } });
  }

  /** Posts as the portal's own scripts do, and answers what they get. */
  async postJson<T>(path: string, fields: Fields = {}): Promise<{ status: number; body: T }> {
    const { status, html } = await this.post(path, fields, { accept: 'application/json' });
    return { status, body: JSON.parse(html) as T };
  }

  /** A file with the other fields of its form. */
  upload(path: string, fields: Readonly<Record<string, string | File>>): Promise<PortalReply> {
    const body = new FormData();
    body.set('csrf', this.#csrf);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return this.#ask(path, { method: 'POST', body, headers: { origin: this.#portal.origin } });
  }

  /** Opens the page where the answer leads, through all its redirects. */
  async follow(reply: PortalReply): Promise<PortalReply> {
    let last = reply;
    for (let hops = 0; last.location !== undefined; hops += 1) {
      if (hops > 9) throw new Error(`redirects without end: ${last.location}`);
      last = await this.get(last.location);
    }
    return last;
  }

  /** Signs in with user name and password, and the second factor where one is asked; answers the page it leads to. */
  async login(member: Pick<CastMember, 'username' | 'password' | 'totpSecret'>): Promise<PortalReply> {
    await this.get('/accesso');
    let reply = await this.post('/accesso', { username: member.username, password: member.password });
    if (reply.location?.startsWith('/accesso/secondo-fattore')) {
      await this.follow(reply);
      reply = await this.post('/accesso/secondo-fattore', { code: await this.#portal.otp(member) });
    }
    const reached = await this.follow(reply);
    if (reply.location === undefined || reached.status !== 200) {
      throw new Error(
        `${member.username} did not get in: ${reply.status}, then ${reached.status}\n${wordsOf(reached.html)}`,
      );
    }
    return reached;
  }

  /** The same visit from another tab: cookies shared from now on only by copy. */
  tab(): PortalPerson {
    const other = new PortalPerson(this.#portal);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    other.#csrf = this.#csrf;
    return other;
  }

  async #ask(path: string, request: RequestInit & { headers: Record<string, string> }): Promise<PortalReply> {
    const url = new URL(path, this.#portal.origin);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie === '' ? {} : { cookie }), ...request.headers };
    const response = await fetch(url, { ...request, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const bytes = Buffer.from(await response.arrayBuffer());
    const html = bytes.toString();
    this.#csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? this.#csrf;
    const location = response.headers.get('location') ?? undefined;
    return { status: response.status, html, bytes, location, headers: response.headers };
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    if (attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0')) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}

/** What a page says in its main part, without markup. */
export function wordsOf(html: string): string {
  const main = /<main.*<\/main>/s.exec(html)?.[0] ?? html;
  const plain = main.replace(/<(script|style|svg).*?<\/\1>/gs, '').replace(/<[^>]+>/g, ' ');
  const letters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
  return plain
    .replace(/&(#?\w+);/g, (all, name: string) => letters[name] ?? all)
    .replace(/\s+/g, ' ')
    .trim();
}
