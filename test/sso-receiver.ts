import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, type JWTPayload } from 'jose';

type LogoutClaims = JWTPayload & { readonly sid?: string; readonly events?: Readonly<Record<string, unknown>> };

/** Where services of a test are told that somebody has left: one address for each, and what came there. */
export interface LogoutReceiver {
  url(place: string): string;
  /** The payloads of the logout tokens that came. */
  told(place: string): readonly LogoutClaims[];
  /** The tokens as they came. */
  tokens(place: string): readonly string[];
  close(): Promise<void>;
}

export async function logoutReceiver(): Promise<LogoutReceiver> {
  const came = new Map<string, string[]>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const place = request.url?.slice(1) ?? '';
    came.set(place, [...(came.get(place) ?? []), new URLSearchParams(body).get('logout_token') ?? '']);
    response.statusCode = 200;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const tokens = (place: string) => came.get(place) ?? [];
  return {
    url: (place) => `http://127.0.0.1:${port}/${place}`,
    tokens,
    told: (place) => tokens(place).map((token) => decodeJwt<LogoutClaims>(token)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
