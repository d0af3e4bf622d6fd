import type { Context, Field, Section, Value } from '../../engines/procedure/index.ts';
import { isProposable, lastAnswer, prefillOf, record } from '../../engines/procedure/index.ts';
import { formatDate } from '../../kernel/civil-date.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Visitor } from '../../platform/http/index.ts';
import type { ApplicationDeps } from './deps.ts';
import type { Earlier } from './earlier.ts';
import { coveredFilings, withRelease } from './earlier-store.ts';
import { contextFor } from './lookups.ts';
import type { Opened } from './opened.ts';
import { type Proposal, proposedFields } from './proposal.ts';
import { withRecord } from './record-state.ts';

export interface Proposed {
  readonly proposals: ReadonlyMap<string, Proposal>;
  /** Knows the codes that are proposed as well. */
  readonly context: Context;
}

/** What a record never saved proposes: from the profile, or from the last filing in the same family that says it. */
export async function proposalsFor(
  deps: ApplicationDeps,
  visitor: Visitor,
  opened: Opened,
  { section, key }: { readonly section: Section; readonly key: string },
  context: Context,
): Promise<Proposed> {
  const { application, release } = opened;
  const fields = proposedFields(section, key, application);
  if (fields.length === 0) return { proposals: new Map(), context };
  const found = (
    await Promise.all([fromProfile(deps, opened, fields), fromLast(deps, visitor, opened, fields)])
  ).flat();
  if (found.length === 0) return { proposals: new Map(), context };
  const values = { ...record(section, application.answers, key), ...Object.fromEntries(found.map(proposedValue)) };
  const answers = { ...application.answers, [section.id]: withRecord(section, application.answers, key, values) };
  const { applicant, profile, today } = context;
  const knowing = await contextFor(deps.lookups, release.definition, answers, { today, applicant, profile });
  const fitting = found.filter(([field, { value }]) => isProposable(field, value, knowing));
  return { proposals: new Map(fitting.map(([field, proposal]) => [field.id, proposal])), context: knowing };
}

type Found = readonly [Field, Proposal];

const proposedValue = ([field, { value }]: Found): [string, Value] => [field.id, value];

async function fromProfile(
  { lookups }: ApplicationDeps,
  { application }: Opened,
  fields: readonly Field[],
): Promise<readonly Found[]> {
  const asked = fields.flatMap((field) => {
    const from = prefillOf(field);
    return from?.from === 'profile' ? [[field, from.name] as const] : [];
  });
  if (asked.length === 0) return [];
  const profile = await lookups.profile(application.accountId);
  return asked.flatMap(([field, name]): Found[] => {
    const value = Object.hasOwn(profile, name) ? profile[name] : undefined;
    return value === undefined || value === '' ? [] : [[field, { value, from: 'Dal tuo profilo' }]];
  });
}

async function fromLast(
  deps: ApplicationDeps,
  visitor: Visitor,
  opened: Opened,
  fields: readonly Field[],
): Promise<readonly Found[]> {
  const wanted = new Set(fields.filter((field) => prefillOf(field)?.from === 'last'));
  if (wanted.size === 0) return [];
  const found: Found[] = [];
  for (const earlier of await familyFilings(deps, visitor, opened)) {
    if (wanted.size === 0) break;
    const filed = await deps.filedUnder(deps.database, earlier.filing.filingId);
    for (const field of wanted) {
      const from = prefillOf(field);
      if (filed === undefined || from?.from !== 'last') continue;
      const value = lastAnswer(earlier.release.definition, filed.answers, from, field.kind);
      if (value === undefined) continue;
      found.push([field, { value, from: filingWords(earlier) }]);
      wanted.delete(field);
    }
  }
  return found;
}

/** The filings that stand of the procedures on the same shelf, the newest first. */
async function familyFilings(
  deps: ApplicationDeps,
  visitor: Visitor,
  { release }: Opened,
): Promise<readonly Earlier[]> {
  const filings = await coveredFilings(deps, visitor);
  const others = filings.filter(({ procedureId }) => procedureId !== release.procedureId);
  const all = await Promise.all(others.map((filing) => withRelease(deps, filing)));
  return all.filter((earlier) => earlier.release.definition.family === release.definition.family);
}

function filingWords({ filing }: Earlier): string {
  return `Dalla domanda n. ${filing.registerNumber} del ${formatDate(romeDate(filing.filedAt))}`;
}
