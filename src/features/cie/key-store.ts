import type { PublicKey } from '../../engines/openid-federation/index.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { seal, unseal } from '../../platform/hashing-tokens.ts';
import { makeKey, type PrivateKey, publicPart } from '../../platform/jose/index.ts';

export const PURPOSES = ['federation', 'signing', 'encryption'] as const;
export type Purpose = (typeof PURPOSES)[number];

interface Row {
  readonly kid: string;
  readonly purpose: Purpose;
  readonly publicKey: PublicKey;
  readonly sealedKey: Uint8Array;
  readonly activeFrom: Date | null;
  readonly retiresAt: Date | null;
}

/** Our keys as they are at one instant. */
export interface Keys {
  readonly federation: PrivateKey;
  readonly signing: PrivateKey;
  /** The one in use first. */
  readonly decryption: readonly PrivateKey[];
  readonly published: { readonly federation: readonly PublicKey[]; readonly core: readonly PublicKey[] };
}

interface Vault {
  readonly database: Database;
  readonly secret: string;
  readonly bits: number;
}

const SEALED_FOR = 'cie key';
/** Others read our keys anew within a day: a key that was replaced stays known for two. */
const FAREWELL_MS = 48 * 3_600_000;
const ALL = `
  select kid, purpose, public_key as "publicKey", sealed_key as "sealedKey", active_from as "activeFrom",
    retires_at as "retiresAt"
  from cie_keys where retires_at is null or retires_at > $1 order by active_from desc nulls last, created_at desc`;

/** The keys in use and those still published; made the first time somebody needs them. */
export async function keysAt(vault: Vault, now: Date): Promise<Keys> {
  const found = await vault.database.query<Row>(ALL, [now]);
  const rows = PURPOSES.every((purpose) => active(found, purpose, now)) ? found : await makeMissing(vault, now);
  const open = (row: Row) => opened(vault.secret, row);
  const current = (purpose: Purpose) => open(active(rows, purpose, now) as Row);
  const of = (...purposes: Purpose[]) => rows.filter(({ purpose }) => purposes.includes(purpose));
  return {
    federation: current('federation'),
    signing: current('signing'),
    decryption: of('encryption').map(open),
    published: {
      federation: of('federation').map(({ publicKey }) => publicKey),
      core: of('signing', 'encryption').map(({ publicKey }) => publicKey),
    },
  };
}

function active(rows: readonly Row[], purpose: Purpose, now: Date): Row | undefined {
  return rows.find((row) => row.purpose === purpose && row.activeFrom !== null && row.activeFrom <= now);
}

/** Of several servers that find no keys at the same moment one makes them. */
function makeMissing(vault: Vault, now: Date): Promise<Row[]> {
  return vault.database.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('cie keys', 0))`);
    const rows = await tx.query<Row>(ALL, [now]);
    for (const purpose of PURPOSES)
      if (!active(rows, purpose, now)) await addKey(tx, vault, { purpose, now, from: now });
    return tx.query<Row>(ALL, [now]);
  });
}

async function addKey(
  tx: Db,
  { secret, bits }: Vault,
  { purpose, now, from }: { readonly purpose: Purpose; readonly now: Date; readonly from: Date | null },
): Promise<string> {
  const key = await makeKey(purpose === 'encryption' ? 'enc' : 'sig', bits);
  await tx.query(
    `insert into cie_keys (kid, purpose, public_key, sealed_key, created_at, active_from) values ($1, $2, $3, $4, $5, $6)`,
    [
      key.kid,
      purpose,
      JSON.stringify(publicPart(key)),
      seal(secret, SEALED_FOR, key.kid, JSON.stringify(key)),
      now,
      from,
    ],
  );
  await recordEvent(tx, {
    kind: 'cie.key-made',
    actor: null,
    subject: { type: 'key', id: key.kid },
    data: { purpose },
  });
  return key.kid;
}

function opened(secret: string, { kid, sealedKey }: Row): PrivateKey {
  const text = unseal(secret, SEALED_FOR, kid, sealedKey);
  if (text === undefined) throw new Error(`the CIE key ${kid} was sealed with another secret`);
  return JSON.parse(text) as PrivateKey;
}

/** Makes the next key of this purpose: published from now on, used once it is taken into use. */
export function makeNextKey(vault: Vault, purpose: Purpose, now: Date): Promise<string> {
  return vault.database.transaction((tx) => addKey(tx, vault, { purpose, now, from: null }));
}

/** Takes a published key into use; the one before it stays published for two days more. False when there is no such key. */
export function useKey({ database }: Pick<Vault, 'database'>, kid: string, now: Date): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [taken] = await tx.query<{ purpose: Purpose }>(
      'update cie_keys set active_from = $2 where kid = $1 and active_from is null returning purpose',
      [kid, now],
    );
    if (taken === undefined) return false;
    await tx.query(
      `update cie_keys set retires_at = $3
       where purpose = $1 and kid <> $2 and active_from is not null and retires_at is null`,
      [taken.purpose, kid, new Date(now.getTime() + FAREWELL_MS)],
    );
    await recordEvent(tx, { kind: 'cie.key-used', actor: null, subject: { type: 'key', id: kid }, data: { ...taken } });
    return true;
  });
}

export interface KeyLine {
  readonly kid: string;
  readonly purpose: Purpose;
  readonly activeFrom: Date | null;
  readonly retiresAt: Date | null;
}

/** What there is, for who looks after it. */
export async function listKeys({ database }: Pick<Vault, 'database'>, now: Date): Promise<readonly KeyLine[]> {
  return database.query<KeyLine>(ALL, [now]);
}
