import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { accountById, endSessionsOf } from '../accounts/index.ts';
import { verifiedAddressesOf } from '../addresses/index.ts';
import { sendMail } from '../notifications/index.ts';
import { areBound } from './bond-store.ts';
import { releasedLetter } from './release-message.ts';
import type { Seeker } from './state-lookup.ts';

/** Who frees a fiscal code, and what they had in hand. */
export interface Releaser {
  readonly seeker: Seeker;
  /** The look-up that led here. */
  readonly lookup: string;
  /** The document of the person who stands there. */
  readonly document: string;
}

/** `identified`: somebody has vouched for the account once, so that no desk closes it. */
export type Released = 'released' | 'identified' | 'own';

/**
 * Closes an account nobody has ever identified, because the fiscal code it took is that of the person at the desk, who may
 * now register. Whoever opened it is told at every address they had proven, before those go.
 */
export async function releaseFiscalCode(
  tx: Db,
  accountId: string,
  { seeker, lookup, document }: Releaser,
  now: Date,
): Promise<Released> {
  if (seeker.accountId === accountId || (await areBound(tx, seeker.accountId, accountId, now))) return 'own';
  const account = await accountById(tx, accountId);
  const [colleague] = await tx.query('select from memberships where account_id = $1 limit 1', [accountId]);
  if (account === undefined || colleague !== undefined) return 'identified';
  const addresses = await verifiedAddressesOf(tx, accountId);
  await endSessionsOf(tx, accountId, null, 'fiscal-code-released');
  const [released] = await tx.query<{ done: boolean }>('select release_fiscal_code($1, $2) as done', [accountId, now]);
  if (released?.done !== true) return 'identified';
  await recordEvent(tx, {
    kind: 'account.fiscal-code-released',
    actor: seeker.accountId,
    actorOffice: seeker.office.code,
    subject: { type: 'account', id: accountId },
    data: { lookup, document, closed: 'never-identified' },
  });
  for (const { address } of addresses) {
    await sendMail(tx, {
      to: address,
      key: `fiscal-code-released:${accountId}:${address}`,
      ...releasedLetter(account, seeker, now),
    });
  }
  return 'released';
}
