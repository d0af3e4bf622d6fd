import type { Db } from '../../platform/db/database.ts';
import type { CodeStep } from './code-messages.ts';
import type { EnablementRequest } from './declared-data.ts';
import { requestById } from './enablement-store.ts';

/** What the mail with a temporary code needs to know. */
export interface CodeToMail {
  readonly request: EnablementRequest;
  readonly email: string;
  readonly expiresAt: Date;
  readonly step: CodeStep;
}

/** Nothing when another code has taken this one's place: its mail would only mislead. */
export async function codeToMail(
  db: Db,
  accountId: string,
  requestId: string,
  madeAt: Date,
): Promise<CodeToMail | undefined> {
  const [row] = await db.query<{ email: string; expiresAt: Date; step: CodeStep }>(
    `select reference_address(a.id) as email, c.expires_at "expiresAt", 
       case e.state when 'code-confirmed' then 'wait' when 'identified' then 'choose' else 'confirm' end step
     from personal_codes c join accounts a on a.id = c.account_id join enablements e on e.account_id = c.account_id
     where c.account_id = $1 and e.request_id = $2 and c.temporary and c.changed_at = $3`,
    [accountId, requestId, madeAt],
  );
  const request = row && (await requestById(db, requestId));
  return row && request && { request, ...row };
}
