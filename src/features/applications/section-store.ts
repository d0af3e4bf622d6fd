import { uuidv7 } from 'uuidv7';
import type { Context, Field, Gap, Posted, Section } from '../../engines/procedure/index.ts';
import { FORM_KEY, itemsOf, recordKeys, visibleAnswers } from '../../engines/procedure/index.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import type { Act } from './act.ts';
import type { Application } from './application.ts';
import { headOf } from './application.ts';
import { askedFields, wordsOf } from './asked.ts';
import type { Base } from './base.ts';
import { baseOf, fieldMark, readBase } from './base.ts';
import { parkValues } from './conflict-store.ts';
import type { Merge } from './merge.ts';
import { mergeRecord } from './merge.ts';
import type { Opened } from './opened.ts';
import { isId } from './opened-store.ts';
import { enginePosted } from './posted.ts';
import type { RecordState } from './record-state.ts';
import { fieldState, postedRecord, storedRecord, withRecord, withTyped } from './record-state.ts';
import type { SectionToSave } from './store.ts';
import { lockedApplication, saveSection } from './store.ts';

/** One record on its way into the draft. */
export interface RecordToSave {
  readonly opened: Opened;
  readonly section: Section;
  /** '' for a form, an item id, or a key. */
  readonly key: string;
  readonly posted: Posted;
  readonly context: Context;
  /** The session that writes: parked values are told apart by it. */
  readonly sessionId: string;
}

export type SaveOutcome =
  | {
      readonly kind: 'saved';
      readonly application: Application;
      readonly gaps: readonly Gap[];
      /** The mark to go on from without showing the form anew. */
      readonly base: string;
    }
  | { readonly kind: 'conflict'; readonly conflict: string; readonly application: Application }
  | { readonly kind: 'full'; readonly max: number }
  | { readonly kind: 'absent' };

/**
 * Saves a record: what can be read as values, what cannot as the words typed. Never refuses for what was typed.
 * What another device changed meanwhile is joined field by field; where both changed the same answer, the stored one
 * stays, the other is parked, and a conflict comes back.
 */
export async function saveRecord(database: Database, saving: RecordToSave, act: Act): Promise<SaveOutcome> {
  const posted = enginePosted(saving.section, saving.posted);
  const base = readBase(saving.posted['base']);
  const once = (db: Db, application: Application) => trySave(db, { ...saving, posted }, base, application, act);
  return (await inTurn(database, saving.opened.application, act, once)) ?? { kind: 'absent' };
}

/**
 * Tries on what was read already; when another device has written the section in between, waits for its turn and
 * decides again on what is there then. Undefined when the application is gone.
 */
export async function inTurn<Done>(
  database: Database,
  read: Application,
  act: Act,
  once: (db: Db, application: Application) => Promise<Done | 'changed-meanwhile'>,
): Promise<Done | undefined> {
  const first = await once(database, read);
  if (first !== 'changed-meanwhile') return first;
  return database.transaction(async (tx) => {
    const application = await lockedApplication(tx, read, act.accountId);
    const second = application && (await once(tx, application));
    if (second === 'changed-meanwhile') throw new Error(`the draft of ${read.id} changed under its lock`);
    return second;
  });
}

async function trySave(
  db: Db,
  saving: RecordToSave,
  base: Base,
  application: Application,
  act: Act,
): Promise<SaveOutcome | 'changed-meanwhile'> {
  const { section, key, posted, context } = saving;
  const standing = recordStanding(saving, application);
  if (standing !== 'here') return standing;
  const mine = postedRecord(saving.opened.release.definition, section, posted, { application, context, key });
  const asked = askedFields(section, base, posted);
  const merge = mergeRecord(asked, base, storedRecord(section, application, key), mine);
  const saved = sectionWith(section, application, key, merge);
  // What came from an earlier filing has answers, and was never saved.
  const firstTime = application.answers[section.id] === undefined || application.sections[section.id] === undefined;
  if ((merge.changed || firstTime) && !(await saveSection(db, application, saved, act))) return 'changed-meanwhile';
  const now = merge.changed || firstTime ? withSection(application, saved, act.now) : application;
  if (merge.conflicts.length === 0) {
    return { kind: 'saved', application: now, gaps: mine.gaps, base: baseAfter(now, section.id, asked, merge, mine) };
  }
  const parked = {
    id: uuidv7(),
    applicationId: application.id,
    section: section.id,
    item: key,
    fields: merge.conflicts,
    mine: Object.assign(
      {},
      ...asked.filter((field) => merge.conflicts.includes(field.id)).map((field) => wordsOf(field, posted)),
    ),
    at: act.now,
  };
  return { kind: 'conflict', conflict: await parkValues(db, parked, saving.sessionId), application: now };
}

/**
 * The mark to go on from. The page still shows what it sent: an answer taken from another device is not what the person
 * saw, and then the next save must read the draft first.
 */
function baseAfter(
  now: Application,
  section: string,
  asked: readonly Field[],
  merge: Merge,
  mine: RecordState,
): string {
  const shows = asked.every(
    (field) => fieldMark(field, fieldState(merge.merged, field)) === fieldMark(field, fieldState(mine, field)),
  );
  return baseOf(shows ? headOf(now, section) : undefined, asked, (field) => fieldState(mine, field));
}

/** Whether the record may be written: a key must be one the answers give; a new item must have room. */
function recordStanding(saving: RecordToSave, application: Application): SaveOutcome | 'here' {
  const { section, key, opened } = saving;
  if (section.kind === 'form') return key === FORM_KEY ? 'here' : { kind: 'absent' };
  if (section.kind === 'per') {
    const keys = recordKeys(section, visibleAnswers(opened.release.definition, application.answers));
    return keys.includes(key) ? 'here' : { kind: 'absent' };
  }
  const items = itemsOf(application.answers, section.id);
  if (items.some((item) => item.id === key)) return 'here';
  if (!isId(key)) return { kind: 'absent' };
  return items.length < section.max ? 'here' : { kind: 'full', max: section.max };
}

/**
 * Changes a section as `decide` says, deciding again when another device changed it in between. Undefined when `decide`
 * finds nothing to change, or the application is gone.
 */
export async function changeSection(
  database: Database,
  read: Application,
  decide: (application: Application) => SectionToSave | undefined,
  act: Act,
): Promise<Application | undefined> {
  return inTurn(database, read, act, async (db, application) => {
    const saved = decide(application);
    if (saved === undefined) return undefined;
    const done = await saveSection(db, application, saved, act);
    return done ? withSection(application, saved, act.now) : 'changed-meanwhile';
  });
}

function sectionWith(section: Section, application: Application, key: string, merge: Merge): SectionToSave {
  return {
    section: section.id,
    answers: withRecord(section, application.answers, key, merge.merged.values),
    typed: withTyped(application.typed, section.id, key, merge.merged.typed),
  };
}

/** The application as it stands after a section was written. */
export function withSection(application: Application, saved: SectionToSave, now: Date): Application {
  const { section } = saved;
  const version = (application.sections[section]?.version ?? 0) + 1;
  return {
    ...application,
    version: application.version + 1,
    answers: { ...application.answers, [section]: saved.answers },
    typed: { ...application.typed, [section]: saved.typed },
    removed: saved.removed === undefined ? application.removed : { ...application.removed, [section]: saved.removed },
    sections: { ...application.sections, [section]: { version, savedAt: now.toISOString() } },
    updatedAt: now,
  };
}
