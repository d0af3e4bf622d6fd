import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inflateRawSync } from 'node:zlib';
import type { SigningKey } from '../../src/platform/saml/index.ts';
import { providerMetadata } from './identity-portal.ts';
import { testKey } from './keys.ts';
import { anomalyXml, responseXml, sign } from './response.ts';

/** A provider of identities of a test's own, on a port of this machine: it knows one person and asks nothing. */
export interface SmallProvider {
  readonly name: string;
  readonly metadata: string;
  /** The next answer is this anomaly. */
  anomaly: number | undefined;
  stop(): Promise<void>;
}

export async function startSmallProvider(
  portal: () => string,
  attributes: Readonly<Record<string, string>>,
): Promise<SmallProvider> {
  const key = await testKey('http://127.0.0.1');
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
    // The browser asks for an icon too.
    if (pathname !== '/sso') return void response.writeHead(404).end();
    const xml = inflateRawSync(Buffer.from(query.get('SAMLRequest') ?? '', 'base64')).toString();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pageFor(xml, query.get('RelayState') ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const entityId = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`;
  const provider = { name: 'Gestore di prova', anomaly: undefined as number | undefined };
  const pageFor = (request: string, relayState: string) => {
    const facts = {
      requestId: / ID="([^"]+)"/.exec(request)?.[1] ?? '',
      at: new Date(),
      idp: entityId,
      audience: `${portal()}/spid/metadata`,
      recipient: `${portal()}/spid/acs`,
      level: 2,
      attributes,
    } as const;
    const xml = provider.anomaly === undefined ? answerOf(facts, key) : anomalyXml(facts, provider.anomaly);
    return formTo(facts.recipient, Buffer.from(xml).toString('base64'), relayState);
  };
  return Object.assign(provider, {
    metadata: providerMetadata(entityId, provider.name, key),
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  });
}

function answerOf(facts: Parameters<typeof responseXml>[0], key: SigningKey): string {
  return sign(responseXml(facts), key);
}

function formTo(address: string, response: string, relayState: string): string {
  return `<!doctype html><html lang="it"><head><title>Gestore di prova</title></head><body><main><h1>Gestore di prova</h1>
    <form method="post" action="${address}"><input type="hidden" name="SAMLResponse" value="${response}">
    <input type="hidden" name="RelayState" value="${relayState}"><button>Torna al portale</button></form></main></body></html>`;
}
