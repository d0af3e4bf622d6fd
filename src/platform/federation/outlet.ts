/** Where the portal may ask, and how long and how much it listens. */
export interface OutletOptions {
  /** Hosts by name, with the port if it is not the usual one. Nobody else is ever asked. */
  readonly hosts: readonly string[];
  /** Development and tests: plain HTTP, on this machine alone. */
  readonly loopback: boolean;
  readonly patienceMs?: number;
  readonly mostBytes?: number;
}

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

/**
 * The one way out to the servers of a federation. Addresses come from documents of strangers, so only listed hosts are
 * asked, over HTTPS, without following anybody elsewhere, and an answer that is too long or too slow is dropped.
 */
export function createOutlet({ hosts, loopback, patienceMs = 5_000, mostBytes = 256 * 1024 }: OutletOptions): Outlet {
  return async (address, asked = {}) => {
    const url = URL.parse(address);
    if (url === null || !isAllowed(url, hosts, loopback)) return fault('address-not-allowed', address);
    try {
      const signal = AbortSignal.timeout(patienceMs);
      const answer = await fetch(url, { ...requestFor(asked), redirect: 'error', signal });
      const text = await readAtMost(answer, mostBytes);
      if (text === undefined) return fault('answer-too-large', url.host);
      const type = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
      return { ok: true, status: answer.status, type, text };
    } catch (error) {
      return fault('unreachable', `${url.host}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

function isAllowed(url: URL, hosts: readonly string[], loopback: boolean): boolean {
  if (url.username !== '' || url.password !== '' || !hosts.includes(url.host)) return false;
  if (url.protocol === 'https:') return true;
  return loopback && url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname);
}

function requestFor({ method = 'GET', accept = '*/*', authorization, form }: Asked) {
  const headers: Record<string, string> = { accept, ...(authorization === undefined ? {} : { authorization }) };
  return { method, headers, ...(form === undefined ? {} : { body: new URLSearchParams(form) }) };
}

async function readAtMost(answer: Response, most: number): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.byteLength;
    if (length > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function fault(reason: NotHeard['reason'], detail: string): NotHeard {
  return { ok: false, reason, detail: detail.slice(0, 300) };
}
