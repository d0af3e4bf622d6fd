import type { Definition } from '../../engines/procedure/index.ts';
import { beginFrom, fitted } from '../../engines/procedure/index.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Db } from '../../platform/db/database.ts';
import { covers, type Visitor } from '../../platform/http/index.ts';
import { currentRelease, type Release, releaseByDigest } from '../procedures/index.ts';
import type { Beginning } from './begun.ts';
import type { ApplicationDeps } from './deps.ts';
import { type Earlier, nearestFiling, type StandingFiling } from './earlier.ts';
import { contextFor } from './lookups.ts';

/** Cycles looked back: who has not applied for longer begins anew. */
const LONGEST_CHAIN = 5;

/**
 * The person's filing of the nearest procedure that this one continues. One that was taken back is passed over: who
 * withdraws says that those answers do not stand. Who acts under a delegation sees only what it covers.
 */
export async function earlierFiling(
  deps: ApplicationDeps,
  visitor: Visitor,
  { definition }: Release,
): Promise<Earlier | undefined> {
  if (definition.continues === undefined) return undefined;
  const filings = await coveredFilings(deps, visitor);
  if (filings.length === 0) return undefined;
  const filing = nearestFiling(await chainOf(deps.database, definition), filings);
  return filing && withRelease(deps, filing);
}

/** The filings of the visitor that stand, as far as they may see them; the newest first. */
export async function coveredFilings(deps: ApplicationDeps, visitor: Visitor): Promise<readonly StandingFiling[]> {
  const filings = await deps.standingFilings(deps.database, visitor.accountId);
  return filings.filter(({ procedureId }) => covers(visitor, 'procedure', procedureId));
}

/** A filing with the rules it was written under. */
export async function withRelease({ database }: ApplicationDeps, filing: StandingFiling): Promise<Earlier> {
  const release = await releaseByDigest(database, filing.releaseDigest);
  if (release === undefined) throw new Error(`filing ${filing.filingId} names a release that was never published`);
  return { filing, release };
}

/** The procedures this one continues, the nearest first. */
export async function chainOf(db: Db, { id, continues }: Definition): Promise<readonly string[]> {
  const chain: string[] = [];
  for (let next = continues; next !== undefined && chain.length < LONGEST_CHAIN; ) {
    if (next === id || chain.includes(next)) break;
    chain.push(next);
    next = (await currentRelease(db, next))?.definition.continues;
  }
  return chain;
}

/** What an application begun from an earlier filing would hold, and what it would not. */
export async function beginningFrom(
  deps: ApplicationDeps,
  { filing, release }: Earlier,
  { definition }: Release,
  at: Date,
): Promise<Beginning> {
  const filed = await deps.filedUnder(deps.database, filing.filingId);
  if (filed === undefined) throw new Error(`filing ${filing.filingId} holds nothing`);
  const begun = beginFrom(filed.answers, release.definition, definition);
  const context = await contextFor(deps.lookups, definition, begun.answers, { today: romeDate(at) });
  const { answers, touched } = fitted(definition, begun.answers, context);
  return { answers, touched: [...begun.touched, ...touched], anew: begun.anew };
}
