import { type Answers, type Definition, subjectOf } from '../../engines/procedure/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Db } from '../../platform/db/database.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { writeNumber } from './register-number.ts';
import { IS_VALID } from './valid-store.ts';

/** A valid filing about the same thing: one's own, beside which there may be no other, or somebody else's. */
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
   where f.subject_key = ${key} and f.application_id <> ${application} and ${IS_VALID}`;

/** The valid filing there is about the same thing: one's own before somebody else's. */
export async function twinOf(
  db: Db,
  key: string,
  draft: { readonly id: string; readonly accountId: string },
): Promise<Twin | undefined> {
  const [row] = await db.prepared<Omit<Twin, 'registerNumber'> & { year: number; number: number }>(
    'twin-of',
    `select application_id as "applicationId", account_id = $3::uuid as own, year, number
       from (${TWINS('$1', '$2::uuid')}) twins order by account_id = $3::uuid desc, arrived_at limit 1`,
    [key, draft.id, draft.accountId],
  );
  if (row === undefined) return undefined;
  const { year, number, ...twin } = row;
  return { ...twin, registerNumber: writeNumber({ year, number }) };
}

/** Somebody else's valid filing about the same thing as one that is filed: who receives them decides. */
export interface Beside {
  readonly id: string;
  readonly applicationId: string;
  readonly accountId: string;
  readonly registerNumber: string;
  readonly office: { readonly code: string; readonly name: string };
}

/** The filings of others that stand beside this one, the first first. */
export async function standingBeside(db: Db, filingId: string): Promise<readonly Beside[]> {
  const rows = await db.prepared<Omit<Beside, 'registerNumber'> & { year: number; number: number }>(
    'standing-beside',
    `select t.id, t.application_id as "applicationId", t.account_id as "accountId", t.year, t.number,
       jsonb_build_object('code', e.office_code, 'name', e.office_name) as office
     from filings o cross join lateral (${TWINS('o.subject_key', 'o.application_id')}) t
       join register_entries e on e.filing_id = t.id and e.kind = 'filing'
     where o.id = $1 and t.account_id <> o.account_id order by t.arrived_at`,
    [filingId],
  );
  return rows.map(({ year, number, ...beside }) => ({ ...beside, registerNumber: writeNumber({ year, number }) }));
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
