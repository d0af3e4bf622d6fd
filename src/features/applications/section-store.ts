import { uuidv7 } from 'uuidv7';
import type { Context, Field, Gap, Posted, Section } from '../../engines/procedure/index.ts';
import { FORM_KEY, itemsOf, recordKeys, visibleAnswers } from '../../engines/procedure/index.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Application } from './application.ts';
import type { Base } from './base.ts';
import { readBase } from './base.ts';
import { parkValues } from './conflict-store.ts';
import type { Merge } from './merge.ts';
import { mergeRecord } from './merge.ts';
import type { Opened } from './opened.ts';
import { isId } from './opened-store.ts';
import { enginePosted } from './posted.ts';
import { postedRecord, storedRecord, typedOfField, withRecord, withTyped } from './record-state.ts';
import type { Act, SectionToSave } from './store.ts';
import { applicationForPerson, saveSection } from './store.ts';

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
  | { readonly kind: 'saved'; readonly application: Application; readonly gaps: readonly Gap[] }
  | { readonly kind: 'conflict'; readonly conflict: string; readonly application: Application }
  | { readonly kind: 'full'; readonly max: number }
  | { readonly kind: 'absent' };

/** Times a save is decided again because another device saved the same section in between. */
const TRIES = 6;

/**
 * Saves a record: what can be read as values, what cannot as the words typed. Never refuses for what was typed.
 * What another device changed meanwhile is joined field by field; where both changed the same answer, the stored one
 * stays, the other is parked, and a conflict comes back.
 */
export async function saveRecord(db: Db, saving: RecordToSave, act: Act): Promise<SaveOutcome> {
  const posted = enginePosted(saving.section, saving.posted);
  const base = readBase(typeof saving.posted['base'] === 'string' ? saving.posted['base'] : '');
  let application: Application | undefined = saving.opened.application;
  for (let attempt = 0; attempt < TRIES && application !== undefined; attempt += 1) {
    const outcome = await trySave(db, { ...saving, posted }, base, application, act);
    if (outcome !== 'changed-meanwhile') return outcome;
    application = await applicationForPerson(db, saving.opened.application.id, act.accountId);
  }
  if (application === undefined) return { kind: 'absent' };
  throw new Error(`section ${saving.section.id} of ${application.id} changed ${TRIES} times during one save`);
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
  const firstTime = application.answers[section.id] === undefined;
  if ((merge.changed || firstTime) && !(await saveSection(db, application, saved, act))) return 'changed-meanwhile';
  const now = merge.changed || firstTime ? withSection(application, saved, act.now) : application;
  if (merge.conflicts.length === 0) return { kind: 'saved', application: now, gaps: mine.gaps };
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

/** The questions this form asked: those its mark names; without a mark, those it answers. */
function askedFields(section: Section, base: Base, posted: Posted): readonly Field[] {
  const open = section.fields.filter((field) => field.kind !== 'file' && field.source === undefined);
  if (base.size > 0) return open.filter((field) => base.has(field.id));
  return open.filter((field) => typedOfField(textsOf(posted), field) !== undefined);
}

function wordsOf(field: Field, posted: Posted) {
  return typedOfField(textsOf(posted), field) ?? { [field.id]: '' };
}

/** The texts among what was posted; other shapes cannot come from a form. */
function textsOf(posted: Posted): { readonly [name: string]: string | readonly string[] } {
  const texts = Object.entries(posted).flatMap(([name, value]): [string, string | readonly string[]][] => {
    if (typeof value === 'string') return [[name, storable(value)]];
    return Array.isArray(value) ? [[name, value.filter((each) => typeof each === 'string').map(storable)]] : [];
  });
  return Object.fromEntries(texts);
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}

/**
 * Changes a section as `decide` says, deciding again when another device changed it in between. Undefined when `decide`
 * finds nothing to change, or the application is gone.
 */
export async function changeSection(
  db: Db,
  read: Application,
  decide: (application: Application) => SectionToSave | undefined,
  act: Act,
): Promise<Application | undefined> {
  let application: Application | undefined = read;
  for (let attempt = 0; attempt < TRIES && application !== undefined; attempt += 1) {
    const saved = decide(application);
    if (saved === undefined) return undefined;
    if (await saveSection(db, application, saved, act)) return withSection(application, saved, act.now);
    application = await applicationForPerson(db, read.id, act.accountId);
  }
  return undefined;
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
