import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createVerifiedAccount, openSession } from '../src/features/accounts/index.ts';
import { newClientSecret, registerClient } from '../src/features/sso/client-store.ts';
import { giveConsent } from '../src/features/sso/consent-store.ts';
import type { Database } from '../src/platform/db/database.ts';
import { createHasher } from '../src/platform/hashing.ts';
import { personNamed } from '../test/account-portal.ts';
import { inWorld, type World } from './world.ts';

// How many codes a second the provider turns into tokens, as a ratio to what cannot be left out: marking the code,
// keeping the token, and one signature (RS256), on the same database and from as many callers.

const CODES = 600;
const CALLERS = 8;
const REDIRECT = 'https://servizio.example/ritorno';

interface Code {
  readonly code: string;
  readonly verifier: string;
}

export function token(report: (line: string) => void): Promise<Record<string, number>> {
  return inWorld(async (world) => {
    const { session, secret } = await prepare(world.database);
    report(`${CODES} codes are asked for`);
    const begun = performance.now();
    const codes = await inParallel(CODES, () => askCode(world, session));
    const authorizations = CODES / ((performance.now() - begun) / 1000);
    report('they are exchanged');
    const started = performance.now();
    await inParallel(CODES, (index) => exchange(world, secret, codes[index]));
    const exchanges = CODES / ((performance.now() - started) / 1000);
    report('and the floor');
    const floor = await floorOf(world.database);
    return { codes: CODES, callers: CALLERS, authorizations, exchanges, floor, ratio: exchanges / floor };
  });
}

async function prepare(database: Database): Promise<{ session: string; secret: string }> {
  const now = new Date();
  const hasher = createHasher({ memoryKiB: 8, passes: 1, queue: 10 });
  const options = { password: 'graffetta celeste in mansarda' };
  const account = await createVerifiedAccount({ database, hasher }, personNamed('Anna'), options, now);
  if (account === undefined) throw new Error('nobody');
  const client = {
    id: 'servizio',
    name: 'Servizio di prova',
    purpose: 'Misurare quanto costa un accesso.',
    homeUrl: 'https://servizio.example/',
    redirectUris: [REDIRECT],
    postLogoutUris: [],
    logoutUrl: null,
    authentication: 'client_secret_post' as const,
    publicKeys: null,
    scopes: ['profile' as const],
    fiscalCodeBasis: null,
    level: 1 as const,
    own: true,
    refresh: false,
    suspended: false,
  };
  return database.transaction(async (tx) => {
    await registerClient(tx, client, null, now);
    const consent = {
      accountId: account.id,
      clientId: client.id,
      scopes: ['openid', 'profile'],
      claims: [],
      told: true,
    };
    await giveConsent(tx, consent, now);
    const entry = { method: 'password', level: 1 } as const;
    const session = await openSession(tx, account.id, entry, { ip: '127.0.0.1', userAgent: 'bench' }, now);
    return { session, secret: await newClientSecret(tx, client.id, null, now) };
  });
}

async function askCode({ port }: World, session: string): Promise<Code> {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: 'servizio',
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'openid profile',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const answer = await fetch(`http://127.0.0.1:${port}/oidc/auth?${query}`, {
    redirect: 'manual',
    headers: { cookie: `polis-session=${session}` },
  });
  const code = new URL(answer.headers.get('location') ?? 'x:').searchParams.get('code');
  if (code === null) throw new Error(`no code: ${answer.status} ${answer.headers.get('location')}`);
  return { code, verifier };
}

async function exchange({ port }: World, secret: string, code: Code | undefined): Promise<void> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: code?.code ?? '',
    code_verifier: code?.verifier ?? '',
    redirect_uri: REDIRECT,
    client_id: 'servizio',
    client_secret: secret,
  });
  const answer = await fetch(`http://127.0.0.1:${port}/oidc/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** What no provider can leave out. */
async function floorOf(database: Database): Promise<number> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const digest = () => randomBytes(32);
  const keep = `insert into openid_rows (kind, id_digest, payload, expires_at) values ('Floor', $1, '{}', now())`;
  const marked = await inParallel(CODES, async () => {
    const id = digest();
    await database.query(keep, [id]);
    return id;
  });
  const started = performance.now();
  await inParallel(CODES, async (index) => {
    await database.query(`update openid_rows set consumed_at = now() where kind = 'Floor' and id_digest = $1`, [
      marked[index],
    ]);
    await database.query(keep, [digest()]);
    sign('sha256', randomBytes(400), privateKey);
  });
  return CODES / ((performance.now() - started) / 1000);
}

/** So many times, by {@link CALLERS} at once. */
async function inParallel<T>(times: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  const caller = async () => {
    for (let index = next++; index < times; index = next++) done[index] = await work(index);
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return done;
}
