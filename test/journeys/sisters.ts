import type { Server } from 'node:http';
import { serveReferenceClient } from '../../src/apps/reference-client/serve.ts';
import { type SisterClient, sisterClients } from '../../src/apps/sister-clients.ts';
import { seedClient } from '../../src/features/sso/index.ts';
import { ownPort } from '../own-port.ts';
import type { TestPortal } from '../portal.ts';

/** A sister service as a journey knows it. */
export interface Sister {
  readonly id: string;
  readonly name: string;
  readonly home: string;
}

interface Wishes {
  readonly ports: readonly number[];
  /** The level of proof each asks for, in their order; what is left out is as they ship. */
  readonly levels?: readonly (1 | 2 | 3)[];
}

export function freePorts(count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => ownPort()));
}

/** The setting by which the portal may tell them that somebody has left. */
export function heardBy(ports: readonly number[]): Record<string, string> {
  return { SSO_INTERNAL_HOSTS: ports.map((port) => `127.0.0.1:${port}`).join(',') };
}

/** The four services of the test environment, registered and running. */
export async function startSisters(portal: TestPortal, { ports, levels = [] }: Wishes) {
  const all = sisterClients('the secret of a journey, as long as it must be', ports);
  const others = all.map(({ client }) => ({ name: client.name, home: client.homeUrl }));
  const start = async ({ client, secret, port }: SisterClient, index: number): Promise<Server> => {
    const level = levels[index];
    await seedClient(portal.database, { ...client, ...(level && { level }) }, secret, new Date());
    const { id, name, homeUrl: home, scopes } = client;
    const scope = ['openid', ...scopes].join(' ');
    return serveReferenceClient({ id, name, secret, port, home, scope, others, issuer: `${portal.origin}/oidc` });
  };
  const servers = await Promise.all(all.map(start));
  return { servers, sisters: all.map(({ client: { id, name, homeUrl: home } }): Sister => ({ id, name, home })) };
}
