import type { Database } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';

/** From now on this session works for that school or office; false when its person has no role there. */
export async function chooseOffice(
  database: Database,
  { accountId, sessionId }: { readonly accountId: string; readonly sessionId: string },
  body: string,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const chosen = await tx.query(
      `update sessions s set working_for = $3 where s.id = $2 and s.account_id = $1
         and exists (select from memberships m where m.account_id = $1 and m.body_code = $3) returning s.id`,
      [accountId, sessionId, body],
    );
    if (chosen.length === 0) return false;
    const subject = { type: 'account', id: accountId };
    const data = { session: sessionId };
    await recordEvent(tx, { kind: 'session.office_chosen', actor: accountId, actorOffice: body, subject, data });
    return true;
  });
}
