import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { isLoopback, isPublicAddress } from './public-address.ts';

/** Where the portal may ask, and how long and how much it listens. */
export interface OutletOptions {
  /** Hosts by name, with the port if it is not the usual one. Nobody else is ever asked. */
  readonly hosts: readonly string[];
  /** Development and tests: this machine too, over plain HTTP as well. */
  readonly loopback: boolean;
  readonly patienceMs?: number;
  readonly mostBytes?: number;
  /** All the addresses of a host; the system's own way of finding them when nothing is said. */
  readonly resolve?: Resolve;
}

type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly accept?: string;
  readonly authorization?: string;
  readonly form?: Readonly<Record<string, string>>;
}

export interface Heard {
  readonly ok: true;
  readonly status: number;
  /** Media type without its parameters, in lower case. */
  readonly type: string;
  readonly text: string;
}

export interface NotHeard {
  readonly ok: false;
  readonly reason: 'address-not-allowed' | 'unreachable' | 'answer-too-large';
  readonly detail: string;
}

export type Outlet = (address: string, asked?: Asked) => Promise<Heard | NotHeard>;

/** The name of a listed host leads to a machine that must not be asked. */
class AddressInside extends Error {}

const resolveAll = promisify(lookup);
const bySystem: Resolve = (hostname) => resolveAll(hostname, { all: true });

/**
 * The one way out to the servers of a federation. Addresses come from documents of strangers, so only listed hosts are
 * asked, over HTTPS, without following anybody elsewhere, and an answer that is too long or too slow is dropped. A listed
 * name that leads to an address of a private network is refused too: the address that is judged is the one connected to.
 */
export function createOutlet(options: OutletOptions): Outlet {
  const { hosts, loopback, patienceMs = 5_000, mostBytes = 256 * 1024, resolve = bySystem } = options;
  const isOpen = (address: string) => isPublicAddress(address) || (loopback && isLoopback(address));
  const judged = judgedLookup(resolve, isOpen);
  return async (address, asked = {}) => {
    const url = URL.parse(address);
    if (url === null || !isAllowed(url, hosts, loopback)) return fault('address-not-allowed', address);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isOpen(literal)) return fault('address-not-allowed', address);
    try {
      const answer = await send(url, asked, { lookup: judged, signal: AbortSignal.timeout(patienceMs) });
      const status = answer.statusCode ?? 0;
      if (status >= 300 && status < 400) {
        answer.destroy();
        return fault('unreachable', `${url.host}: answers ${status}, and nobody is followed elsewhere`);
      }
      const text = await readAtMost(answer, mostBytes);
      if (text === undefined) return fault('answer-too-large', url.host);
      const type = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
      return { ok: true, status, type, text };
    } catch (error) {
      const detail = `${url.host}: ${error instanceof Error ? error.message : String(error)}`;
      return fault(error instanceof AddressInside ? 'address-not-allowed' : 'unreachable', detail);
    }
  };
}

function isAllowed(url: URL, hosts: readonly string[], loopback: boolean): boolean {
  if (url.username !== '' || url.password !== '' || !hosts.includes(url.host)) return false;
  if (url.protocol === 'https:') return true;
  return loopback && url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname);
}

/** What the socket itself asks for the addresses of a name: those it gets are judged, one inside is enough to refuse. */
function judgedLookup(resolve: Resolve, isOpen: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    const refuse = (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), '', 0);
    resolve(hostname).then((found) => {
      const inside = found.find(({ address }) => !isOpen(address));
      const [first] = found;
      if (inside !== undefined) return refuse(new AddressInside(`leads to ${inside.address}`));
      if (first === undefined) return refuse(new Error('leads nowhere'));
      return options.all ? callback(null, [...found]) : callback(null, first.address, first.family);
    }, refuse);
  };
}

/** One request over a connection of its own, so that none is used that was not judged. */
function send(url: URL, asked: Asked, way: { lookup: LookupFunction; signal: AbortSignal }): Promise<IncomingMessage> {
  const { method = 'GET', accept = '*/*', authorization, form } = asked;
  const body = form === undefined ? undefined : String(new URLSearchParams(form));
  const headers = {
    accept,
    ...(authorization === undefined ? {} : { authorization }),
    ...(body === undefined
      ? {}
      : {
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
          'content-length': Buffer.byteLength(body),
        }),
  };
  const request = url.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((answered, failed) => {
    request(url, { method, headers, agent: false, ...way }, answered)
      .on('error', failed)
      .end(body);
  });
}

async function readAtMost(answer: IncomingMessage, most: number): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.byteLength;
    if (length > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function fault(reason: NotHeard['reason'], detail: string): NotHeard {
  return { ok: false, reason, detail: detail.slice(0, 300) };
}
