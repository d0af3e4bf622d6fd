import { type CardTrouble, cardCertificate } from './card.ts';
import type { IdentityPerson } from './person.ts';

/** What the portal answered, for the browser: its links lead to the portal, its forms come here. */
export interface Passed {
  readonly status: number;
  readonly location: string | undefined;
  readonly cookies: readonly string[];
  readonly body: string;
}

export interface CardProxyOptions {
  readonly portal: string;
  readonly secret: string;
  readonly now: () => Date;
}

/** The card in the reader, and what the browser sent along: a host's cookies are sent to all its ports. */
export interface ShownCard {
  readonly person: IdentityPerson;
  readonly trouble: CardTrouble | undefined;
  readonly query: string;
  readonly cookie: string;
}

/** Plays the proxy that ends TLS asking for a card (CNS): hands its certificate on to the portal, with the secret. */
export class CardProxy {
  readonly #options: CardProxyOptions;

  constructor(options: CardProxyOptions) {
    this.#options = options;
  }

  async show({ person, trouble, query, cookie }: ShownCard): Promise<Passed> {
    const { secret, now } = this.#options;
    const certificate = encodeURIComponent(await cardCertificate(person, trouble, now()));
    const headers = { cookie, 'x-polis-proxy-secret': secret, 'x-polis-client-certificate': certificate };
    return this.#pass(`/accesso/cns${query}`, { headers });
  }

  /** A form of the page that came of it. */
  async post(path: string, fields: Readonly<Record<string, string>>, cookie: string): Promise<Passed> {
    const { portal } = this.#options;
    return this.#pass(path, { method: 'POST', headers: { cookie, origin: portal }, body: new URLSearchParams(fields) });
  }

  async #pass(path: string, request: RequestInit): Promise<Passed> {
    const { portal } = this.#options;
    const answer = await fetch(`${portal}${path}`, { ...request, redirect: 'manual' });
    const location = answer.headers.get('location') ?? undefined;
    const page = (await answer.text()).replace(/<script[\s\S]*?<\/script>/g, '');
    return {
      status: answer.status,
      location: location === undefined ? undefined : new URL(location, portal).href,
      cookies: answer.headers.getSetCookie(),
      body: page.replace(/\bhref="\/(?!\/|assets\/)/g, `href="${portal}/`),
    };
  }
}
