import { z } from 'zod';
import type { Recurring, Tasks } from '../../platform/jobs/index.ts';
import type { OpenidDeps } from './deps.ts';
import { rotateIfDue } from './key-store.ts';
import { DAILY, HOUSEKEEPING, SESSION_OVER, TELL_LOGOUT } from './logout-message.ts';
import { openOpenid } from './provider-store.ts';
import { closeServicesOf, noticeIdleSessions, purgeRows } from './rows-store.ts';

const overPayload = z.object({ session: z.uuid() });
const toldPayload = z.object({ accountId: z.uuid(), clientId: z.string(), sid: z.string().nullable() });

/** Sessions that ended by themselves are noticed every minute; expired rows and old keys are looked at by day. */
export const ssoRecurring: readonly Recurring[] = [
  { task: HOUSEKEEPING, cron: '* * * * *' },
  { task: DAILY, cron: '41 3 * * *' },
];

/** What services are told, and what is tidied away. */
export function ssoJobs(deps: OpenidDeps): Tasks {
  const { database, limits, now, secret } = deps;
  const openid = openOpenid(deps, () => '');
  return {
    [SESSION_OVER]: async (payload) => {
      const { session } = overPayload.parse(payload);
      await database.transaction((tx) => closeServicesOf(tx, session));
    },
    [TELL_LOGOUT]: async (payload, { attempt }) => {
      const { accountId, clientId, sid } = toldPayload.parse(payload);
      const client = await (await openid.current()).Client.find(clientId);
      // Two of a person's hours are enough: a service that does not answer by then has ended its own session.
      if (client === undefined || client['backchannelLogoutUri'] === undefined || attempt > LAST_ATTEMPT) return;
      await (client as unknown as Told).backchannelLogout(accountId, sid ?? undefined);
    },
    [HOUSEKEEPING]: async () => {
      await noticeIdleSessions(database, limits, now());
      await purgeRows(database, now());
    },
    [DAILY]: () => rotateIfDue({ database, secret, sessionMs: limits.absoluteMs, now: now() }),
  };
}

const LAST_ATTEMPT = 12;

interface Told {
  backchannelLogout(accountId: string, sid: string | undefined): Promise<void>;
}
