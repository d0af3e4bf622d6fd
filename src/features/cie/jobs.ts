import type { Recurring, Tasks } from '../../platform/jobs/index.ts';
import { revokeToken } from '../../platform/relying-party/index.ts';
import { forgetAccessToken, orphanedTokens } from './access-token-store.ts';
import type { CieDeps } from './deps.ts';
import { partyAt } from './party-store.ts';
import { providerAt, refreshChain } from './provider-store.ts';
import { forgetRecords } from './record-store.ts';
import { forgetSignIns } from './sign-in-store.ts';

export type CieJobsDeps = Omit<CieDeps, 'frame' | 'comeIn'> & { now(): Date };

const REFRESH = 'cie.refresh-chain';
const REVOKE = 'cie.revoke-tokens';
const FORGET = 'cie.forget';
const AT_ONCE = 100;
/** Access tokens of CIE live minutes: one that could not be revoked in a day is long dead. */
const POINTLESS_MS = 24 * 3_600_000;

export const cieRecurring: readonly Recurring[] = [
  { task: REFRESH, cron: '7 * * * *' },
  { task: REVOKE, cron: '* * * * *' },
  { task: FORGET, cron: '27 * * * *' },
];

/** What this way in does by the clock. Without settings there is nothing to do, and it does nothing. */
export function cieJobs(deps: CieJobsDeps | undefined): Tasks {
  const when = (work: (deps: CieJobsDeps) => Promise<void>) => async () => {
    if (deps !== undefined) await work(deps);
  };
  return {
    [REFRESH]: when((given) => refreshChain(given, given.now())),
    [REVOKE]: when(revokeOrphans),
    [FORGET]: when(async ({ database, now }) => {
      await forgetSignIns(database, now());
      await forgetRecords(database);
    }),
  };
}

/** Leaving Polis is leaving the provider: its rules want the access token revoked when the session ends. */
async function revokeOrphans(deps: CieJobsDeps): Promise<void> {
  const { database, secret, outlet, log } = deps;
  const now = deps.now();
  const orphans = await orphanedTokens(database, secret, AT_ONCE);
  const provider = orphans.length > 0 ? await providerAt(deps, now) : undefined;
  if (provider === undefined) return;
  const asking = { outlet, party: await partyAt(deps, now), provider, now };
  for (const { sessionId, token, keptAt } of orphans) {
    const revoked = token === undefined || (await revokeToken(asking, token));
    if (!revoked && now.getTime() - keptAt.getTime() < POINTLESS_MS) log.warn({ sessionId }, 'not yet revoked at CIE');
    else await forgetAccessToken(database, sessionId);
  }
}
