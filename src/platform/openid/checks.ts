import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { LEVELS, visitTo } from './visit.ts';

const { Check } = interactionPolicy;

/** The level a request asks for: the least of those named in `acr_values`, and never less than the client's own. */
export function levelAsked(acrValues: string | undefined, least: number): number {
  const named = (acrValues ?? '')
    .split(' ')
    .map((acr) => LEVELS.indexOf(acr) + 1)
    .filter((level) => level > 0);
  return named.length === 0 ? least : Math.max(least, Math.min(...named));
}

/**
 * The library's own checks, and two of ours in the place of two of theirs: a level is enough when it is higher (L2 satisfies
 * who asks for L1), and services that get the fiscal code take identified people only.
 */
export function checks(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  const login = policy.get('login');
  if (login === undefined) throw new Error('the library has no login prompt');
  for (const exact of ['essential_acr', 'essential_acrs']) login.checks.remove(exact);
  login.checks.add(
    new Check('level', 'a higher level is needed', 'login_required', tooLow, (ctx) => ({ level: wantedLevel(ctx) })),
  );
  login.checks.add(
    new Check('identity', 'the person must be identified first', 'interaction_required', (ctx) => {
      const visit = visitTo(ctx.req);
      return visit !== undefined && !visit.identified && ctx.oidc.client?.['identified'] === true;
    }),
  );
  return policy;
}

function tooLow(ctx: KoaContextWithOIDC): boolean {
  const visit = visitTo(ctx.req);
  return visit !== undefined && visit.level < wantedLevel(ctx);
}

function wantedLevel({ oidc }: KoaContextWithOIDC): number {
  const least = Number(oidc.client?.['level'] ?? 1);
  const { acr } = (oidc.claims['id_token'] ?? {}) as {
    acr?: { essential?: boolean; value?: string; values?: string[] } | null;
  };
  const essential = acr?.essential ? [acr.value, ...(acr.values ?? [])].join(' ') : undefined;
  return levelAsked(essential ?? (oidc.params?.['acr_values'] as string | undefined), least);
}
