import type { Answers, Field, Gap, Posted, Section, Typed, Values } from '../../engines/procedure/index.ts';
import { fieldInputs, readSection } from '../../engines/procedure/index.ts';
import { namesUsed } from '../../kernel/condition.ts';
import type { Db } from '../../platform/db/database.ts';
import type { FilingWindow, Release } from '../procedures/index.ts';
import { filingWindow } from '../procedures/index.ts';
import { askedFields } from './asked.ts';
import type { Base, BaseHead } from './base.ts';
import { baseOf, fieldMark } from './base.ts';
import type { RecordState } from './record-state.ts';
import { fieldState, postedRecord, typedOfField } from './record-state.ts';
import type { Act } from './store.ts';

/** A save that trusts the form's own mark of what it was drawn from; the statement checks every bit of it. */
export interface QuickSave {
  readonly applicationId: string;
  readonly release: Release;
  readonly section: Section;
  readonly key: string;
  /** In the words of the engine. */
  readonly posted: Posted;
  readonly base: Base;
  /** SQL for the last filed edition of the draft `d`. */
  readonly filedEdition: string;
}

export interface QuicklySaved {
  readonly base: string;
  readonly gaps: readonly Gap[];
}

interface Patch {
  readonly cleared: readonly string[];
  readonly set: Values;
  readonly typedCleared: readonly string[];
  readonly typedSet: Typed;
}

const NOTHING = { answers: {}, typed: {} };

/**
 * Saves a record in one statement when nobody has changed its section since the form was shown: owner, edition, release,
 * version of the section, window and filing are all conditions of it. Undefined when any does not hold, or nothing was
 * changed: the caller then reads the draft and decides.
 */
export async function quickSave(db: Db, saving: QuickSave, act: Act): Promise<QuicklySaved | undefined> {
  const { section, base, posted, key, release } = saving;
  const { head } = base;
  if (head === undefined) return undefined;
  const mine = postedRecord(release.definition, section, posted, { application: NOTHING, key });
  const asked = askedFields(section, base, posted);
  const changed = asked.filter((field) => fieldMark(field, fieldState(mine, field)) !== base.marks.get(field.id));
  if (changed.length === 0) return undefined;
  const [row] = await db.prepared<{ answers: Answers }>(
    `quick-save-${section.kind}`,
    statement(section.kind, saving.filedEdition),
    valuesOf(saving, head, patchOf([...changed, ...asked.filter((field) => isNo(field, mine))], mine), act),
  );
  if (row === undefined) return undefined;
  const next = { ...head, version: head.version + 1 };
  const gaps = asksOthers(section) ? gapsAfter(saving, row.answers) : mine.gaps;
  return { base: baseOf(next, asked, (field) => fieldState(mine, field)), gaps };
}

/** Whether what is asked in a section hangs on answers given in another one. */
function asksOthers(section: Section): boolean {
  const conditions = section.fields.flatMap((field) => [field.when, field.required_when]);
  return conditions.some((condition) => condition !== undefined && namesUsed(condition).some(isElsewhere));
}

function isElsewhere(name: string): boolean {
  return name.includes('.') || name.includes('[');
}

/** What is still missing in the record, now that the other answers are known. */
function gapsAfter({ release, section, posted, key }: QuickSave, answers: Answers): readonly Gap[] {
  const item = key === '' ? {} : { item: key };
  return readSection(release.definition, section.id, posted, { answers, ...item }).gaps;
}

/** A box left unticked answers no; its mark is that of a box never shown. */
function isNo(field: Field, mine: RecordState): boolean {
  return field.kind === 'boolean' && fieldState(mine, field).value === false;
}

function patchOf(changed: readonly Field[], mine: RecordState): Patch {
  const values = changed.flatMap((field) => {
    const { value } = fieldState(mine, field);
    return value === undefined ? [] : [[field.id, value] as const];
  });
  return {
    cleared: changed.map((field) => field.id),
    set: Object.fromEntries(values),
    typedCleared: changed.flatMap((field) => [field.id, ...fieldInputs(field)]),
    typedSet: Object.assign({}, ...changed.map((field) => typedOfField(mine.typed, field) ?? {})),
  };
}

function valuesOf(saving: QuickSave, head: BaseHead, patch: Patch, act: Act): readonly unknown[] {
  const { release, section, key } = saving;
  const window = ordinaryWindow(release, act.now);
  return [
    saving.applicationId,
    act.accountId,
    section.id,
    key,
    head.releaseDigest,
    head.edition,
    head.version,
    patch.cleared,
    JSON.stringify(patch.set),
    patch.typedCleared,
    JSON.stringify(patch.typedSet),
    act.now.toISOString(),
    release.procedureId,
    window?.id ?? '',
    window?.opensAt ?? null,
    window?.closesAt ?? null,
  ];
}

const windows = new WeakMap<Release, FilingWindow>();

/** The window as the ordinance set it: the statement looks for acts that moved it. A release never changes. */
function ordinaryWindow(release: Release, now: Date): FilingWindow | undefined {
  const known = windows.get(release) ?? filingWindow(release, [], now);
  if (known !== undefined) windows.set(release, known);
  return known;
}

/** One record of the section with the patch ($8 cleared, $9 set), for each kind of section; only a record that is there. */
const RECORD: Readonly<Record<Section['kind'], { answers: string; there: string }>> = {
  form: {
    answers: `coalesce(d.answers -> $3::text, '{}') - $8::text[] || $9::jsonb`,
    there: `$4::text = ''`,
  },
  list: {
    answers: `(select jsonb_agg(case when item ->> 'id' = $4::text then item - $8::text[] || $9::jsonb else item end order by place)
                 from jsonb_array_elements(d.answers -> $3::text) with ordinality as items (item, place))`,
    there: `(d.answers -> $3::text) @> jsonb_build_array(jsonb_build_object('id', $4::text))`,
  },
  per: {
    answers: `(d.answers -> $3::text)
                || jsonb_build_object($4::text, (d.answers -> $3::text -> $4::text) - $8::text[] || $9::jsonb)`,
    there: `(d.answers -> $3::text) ? $4::text`,
  },
};

function statement(kind: Section['kind'], filedEdition: string): string {
  const { answers, there } = RECORD[kind];
  return `with changed as (
    update drafts d set
      answers = jsonb_set(d.answers, array[$3::text], ${answers}),
      typed = jsonb_set(d.typed, array[$3::text], coalesce(d.typed -> $3::text, '{}') || jsonb_build_object($4::text,
        coalesce(d.typed -> $3::text -> $4::text, '{}') - $10::text[] || $11::jsonb)),
      sections = jsonb_set(d.sections, array[$3::text],
        jsonb_build_object('version', $7::integer + 1, 'savedAt', $12::text)),
      version = d.version + 1,
      updated_at = $12::timestamptz
    from applications a
      left join lateral (select w.opens_at, w.closes_at from window_acts w
        where w.procedure_id = $13 and w.window_id = $14 order by w.decided_at desc limit 1) act on true
    where d.application_id = $1 and a.id = d.application_id and a.account_id = $2
      and d.release_digest = $5 and d.edition = $6 and d.edition > coalesce((${filedEdition}), 0)
      and coalesce((d.sections -> $3::text ->> 'version')::integer, 0) = $7 and ${there}
      and $12::timestamptz >= coalesce(act.opens_at, $15::timestamptz)
      and $12::timestamptz < coalesce(act.closes_at, $16::timestamptz)
    returning d.application_id, d.answers),
  noted as (
    insert into events (kind, actor, subject_type, subject_id, data)
    select 'application.section-saved', $2::uuid, 'application', application_id::text,
           jsonb_build_object('section', $3::text, 'version', $7::integer + 1)
      from changed)
  select answers from changed`;
}
