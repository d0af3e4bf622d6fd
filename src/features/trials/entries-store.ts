import { findSection, type Item, itemsOf, itemTitle, visibleAnswers } from '../../engines/procedure/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Db } from '../../platform/db/database.ts';
import { contextFor, type Lookups } from '../applications/index.ts';
import { type FiledApplication, filedApplications } from '../filings/index.ts';
import type { Release } from '../procedures/index.ts';
import { type ContestKey, keyOf } from './contest.ts';

/** Somebody's entry into one competition, as filed. */
export interface Entry {
  readonly filing: string;
  /** The item of the application that takes part; empty where the application is one whole. */
  readonly item: string;
  /** Name of the competition in `EntriesFiled`. */
  readonly contest: string;
}

/** Everybody's entries, and the competitions they are for. */
export interface EntriesFiled {
  readonly entries: readonly Entry[];
  readonly contests: ReadonlyMap<string, { readonly key: ContestKey; readonly title: string }>;
}

/** Reads which competitions these filings are for. What was filed never changes: nothing needs to be locked for it. */
export async function readEntries(
  db: Db,
  lookups: Lookups,
  release: Release,
  asked: { readonly filings: readonly string[]; readonly now: Date },
): Promise<EntriesFiled> {
  const entries: Entry[] = [];
  const contests = new Map<string, { key: ContestKey; title: string }>();
  for await (const [filing, filed] of filedApplications(db, asked.filings)) {
    for (const [index, item] of itemsFiled(release, filed).entries()) {
      const key = keyOf(release.definition, item);
      const contest = canonicalJson(key);
      entries.push({ filing, item: item?.id ?? '', contest });
      if (contests.has(contest)) continue;
      contests.set(contest, { key, title: await titleOf(lookups, release, filed, { item, index, now: asked.now }) });
    }
  }
  return { entries, contests };
}

/** The items that take part; one without a name where the application is one whole. */
function itemsFiled({ definition }: Release, filed: FiledApplication): readonly (Item | undefined)[] {
  const { contests } = definition.trials ?? {};
  return contests === undefined ? [undefined] : itemsOf(visibleAnswers(definition, filed.answers), contests.section);
}

/** What a competition is called, from the first entry into it. */
async function titleOf(
  lookups: Lookups,
  { definition }: Release,
  filed: FiledApplication,
  { item, index, now }: { readonly item: Item | undefined; readonly index: number; readonly now: Date },
): Promise<string> {
  if (item === undefined) return definition.title;
  const section = findSection(definition, definition.trials?.contests?.section ?? '');
  if (section === undefined) throw new Error(`${definition.id} has no section for its contests`);
  const answers = visibleAnswers(definition, filed.answers);
  return itemTitle(section, item, await contextFor(lookups, definition, answers, { today: romeDate(now) }), index);
}
