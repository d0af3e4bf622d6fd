import type { Metadata } from '../../engines/openid-federation/index.ts';
import type { Db } from '../../platform/db/database.ts';
import { resolveEntity } from '../../platform/federation/index.ts';
import type { CieDeps } from './deps.ts';
import { type Provider, readProvider } from './provider.ts';

/** A chain as it is kept. */
export interface KeptChain {
  readonly entity: string;
  readonly anchor: string;
  readonly tokens: readonly string[];
  readonly metadata: Metadata;
  readonly marks: readonly string[];
  readonly resolvedAt: Date;
  readonly expiresAt: Date;
}

type Source = Pick<CieDeps, 'database' | 'settings' | 'outlet' | 'log'>;

/** A chain is asked for again when it is so old, or when so little of it is left. */
const FRESH_MS = 6 * 3_600_000;

/** What is known of an entity and still in date. */
export async function keptChain(db: Db, entity: string, now: Date): Promise<KeptChain | undefined> {
  const [kept] = await db.query<KeptChain>(
    `select entity, anchor, tokens, metadata, marks, resolved_at as "resolvedAt", expires_at as "expiresAt"
     from cie_trust_chains where entity = $1 and expires_at > $2`,
    [entity, now],
  );
  return kept;
}

/**
 * The provider, by the chain that is kept, or else by asking the federation now. Undefined when nobody vouches for it,
 * or the federation leaves it without something we need: the reason is in the log.
 */
export async function providerAt(source: Source, now: Date): Promise<Provider | undefined> {
  const { provider: entity, anchor } = source.settings;
  const kept = await keptChain(source.database, entity, now);
  const chain = kept?.anchor === anchor.id ? kept : await fetchChain(source, now);
  return chain && readProvider(entity, chain.metadata);
}

/** Asks the federation again in good time; what is kept stays when it does not answer. */
export async function refreshChain(source: Source, now: Date): Promise<void> {
  const kept = await keptChain(source.database, source.settings.provider, now);
  const soon = now.getTime() + FRESH_MS;
  const fresh = kept && kept.expiresAt.getTime() > soon && kept.resolvedAt.getTime() > now.getTime() - FRESH_MS;
  if (!fresh) await fetchChain(source, now);
}

async function fetchChain(source: Source, now: Date): Promise<KeptChain | undefined> {
  const { database, settings, outlet, log } = source;
  const resolved = await resolveEntity({ outlet, anchor: settings.anchor }, settings.provider, now);
  if (!resolved.ok) {
    log.warn(
      { reason: resolved.reason, detail: resolved.detail },
      'the federation does not vouch for the CIE provider',
    );
    return undefined;
  }
  const { chain, statements, marks } = resolved;
  const lacking = readProvider(settings.provider, chain.metadata) === undefined;
  if (lacking) log.warn({ entity: settings.provider }, 'the CIE provider’s metadata lacks what is needed');
  const tokens = statements.map(({ token }) => token);
  const { metadata, expiresAt } = chain;
  const kept = { entity: chain.subject, anchor: chain.anchor, tokens, metadata, marks, resolvedAt: now, expiresAt };
  await keepChain(database, kept);
  return kept;
}

async function keepChain(db: Db, { entity, anchor, tokens, metadata, marks, resolvedAt, expiresAt }: KeptChain) {
  const texts = [tokens, metadata, marks].map((value) => JSON.stringify(value));
  await db.query(
    `insert into cie_trust_chains (entity, anchor, tokens, metadata, marks, resolved_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (entity) do update set anchor = excluded.anchor, tokens = excluded.tokens, metadata = excluded.metadata,
       marks = excluded.marks, resolved_at = excluded.resolved_at, expires_at = excluded.expires_at`,
    [entity, anchor, ...texts, resolvedAt, expiresAt],
  );
}
