import { type Answers, type Definition, subjectOf } from '../../engines/procedure/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Db } from '../../platform/db/database.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { writeNumber } from './register-number.ts';

/** A valid filing about the same thing, beside which there may be no other. */
export interface Twin {
  readonly applicationId: string;
  /** Of the same person. */
  readonly own: boolean;
  /** "0000041/2026". */
  readonly registerNumber: string;
}

/** What the filing of this draft would be the only one for; undefined where there may be any number. */
export function subjectKey(definition: Definition, answers: Answers, accountId: string): string | undefined {
  const subject = subjectOf(definition, answers);
  if (subject === undefined) return undefined;
  const among = definition.several?.among === 'everyone' ? null : accountId;
  return sha256Hex(canonicalJson({ subject, among }));
}

/** SQL for the valid filings of other applications with the same `key`: the last of each, not withdrawn. */
export const TWINS = (key: string, application: string) => `
  select f.id, f.application_id, f.account_id, f.arrived_at, f.year, f.number from filings f
   where f.subject_key = ${key} and f.application_id <> ${application}
     and not exists (select from filings n where n.application_id = f.application_id and n.sequence > f.sequence)
     and not exists (select from withdrawals w where w.filing_id = f.id)`;

/** The valid filing that stands in the way of one about the same thing. */
export async function twinOf(
  db: Db,
  key: string,
  draft: { readonly id: string; readonly accountId: string },
): Promise<Twin | undefined> {
  const [row] = await db.prepared<Omit<Twin, 'registerNumber'> & { year: number; number: number }>(
    'twin-of',
    `select application_id as "applicationId", account_id = $3::uuid as own, year, number
       from (${TWINS('$1', '$2::uuid')}) twins order by arrived_at limit 1`,
    [key, draft.id, draft.accountId],
  );
  if (row === undefined) return undefined;
  const { year, number, ...twin } = row;
  return { ...twin, registerNumber: writeNumber({ year, number }) };
}

/** As {@link twinOf}, of a draft: for the pages that tell it before anything is confirmed. */
export async function twinFor(
  db: Db,
  definition: Definition,
  draft: { readonly id: string; readonly accountId: string; readonly answers: Answers },
): Promise<Twin | undefined> {
  const key = subjectKey(definition, draft.answers, draft.accountId);
  return key === undefined ? undefined : twinOf(db, key, draft);
}
