import type { RelyingParty } from '../../platform/relying-party/index.ts';
import type { CieDeps } from './deps.ts';
import { type Keys, keysAt } from './key-store.ts';
import { clientIdOf } from './settings.ts';

type Ours = Pick<CieDeps, 'database' | 'secret' | 'settings' | 'publicUrl'>;

export function ownKeys({ database, secret, settings }: Ours, now: Date): Promise<Keys> {
  return keysAt({ database, secret, bits: settings.keyBits }, now);
}

/** Who we are to the provider at this instant. */
export async function partyAt(ours: Ours, now: Date): Promise<RelyingParty> {
  const { signing, decryption } = await ownKeys(ours, now);
  return { clientId: clientIdOf(ours.publicUrl), signing, decryption };
}
