/** What came for one request, redirects not followed. */
export interface Came {
  readonly url: URL;
  readonly status: number;
  readonly body: string;
  readonly location: string | undefined;
  readonly headers: Headers;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** A browser without JavaScript at the portal: cookies by name and path, redirects, pages that lead on by themselves. */
export class SsoBrowser {
  readonly cookies = new Map<string, Cookie>();
  readonly #origin: string;
  #csrf = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Came> {
    return this.#ask(path, { method: 'GET', headers });
  }

  post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Came> {
    const body = new URLSearchParams({ csrf: this.#csrf, ...fields });
    return this.#ask(path, { method: 'POST', body, headers: { origin: this.#origin } });
  }

  /** Goes on as a browser would until a page waits for the person, or the way leads out of the portal. */
  async follow(first: Came): Promise<Came> {
    let came = first;
    for (let hops = 0; hops < 15; hops += 1) {
      const refresh = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(came.body)?.[1]?.replaceAll('&amp;', '&');
      const next = came.location ?? refresh;
      if (next === undefined) return came;
      const url = new URL(next, came.url);
      if (url.origin !== this.#origin) return { ...came, location: url.href };
      came = await this.#ask(url.href, { method: 'GET', headers: {} });
    }
    throw new Error(`redirects without end: ${came.url}`);
  }

  /** As {@link follow}, agreeing to whatever a service asks to have. */
  async enter(address: string | URL): Promise<URL> {
    let came = await this.follow(await this.get(String(address)));
    for (
      let pages = 0;
      pages < 3 && came.location === undefined && came.url.pathname.startsWith('/oidc/');
      pages += 1
    ) {
      if (!came.body.includes('name="decision" value="accept"')) break;
      came = await this.follow(await this.post(came.url.pathname, { decision: 'accept' }));
    }
    if (came.location === undefined)
      throw new Error(`stopped at ${came.url.pathname}: ${came.status} ${heading(came)}`);
    return new URL(came.location);
  }

  async #ask(path: string, request: RequestInit): Promise<Came> {
    const url = new URL(path, this.#origin);
    const fitting = [...this.cookies].filter(([, { path: at }]) => url.pathname.startsWith(at));
    const cookie = fitting.map(([name, { value }]) => `${name.split(' ')[0]}=${value}`).join('; ');
    const headers = { ...(cookie === '' ? {} : { cookie }), ...(request.headers as Record<string, string>) };
    const response = await fetch(url, { ...request, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const body = await response.text();
    this.#csrf = /name="csrf" value="([^"]+)"/.exec(body)?.[1] ?? this.#csrf;
    const location = response.headers.get('location') ?? undefined;
    return { url, status: response.status, body, location, headers: response.headers };
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    const path = /path=([^;]+)/i.exec(line)?.[1] ?? '/';
    const key = path === '/' ? name : `${name} ${path}`;
    const gone = attributes.some((one) => /^max-age=0$|^expires=Thu, 01 Jan 1970/i.test(one));
    if (gone) this.cookies.delete(key);
    else this.cookies.set(key, { value: pair.slice(name.length + 1), path });
  }
}

export function heading({ body }: Pick<Came, 'body'>): string {
  const text = /<h1[^>]*>(.*?)<\/h1>/s.exec(body)?.[1] ?? body.slice(0, 300);
  return text.replace(/<[^>]+>/g, '').trim();
}
