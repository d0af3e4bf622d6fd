import { actorOf, type SignedIn } from '../../platform/http/index.ts';
import type { Act } from './act.ts';

/** The act of this request: the draft of the visitor's, or of whom they act for. */
export function actOf({ visitor, arrivedAt }: Pick<SignedIn, 'visitor' | 'arrivedAt'>): Act {
  return { accountId: visitor.accountId, ...actorOf(visitor), now: arrivedAt };
}
