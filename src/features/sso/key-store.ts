import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { newToken, seal, unseal } from '../../platform/hashing-tokens.ts';
import type { OpenidKeys } from '../../platform/openid/index.ts';
import { inOrder, isDue, type KeyTimes, succession } from './openid-keys.ts';

type Use = 'signing' | 'cookies' | 'salt';

interface KeyRow extends KeyTimes {
  readonly use: Use;
  readonly sealed: Buffer;
}

const KEY = `id, use, sealed, use_from as "useFrom", retire_at as "retireAt"`;
const PURPOSE = 'openid key';
const LOCK = `select pg_advisory_xact_lock(hashtext('polis.openid_keys'))`;

/** The provider's keys at this instant, made the first time they are asked for; `version` changes when they do. */
export async function openidKeys(
  database: Database,
  secret: string,
  now: Date,
): Promise<OpenidKeys & { readonly version: string }> {
  let rows = await keyRows(database);
  if (rows.length === 0) {
    await makeFirstKeys(database, secret, now);
    rows = await keyRows(database);
  }
  const of = (use: Use) =>
    inOrder(
      rows.filter((row) => row.use === use),
      now,
    );
  const open = ({ id, sealed }: KeyRow): string => {
    const text = unseal(secret, PURPOSE, id, sealed);
    if (text === undefined) throw new Error('the keys of the OpenID provider were sealed with another POLIS_SECRET');
    return text;
  };
  const [signing, cookies, salts] = [of('signing'), of('cookies'), of('salt')];
  return {
    signing: signing.map((row) => JSON.parse(open(row)) as JWK),
    cookies: cookies.map(open),
    salt: salts.map(open)[0] ?? '',
    version: [...signing, ...cookies].map(({ id }) => id).join(' '),
  };
}

function keyRows(db: Db): Promise<KeyRow[]> {
  return db.query<KeyRow>(`select ${KEY} from openid_keys order by created_at, id`);
}

async function makeFirstKeys(database: Database, secret: string, now: Date): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(LOCK);
    if ((await keyRows(tx)).length > 0) return;
    await addKey(tx, secret, 'signing', now, now);
    await addKey(tx, secret, 'cookies', now, now);
    await addKey(tx, secret, 'salt', now, now);
  });
}

async function addKey(tx: Db, secret: string, use: Use, useFrom: Date, now: Date): Promise<string> {
  const id = newToken().slice(0, 16);
  const text = use === 'signing' ? JSON.stringify(await newSigningKey(id)) : newToken();
  await tx.query('insert into openid_keys (id, use, sealed, created_at, use_from) values ($1, $2, $3, $4, $5)', [
    id,
    use,
    seal(secret, PURPOSE, id, text),
    now,
    useFrom,
  ]);
  return id;
}

async function newSigningKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
}

export interface Rotation {
  readonly database: Database;
  readonly secret: string;
  readonly sessionMs: number;
  /** Somebody else may hold the keys in use: they are put away now, with all that they have signed. */
  readonly stolen: boolean;
  /** The account that asked, if it was a person. */
  readonly by: string | null;
  readonly now: Date;
}

/** A new signing key and a new cookie key; those before them stay until what they have signed is over. */
export async function rotateKeys(rotation: Rotation): Promise<{ readonly kid: string; readonly useFrom: Date }> {
  const { database, secret, sessionMs, stolen, by, now } = rotation;
  const { useFrom, retireAt } = succession(now, sessionMs, stolen);
  return database.transaction(async (tx) => {
    await tx.query(LOCK);
    await tx.query(
      `update openid_keys set retire_at = $1 where use <> 'salt' and (retire_at is null or retire_at > $1)`,
      [retireAt],
    );
    const kid = await addKey(tx, secret, 'signing', useFrom, now);
    await addKey(tx, secret, 'cookies', useFrom, now);
    await recordEvent(tx, {
      kind: 'openid-keys.rotated',
      actor: by,
      subject: { type: 'openid-key', id: kid },
      data: { useFrom, stolen },
    });
    return { kid, useFrom };
  });
}

/** Rotates when the newest key has served its time. */
export async function rotateIfDue(rotation: Omit<Rotation, 'stolen' | 'by'>): Promise<void> {
  const rows = (await keyRows(rotation.database)).filter(({ use }) => use === 'signing');
  if (rows.length > 0 && isDue(rows, rotation.now)) await rotateKeys({ ...rotation, stolen: false, by: null });
}

/** The keys as the administrator sees them: names and times. */
export async function keyTimes(db: Db): Promise<KeyTimes[]> {
  const rows = await db.query<KeyRow>(`select ${KEY} from openid_keys where use = 'signing' order by use_from desc`);
  return rows;
}
