import { randomBytes } from 'node:crypto';
import { ASSERTION, PROTOCOL } from '../../engines/spid/index.ts';
import { onlyChild, type XmlElement } from '../../kernel/xml-tree.ts';
import {
  parseHostileXml,
  peekRedirect,
  postValue,
  readPostValue,
  redirectQuery,
  type SigningKey,
  signXml,
  verificationKey,
  verifyRedirect,
  verifySigned,
} from '../../platform/saml/index.ts';
import type { Client } from './clients.ts';
import { SAML_PROVIDERS, type SamlName } from './names.ts';
import type { IdentityPerson } from './person.ts';
import {
  type Asked,
  anomalyResponse,
  entityIdOf,
  logoutRequest,
  logoutResponse,
  type Session,
  successResponse,
} from './saml-messages.ts';

export interface SamlProviderOptions {
  readonly name: SamlName;
  readonly base: string;
  readonly key: SigningKey;
  readonly now: () => Date;
  /** The service of this entity id, as its metadata describes it now. */
  readonly client: (entityId: string) => Promise<Client | undefined>;
}

/** A request for sign-in that was understood. */
export interface SamlRequest extends Asked {
  readonly level: 1 | 2 | 3;
  readonly relayState: string;
}

/** A message as it arrived: by redirect the query, by post the fields. */
export type Arrived =
  | { readonly binding: 'redirect'; readonly query: string }
  | { readonly binding: 'post'; readonly fields: Readonly<Record<string, string>> };

/** What the browser is to post to the portal. */
export interface ToPost {
  readonly address: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** One SAML identity provider of development: SPID, or CIE. Sessions of level 1 are remembered, as SPID does. */
export class SamlProvider {
  readonly #options: SamlProviderOptions;
  readonly sessions: Session[] = [];

  constructor(options: SamlProviderOptions) {
    this.#options = options;
  }

  get title(): string {
    return SAML_PROVIDERS[this.#options.name].title;
  }

  /** Reads a request: signed by a service we know. A text says what is wrong with it. */
  async read(arrived: Arrived): Promise<SamlRequest | string> {
    const read = await this.#message(arrived, 'SAMLRequest');
    if (typeof read === 'string') return read;
    const { root, client, relayState } = read;
    const context = onlyChild(root, PROTOCOL, 'RequestedAuthnContext');
    const wanted = context && onlyChild(context, ASSERTION, 'AuthnContextClassRef')?.text.trim();
    const level = ([1, 2, 3] as const).find((each) => wanted === `https://www.spid.gov.it/SpidL${each}`);
    if (root.name !== 'AuthnRequest' || level === undefined) return 'non è una richiesta di accesso con un livello';
    if (client.consumer === undefined) return 'il servizio non dice dove mandare la risposta';
    return {
      id: root.attributes['ID'] ?? '',
      audience: client.entityId,
      consumer: client.consumer,
      level,
      relayState,
    };
  }

  grant(request: SamlRequest, person: IdentityPerson, level: 1 | 2 | 3): ToPost {
    const { name, key } = this.#options;
    const [assertionId, nameId, sessionIndex] = [newId(), newId(), newId()];
    const { vouchesFor } = SAML_PROVIDERS[name];
    const head = this.#head();
    const proof = { person, level, nameId, sessionIndex };
    const inner = signXml(successResponse(head, request, assertionId, { ...proof, vouchesFor }), key, assertionId);
    if (level === 1) this.sessions.push({ audience: request.audience, nameId, sessionIndex });
    return toPost(request, signXml(inner, key, head.id));
  }

  /** Errors come unsigned, as those of real providers mostly do. */
  refuse(request: SamlRequest, code: number): ToPost {
    return toPost(request, anomalyResponse(this.#head(), request, code));
  }

  /** Where the browser goes to end a session at the portal as well. */
  async leave(session: Session): Promise<string | undefined> {
    const client = await this.#options.client(session.audience);
    if (client?.logout === undefined) return undefined;
    this.#forget(session.nameId);
    const message = logoutRequest(this.#head(), client.logout, session);
    return addressed(client.logout, redirectQuery('SAMLRequest', message, newId(), this.#options.key.privateKey));
  }

  /**
   * The portal asks to end a session: where the browser goes with the answer. The portal answers a request of ours:
   * nothing more to do. A text says what is wrong.
   */
  async logout(arrived: Arrived): Promise<{ readonly location: string } | 'answered' | string> {
    const values = arrived.binding === 'post' ? arrived.fields : Object.fromEntries(new URLSearchParams(arrived.query));
    if (values['SAMLResponse'] !== undefined) {
      const answer = await this.#message(arrived, 'SAMLResponse');
      return typeof answer === 'string' ? answer : 'answered';
    }
    const read = await this.#message(arrived, 'SAMLRequest');
    if (typeof read === 'string') return read;
    const { root, client, relayState } = read;
    if (root.name !== 'LogoutRequest' || client.logout === undefined) return 'non è una richiesta di uscita';
    this.#forget(onlyChild(root, ASSERTION, 'NameID')?.text.trim() ?? '');
    const message = logoutResponse(this.#head(), client.logout, root.attributes['ID'] ?? '');
    const query = redirectQuery('SAMLResponse', message, relayState || undefined, this.#options.key.privateKey);
    return { location: addressed(client.logout, query) };
  }

  #forget(nameId: string): void {
    const place = this.sessions.findIndex((session) => session.nameId === nameId);
    if (place !== -1) this.sessions.splice(place, 1);
  }

  #head() {
    const { name, base, now } = this.#options;
    return { id: newId(), now: now(), issuer: entityIdOf(name, base) };
  }

  /** The message, verified with the keys in the metadata of who it says to be from. */
  async #message(arrived: Arrived, name: 'SAMLRequest' | 'SAMLResponse') {
    const text = arrived.binding === 'post' ? posted(arrived.fields[name]) : peeked(arrived.query, name);
    const peek = text === undefined ? undefined : parseHostileXml(text);
    if (peek === undefined || peek.kind === 'refused') return 'il messaggio non si legge';
    const issuer = onlyChild(peek.root, ASSERTION, 'Issuer')?.text.trim() ?? '';
    const client = await this.#options.client(issuer);
    if (client === undefined) return `nessun servizio si chiama ${issuer}`;
    const keys = client.certificates.flatMap((certificate) => verificationKey(certificate) ?? []);
    const verified =
      arrived.binding === 'post' ? verifySigned(text ?? '', keys) : verifyRedirect(arrived.query, name, keys);
    if (verified.kind === 'refused') return `la firma non è del servizio: ${verified.reason}`;
    const root: XmlElement = 'root' in verified ? verified.root : peek.root;
    const relayState = arrived.binding === 'post' ? (arrived.fields['RelayState'] ?? '') : relayStateIn(arrived.query);
    return { root, client, relayState };
  }
}

function posted(value: string | undefined): string | undefined {
  return readPostValue(value)?.toString('utf8');
}

function peeked(query: string, name: 'SAMLRequest' | 'SAMLResponse'): string | undefined {
  const read = peekRedirect(query, name);
  return read.kind === 'peeked' ? read.xml : undefined;
}

function relayStateIn(query: string): string {
  return new URLSearchParams(query).get('RelayState') ?? '';
}

function toPost({ consumer, relayState }: SamlRequest, message: string): ToPost {
  return { address: consumer, fields: { SAMLResponse: postValue(message), RelayState: relayState } };
}

function addressed(address: string, query: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

function newId(): string {
  return `_${randomBytes(16).toString('hex')}`;
}
