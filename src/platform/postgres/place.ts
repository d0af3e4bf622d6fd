import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { canReach, serverUser } from './identity.ts';

/**
 * Where the embedded server of a state folder keeps its data, and where its programs may be copied: inside, unless the
 * server's user cannot enter (root's home is closed to it); then below /var/lib/polis, one folder for each state folder.
 */
export function postgresPlace(stateDir: string): { readonly dir: string; readonly cache: string } {
  mkdirSync(stateDir, { recursive: true });
  if (canReach(stateDir, serverUser())) return { dir: join(stateDir, 'postgres'), cache: join(stateDir, 'postgres') };
  const tag = createHash('sha256').update(stateDir).digest('hex').slice(0, 8);
  return { dir: `/var/lib/polis/${tag}/postgres`, cache: '/var/cache/polis' };
}
