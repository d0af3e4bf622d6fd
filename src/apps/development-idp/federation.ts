import { makeKey, type PrivateKey, publicPart, signToken } from '../../platform/jose/index.ts';

type Claims = Readonly<Record<string, unknown>>;

/** An entity of the federation, as it is told about: what it says of itself, and what its superior says of it. */
export interface Entity {
  readonly superior?: string;
  readonly metadata: Claims;
  /** What the superior adds about it: policy, constraints, marks. */
  readonly told?: Claims;
  /** What it adds about itself. */
  readonly says?: Claims;
}

export interface FederationOptions {
  /** Address everything is served under, without a slash at its end. */
  readonly base: string;
  readonly now: () => Date;
  /** By the last part of the entity's address. The first is the trust anchor. */
  readonly entities: Readonly<Record<string, Entity>>;
  /** Keys by entity; those that are missing are made. */
  readonly keys?: Readonly<Record<string, PrivateKey>>;
  /** The configuration of somebody outside who asks to be vouched for; nothing for who is not known. */
  readonly outsider?: (entity: string) => Promise<Claims | undefined>;
}

export interface Document {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const HOURS = 3_600;
const JWT = 'application/entity-statement+jwt';

/**
 * A small federation for development and tests: a trust anchor, whom it vouches for, and whom these vouch for. What it
 * says is true to OpenID Federation 1.0; `alter` lets a test make it lie.
 */
export class Federation {
  readonly #options: FederationOptions;
  readonly keys: Readonly<Record<string, PrivateKey>>;
  /** Last word on every statement before it is signed. */
  alter: (iss: string, sub: string, claims: Claims) => Claims | Promise<string> = (_iss, _sub, claims) => claims;

  private constructor(options: FederationOptions, keys: Readonly<Record<string, PrivateKey>>) {
    this.#options = options;
    this.keys = keys;
  }

  static async found(options: FederationOptions): Promise<Federation> {
    const names = Object.keys(options.entities);
    const keys = await Promise.all(names.map(async (name) => [name, options.keys?.[name] ?? (await makeKey('sig'))]));
    return new Federation(options, Object.fromEntries(keys));
  }

  id(name: string): string {
    return `${this.#options.base}/${name}`;
  }

  /** What is served at a path of the federation; nothing elsewhere. */
  async answer(path: string, query: URLSearchParams): Promise<Document | undefined> {
    const [, name = '', rest = ''] = /^\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const entity = this.#options.entities[name];
    if (entity === undefined) return undefined;
    if (rest === '.well-known/openid-federation') return this.#configuration(name, entity);
    if (rest === 'fetch') return this.#about(name, query.get('sub') ?? '');
    return undefined;
  }

  async #configuration(name: string, { superior, metadata, says }: Entity): Promise<Document> {
    const hints = superior === undefined ? {} : { authority_hints: [this.id(superior)] };
    const endpoint = { federation_fetch_endpoint: `${this.id(name)}/fetch` };
    const whole = { ...metadata, federation_entity: { ...(metadata['federation_entity'] ?? {}), ...endpoint } };
    const id = this.id(name);
    return this.#signed(name, id, {
      ...this.#dates(id, id),
      ...this.#keysOf(name),
      metadata: whole,
      ...hints,
      ...says,
    });
  }

  async #about(issuer: string, sub: string): Promise<Document> {
    const iss = this.id(issuer);
    const found = Object.entries(this.#options.entities).find(
      ([name, { superior }]) => superior === issuer && this.id(name) === sub,
    );
    if (found !== undefined) {
      const [name, { told }] = found;
      return this.#signed(issuer, sub, { ...this.#dates(iss, sub), ...this.#keysOf(name), ...told });
    }
    const outside = await this.#options.outsider?.(sub);
    if (outside === undefined) return { status: 404, type: 'application/json', body: '{"error":"not_found"}' };
    return this.#signed(issuer, sub, { ...this.#dates(iss, sub), jwks: outside['jwks'] });
  }

  async #signed(issuer: string, sub: string, claims: Claims): Promise<Document> {
    const altered = this.alter(this.id(issuer), sub, claims);
    if (altered instanceof Promise) return { status: 200, type: JWT, body: await altered };
    const key = this.keys[issuer] as PrivateKey;
    return { status: 200, type: JWT, body: await signToken(altered, key, 'entity-statement+jwt') };
  }

  #dates(iss: string, sub: string): Claims {
    const iat = Math.floor(this.#options.now().getTime() / 1000);
    return { iss, sub, iat, exp: iat + 24 * HOURS };
  }

  #keysOf(name: string): Claims {
    return { jwks: { keys: [publicPart(this.keys[name] as PrivateKey)] } };
  }
}
