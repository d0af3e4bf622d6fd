import type { Db } from '../../platform/db/database.ts';
import type { Exchange } from '../../platform/http/index.ts';
import { challengeIn, readAsserted } from '../../platform/webauthn.ts';
import { boundTo, type Ceremony, takeChallenge } from './challenge-store.ts';
import type { SecondFactorDeps } from './deps.ts';
import { takePasskey } from './passkey-store.ts';

interface Wanted {
  readonly ceremony: Exclude<Ceremony, 'enrol'>;
  /** The account whose passkey it must be; without, any. */
  readonly of?: string;
}

/**
 * Does something for the owner of the passkey the form came with, if the proof is good: our challenge, given to this
 * browser for this act a short while ago, and never used before. The challenge is used up in any case.
 */
export async function withProof<Done>(
  { relyingParty, secret, database }: SecondFactorDeps,
  exchange: Exchange,
  { ceremony, of }: Wanted,
  then: (tx: Db, accountId: string) => Promise<Done>,
): Promise<Done | undefined> {
  const { form, arrivedAt } = exchange;
  const answer = readAsserted(form.text('passkey'));
  const bound = boundTo(ceremony, secret, exchange);
  if (answer === undefined || bound === undefined) return undefined;
  const challenge = challengeIn(answer);
  if (!(await takeChallenge(database, challenge, bound, arrivedAt))) return undefined;
  return database.transaction(async (tx) => {
    const proof = { answer, challenge, ...(of !== undefined && { of }) };
    const accountId = await takePasskey(tx, relyingParty, proof, arrivedAt);
    return accountId === undefined ? undefined : then(tx, accountId);
  });
}
