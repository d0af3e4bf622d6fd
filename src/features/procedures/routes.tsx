import { type EligibilityVerdict, eligibilityOf } from '../../engines/procedure/index.ts';
import type { Route, Visitor } from '../../platform/http/index.ts';
import { absent, covers, page } from '../../platform/http/index.ts';
import { isUnfolded, renderPage, visitorOf } from '../../ui/index.ts';
import { catalogueRoutes } from './catalogue-routes.tsx';
import { criteriaRoutes } from './criteria/routes.tsx';
import type { ProcedureRoutesDeps } from './deps.ts';
import type { Release } from './release.ts';
import { rulesRoutes } from './rules-routes.tsx';
import { catalogueEntry } from './store.ts';
import { ProcedurePage } from './views/procedure-page.tsx';

/** The public pages of the procedures. */
export function procedureRoutes(deps: ProcedureRoutesDeps): Route[] {
  const { database, frame } = deps;
  return [
    ...catalogueRoutes(deps),
    ...rulesRoutes(deps),
    ...criteriaRoutes(deps),
    {
      method: 'GET',
      path: '/procedure/:procedure',
      policy: { who: 'anyone' },
      handle: async (exchange) => {
        const now = exchange.arrivedAt;
        const entry = await catalogueEntry(database, exchange.params['procedure'] ?? '', now);
        if (entry === undefined) return absent();
        const verdicts = await verdictsFor(deps, entry.release, exchange.visitor);
        const props = {
          frame,
          visitor: visitorOf(exchange),
          entry,
          now,
          verdicts,
          unfolded: isUnfolded(exchange.query),
        };
        return page(renderPage(<ProcedurePage {...props} />));
      },
    },
  ];
}

/** How the requirements stand for the visitor; a delegate sees those of the person they act for, as far as they may. */
async function verdictsFor(
  { database, applicantFacts }: ProcedureRoutesDeps,
  { definition, procedureId }: Release,
  visitor: Visitor | null,
): Promise<readonly EligibilityVerdict[] | undefined> {
  if (visitor === null || (definition.eligibility ?? []).length === 0) return undefined;
  if (!visitor.proven || !covers(visitor, 'procedure', procedureId)) return undefined;
  const facts = await applicantFacts(database, visitor.accountId);
  return eligibilityOf(definition, { ...facts, entry: visitor.entry.method });
}
