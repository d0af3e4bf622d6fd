import { uuidv7 } from 'uuidv7';
import {
  type Context,
  type DossierEntry,
  type DossierList,
  itemsOf,
  type Prefill,
  prefills,
} from '../../engines/procedure/index.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { noteTakings, takenInto } from '../dossier/index.ts';
import type { Act } from './act.ts';
import type { Application } from './application.ts';
import type { Opened } from './opened.ts';
import { lockedApplication, saveSection } from './store.ts';

export interface Taking {
  readonly opened: Opened;
  readonly list: DossierList;
  /** What was chosen, all of it the applicant's. */
  readonly entries: readonly DossierEntry[];
  readonly context: Context;
}

export type TakingOutcome =
  | { readonly kind: 'taken'; readonly prefills: readonly Prefill[] }
  /** More than the list has room for: nothing was taken. */
  | { readonly kind: 'full'; readonly room: number; readonly max: number }
  /** The application has moved on: to another release, another edition. */
  | { readonly kind: 'changed' };

/** Adds the chosen entries to the list as new items, but for those that are there or do not belong; all or none. */
export async function takeEntries(database: Database, taking: Taking, act: Act): Promise<TakingOutcome> {
  return database.transaction(async (tx) => {
    const shown = taking.opened.application;
    const application = await lockedApplication(tx, shown, act.accountId);
    if (application?.releaseDigest !== shown.releaseDigest || application.edition !== shown.edition)
      return { kind: 'changed' };
    return takeInto(tx, application, taking, act);
  });
}

async function takeInto(
  tx: Db,
  application: Application,
  { opened, list, entries, context }: Taking,
  act: Act,
): Promise<TakingOutcome> {
  const { section } = list;
  const { answers } = application;
  const { definition } = opened.release;
  const taken = await takenInto(tx, application.id);
  const wanted = prefills(entries, { definition, list, answers, context, taken });
  const fresh = wanted.filter(({ item, unfit }) => item === undefined && unfit === undefined);
  const items = itemsOf(answers, section.id);
  const room = section.max - items.length;
  if (fresh.length > room) return { kind: 'full', room, max: section.max };
  if (fresh.length === 0) return { kind: 'taken', prefills: [] };
  const made = fresh.map(({ entry, values }) => ({ entry: entry.id, item: { ...values, id: uuidv7() } }));
  const saved = {
    section: section.id,
    answers: [...items, ...made.map(({ item }) => item)],
    typed: application.typed[section.id] ?? {},
  };
  if (!(await saveSection(tx, application, saved, act)))
    throw new Error(`the draft of ${application.id} changed under its lock`);
  const takings = made.map(({ entry, item }) => ({ entry, item: item.id }));
  await noteTakings(tx, application.id, takings, act.now);
  await recordEvent(tx, {
    kind: 'dossier.taken',
    actor: act.actor,
    subject: { type: 'application', id: application.id },
    data: { section: section.id, entries: takings.map(({ entry }) => entry), ...act.under },
  });
  return { kind: 'taken', prefills: fresh };
}
