import type { Identity } from '../accounts/index.ts';
import type { DeclaredData } from './declared-data.ts';
import type { Enablement } from './enablement-store.ts';
import { sameIdentity, type Variation } from './variation.ts';

/**
 * The change somebody has asked for and no desk has decided yet. What was written last decides, also by leaving it out;
 * else the request that waits or was refused. One that has become true already is none.
 */
export function pendingVariation(
  person: Identity,
  enablement: Pick<Enablement, 'state' | 'request'> | undefined,
  draft: DeclaredData | undefined,
): Variation | undefined {
  const waits = enablement !== undefined && ['requested', 'code-confirmed', 'none'].includes(enablement.state);
  const requested = waits ? enablement.request.declaration.variation : undefined;
  const variation = draft === undefined ? requested : draft.variation;
  return variation === undefined || sameIdentity(person, variation.after) ? undefined : variation;
}
