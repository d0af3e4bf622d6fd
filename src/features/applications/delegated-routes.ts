import type { Database, Db } from '../../platform/db/database.ts';
import { type AnswerWithCookies, delegationStopped, type Exchange, type Route } from '../../platform/http/index.ts';
import type { ApplicationDeps } from './deps.ts';
import { isId } from './opened-store.ts';
import { isOf } from './store.ts';

type Build = (deps: ApplicationDeps) => Route[];

/**
 * The routes of `build`, where whatever a delegate writes is written in one transaction that holds the delegation: a
 * revocation comes before all of it, and then nothing is written, or after all of it.
 */
export function heldByDelegates(deps: ApplicationDeps, build: Build): Route[] {
  const inTurn = lanes(AT_ONCE);
  return build(deps).map((route, place): Route => {
    if (route.method === 'GET') return route;
    return {
      ...route,
      handle: async (exchange) =>
        exchange.visitor?.delegation == null || (await isNobodys(deps, exchange))
          ? route.handle(exchange)
          : inTurn(() => held(deps, build, place, exchange)),
    };
  });
}

/** Whether the address names an application that is not there for the visitor: nothing will be written, nothing is held. */
async function isNobodys({ database }: ApplicationDeps, { params, visitor }: Exchange): Promise<boolean> {
  const id = params['application'];
  return id !== undefined && !(isId(id) && (await isOf(database, id, visitor?.accountId ?? '')));
}

/** Each keeps a connection while its page asks for others: delegates must not take them all. */
const AT_ONCE = 3;

/** Does so many things at a time, each after the one before it in its lane. */
function lanes(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const ends: Promise<unknown>[] = Array.from({ length: count }, async () => undefined);
  let next = 0;
  return (work) => {
    const lane = next;
    next = (next + 1) % count;
    const done = (ends[lane] ?? Promise.resolve()).then(work);
    ends[lane] = done.catch(() => undefined);
    return done;
  };
}

async function held(
  deps: ApplicationDeps,
  build: Build,
  place: number,
  exchange: Exchange,
): Promise<AnswerWithCookies> {
  const { visitor, arrivedAt } = exchange;
  return deps.database.transaction(async (tx) => {
    const delegation = visitor?.delegation;
    if (visitor === null || delegation == null) throw new Error('an act without a delegation is held by none');
    const stands = await deps.holdDelegation?.(tx, delegation, visitor.accountId, arrivedAt);
    if (stands === false) return delegationStopped(exchange);
    const route = build({ ...deps, database: within(tx) })[place];
    if (route === undefined) throw new Error('the table of routes has changed');
    return route.handle(exchange);
  });
}

/** The transaction under way, for those who would begin one. */
function within(tx: Db): Database {
  return {
    query: (text, values) => tx.query(text, values),
    prepared: (name, text, values) => tx.prepared(name, text, values),
    transaction: (work) => work(tx),
    close: async () => undefined,
  };
}
