import type { Db } from '../../platform/db/database.ts';
import type { EnablementState } from '../../platform/http/index.ts';
import { accountById } from '../accounts/index.ts';
import { masked, verifiedAddressesOf } from '../addresses/index.ts';
import { enablementOf } from './enablement-store.ts';
import { codeStanding } from './personal-code-store.ts';

/** What a desk may see of somebody who is standing there: where they are and what stops them, nothing they have written. */
export interface StateShown {
  readonly person: string;
  readonly state: EnablementState;
  /** Nobody has ever vouched for them: the account may be somebody else's work. */
  readonly neverIdentified: boolean;
  /** The request that waits for an identification, by its number. */
  readonly waiting: string | undefined;
  /** What is wrong with the code, if anything is. */
  readonly code: 'paused' | 'suspended' | 'expired' | undefined;
  readonly mailboxes: readonly { readonly address: string; readonly reference: boolean; readonly bouncing: boolean }[];
}

export async function stateShown(db: Db, accountId: string, now: Date): Promise<StateShown | undefined> {
  const [account, enablement, standing, addresses, expired, [ever]] = await Promise.all([
    accountById(db, accountId),
    enablementOf(db, accountId),
    codeStanding(db, accountId, now),
    verifiedAddressesOf(db, accountId),
    db.query('select from personal_codes where account_id = $1 and temporary and expires_at <= $2', [accountId, now]),
    db.query<{ identified: boolean }>('select ever_identified($1) as identified', [accountId]),
  ]);
  if (account === undefined) return undefined;
  const state = enablement?.state ?? 'none';
  const stopped = standing?.outcome;
  return {
    person: `${account.surname} ${account.name}`,
    state,
    neverIdentified: ever?.identified === false,
    waiting: state === 'code-confirmed' ? enablement?.request.number : undefined,
    code:
      stopped === 'paused' || stopped === 'suspended'
        ? stopped
        : expired.length > 0 && state !== 'active' && state !== 'revoked'
          ? 'expired'
          : undefined,
    mailboxes: addresses.map(({ address, reference, bouncing }) => ({ address: masked(address), reference, bouncing })),
  };
}
