import {
  chainsFrom,
  isConfiguration,
  judgeChain,
  type Statement,
  type TrustAnchor,
  type TrustChain,
} from '../../engines/openid-federation/index.ts';
import { type TokenFault, verifySigned } from '../jose/index.ts';
import { collectStatements } from './collector.ts';
import { marksOf } from './marks.ts';
import type { Outlet } from './outlet.ts';
import { LEEWAY, STATEMENT, type Unresolved } from './unresolved.ts';

export interface ResolverOptions {
  readonly outlet: Outlet;
  readonly anchor: TrustAnchor;
}

/** An entity the federation vouches for. */
export interface Resolved {
  readonly ok: true;
  readonly chain: TrustChain;
  /** The statements of the chain as they came, from the entity up to the anchor. */
  readonly statements: readonly Statement[];
  /** Types of the trust marks it holds, each verified. */
  readonly marks: readonly string[];
}

/**
 * Collects what the federation says of an entity and believes the shortest chain that holds: judged by the engine, then
 * each of its signatures verified. The reason of a refusal is that of the shortest chain.
 */
export async function resolveEntity(
  options: ResolverOptions,
  entity: string,
  now: Date,
): Promise<Resolved | Unresolved> {
  const { outlet, anchor } = options;
  const collected = await collectStatements(outlet, entity, anchor.id);
  const chains = chainsFrom(collected.statements, entity, anchor.id);
  let refusal: Unresolved | undefined;
  for (const statements of chains) {
    const chain = judgeChain({ statements, anchor, now, leeway: LEEWAY });
    const fault = chain.ok ? await brokenLink(chain) : chain;
    if (chain.ok && fault === undefined) {
      const marks = await marksOf({ statements, now, resolve: (issuer) => keysOf(options, issuer, now) });
      return { ok: true, chain, statements, marks };
    }
    refusal ??= fault;
  }
  return refusal ?? collected.fault ?? { ok: false, reason: 'no-path-to-anchor', detail: entity };
}

async function brokenLink({ links }: TrustChain): Promise<TokenFault | undefined> {
  for (const { token, keys } of links) {
    const verified = await verifySigned(token, { keys, types: [STATEMENT] });
    if (!verified.ok) return verified;
  }
  return undefined;
}

/** The federation keys of somebody who gives marks, if the federation vouches for them. */
async function keysOf({ outlet, anchor }: ResolverOptions, entity: string, now: Date) {
  const { statements: collected } = await collectStatements(outlet, entity, anchor.id);
  for (const statements of chainsFrom(collected, entity, anchor.id)) {
    const chain = judgeChain({ statements, anchor, now, leeway: LEEWAY });
    if (chain.ok && (await brokenLink(chain)) === undefined) {
      return statements.find(isConfiguration)?.claims.jwks.keys ?? [];
    }
  }
  return [];
}
