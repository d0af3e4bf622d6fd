import type { SignedIn } from '../../platform/http/index.ts';
import {
  challengeIn,
  creationOptions,
  type NewCredential,
  readCreated,
  verifyCreated,
} from '../../platform/webauthn.ts';
import { accountById, raiseSession } from '../accounts/index.ts';
import { boundTo, giveChallenge, takeChallenge } from './challenge-store.ts';
import { settleChange } from './change-store.ts';
import type { SecondFactorDeps } from './deps.ts';
import { countOf, MOST_PASSKEYS } from './factors.ts';
import { factorsInTurn } from './factors-store.ts';
import { passkeyAddedLetter, totpAddedLetter } from './letters.ts';
import { credentialsOf, handleOf, insertPasskey } from './passkey-store.ts';
import { confirmTotp } from './totp-store.ts';

/** What the browser needs to make a passkey for the visitor. */
export async function creationFor({ database, relyingParty, secret }: SecondFactorDeps, exchange: SignedIn) {
  const { accountId } = exchange.visitor;
  const bound = boundTo('enrol', secret, exchange) ?? '';
  const challenge = await giveChallenge(database, bound, exchange.arrivedAt);
  const account = await accountById(database, accountId);
  const owner = { id: handleOf(accountId), name: account?.username ?? '', displayName: exchange.visitor.name };
  return creationOptions(relyingParty, challenge, owner, await credentialsOf(database, accountId));
}

/** The app's key, kept because its first code is right; the new token of the session, or nothing when it is not. */
export async function addTotp(
  { database, secret: key }: SecondFactorDeps,
  { visitor, arrivedAt }: SignedIn,
  secret: string,
  code: string,
): Promise<string | undefined> {
  const { accountId, sessionId } = visitor;
  return database.transaction(async (tx) => {
    const factors = await factorsInTurn(tx, accountId);
    // Who has not proved the factor they have adds no other: the password alone would be enough to come in for ever.
    if (!visitor.proven && countOf(factors) > 0) return undefined;
    if (!(await confirmTotp(tx, key, { accountId, secret, code }, arrivedAt))) return undefined;
    const letter = totpAddedLetter(arrivedAt);
    await settleChange(tx, { accountId, actor: accountId, session: sessionId, kind: 'totp.added', letter }, arrivedAt);
    return raiseSession(tx, sessionId, { method: 'password', level: 2 }, arrivedAt);
  });
}

export type Added = { readonly token: string; readonly first: boolean } | { readonly fault: string };

const NOT_MADE = 'La passkey non è stata salvata, perché la risposta del browser non è valida. Riprova.';
const TAKEN = 'Questa passkey è già registrata.';
const TOO_MANY = `Hai già ${MOST_PASSKEYS} passkey: togline una che non usi più, poi aggiungi la nuova.`;

/** The passkey the browser has made, kept under this name; the new token of the session, or what is wrong. */
export async function addPasskey(deps: SecondFactorDeps, exchange: SignedIn, name: string): Promise<Added> {
  const made = await madeIn(deps, exchange);
  if (made === undefined) return { fault: NOT_MADE };
  const { visitor, arrivedAt } = exchange;
  const { accountId, sessionId: session } = visitor;
  return deps.database.transaction(async (tx): Promise<Added> => {
    const factors = await factorsInTurn(tx, accountId);
    if (!visitor.proven && countOf(factors) > 0) return { fault: NOT_MADE };
    if (factors.passkeys.length >= MOST_PASSKEYS) return { fault: TOO_MANY };
    if (!(await insertPasskey(tx, accountId, made, name, arrivedAt))) return { fault: TAKEN };
    const letter = passkeyAddedLetter(name, arrivedAt);
    const data = { name, algorithm: made.algorithm };
    await settleChange(tx, { accountId, actor: accountId, session, kind: 'passkey.added', data, letter }, arrivedAt);
    const token = await raiseSession(tx, session, { method: 'passkey', level: 2 }, arrivedAt);
    return { token, first: countOf(factors) === 0 };
  });
}

async function madeIn(deps: SecondFactorDeps, exchange: SignedIn): Promise<NewCredential | undefined> {
  const { relyingParty, database, secret } = deps;
  const answer = readCreated(exchange.form.text('passkey'));
  const bound = boundTo('enrol', secret, exchange);
  if (answer === undefined || bound === undefined) return undefined;
  const challenge = challengeIn(answer);
  if (!(await takeChallenge(database, challenge, bound, exchange.arrivedAt))) return undefined;
  const verified = await verifyCreated(relyingParty, challenge, answer);
  return 'refused' in verified ? undefined : verified;
}
