import type { Answers, Field, Gap, Posted, Section, Typed, Values } from '../../engines/procedure/index.ts';
import { fieldInputs, readSection } from '../../engines/procedure/index.ts';
import { namesUsed } from '../../kernel/condition.ts';
import { together } from '../../kernel/together.ts';
import type { Db } from '../../platform/db/database.ts';
import type { FilingWindow, Release } from '../procedures/index.ts';
import { filingWindow } from '../procedures/index.ts';
import type { Act } from './act.ts';
import { askedFields } from './asked.ts';
import type { Base, BaseHead } from './base.ts';
import { baseOf, fieldMark } from './base.ts';
import type { RecordState } from './record-state.ts';
import { fieldState, postedRecord, typedOfField } from './record-state.ts';

/** A save that trusts the form's own mark of what it was drawn from; the statement checks every bit of it. */
export interface QuickSave {
  readonly applicationId: string;
  readonly release: Release;
  readonly section: Section;
  readonly key: string;
  /** In the words of the engine. */
  readonly posted: Posted;
  readonly base: Base;
  readonly act: Act;
}

export interface QuicklySaved {
  readonly base: string;
  readonly gaps: readonly Gap[];
}

/** One save as the statement reads it: what must hold, and what changes. */
interface Line {
  readonly application: string;
  readonly account: string;
  readonly actor: string;
  readonly under: Act['under'];
  readonly section: string;
  readonly key: string;
  readonly kind: Section['kind'];
  readonly digest: string;
  readonly edition: number;
  readonly version: number;
  readonly cleared: readonly string[];
  readonly set: Values;
  readonly typed_cleared: readonly string[];
  readonly typed_set: Typed;
  readonly at: string;
  readonly procedure: string;
  readonly window_id: string;
  readonly opens: Date | undefined;
  readonly closes: Date | undefined;
  /** The answers are to be told, because what is still missing hangs on them. */
  readonly tell: boolean;
}

const NOTHING = { answers: {}, typed: {} };
const LARGEST = 64;

/**
 * Saves records in one statement when nobody has changed their section since the form was shown: owner, edition, release,
 * version of the section, window and filing are all conditions of it. Those that come while one is being written are
 * written together. Undefined when a condition does not hold, or nothing was changed: the caller then reads the draft
 * and decides. `filedEdition` is SQL for the last filed edition of the draft `d`.
 */
export function quickSaver(db: Db, filedEdition: string): (saving: QuickSave) => Promise<QuicklySaved | undefined> {
  const text = statement(filedEdition);
  const write = together<Line, { answers: Answers | null } | undefined>(async (lines) => {
    const rows = await db.prepared<{ n: number; answers: Answers | null }>('quick-save', text, [
      JSON.stringify(lines.map((line, n) => ({ ...line, n }))),
    ]);
    const byLine = new Map(rows.map((row) => [row.n, row]));
    return lines.map((_, n) => byLine.get(n));
  }, LARGEST);
  return async (saving) => {
    const { section, base, posted, key, release } = saving;
    const { head } = base;
    // What is known of the person is not in the draft: such a section takes the longer way.
    if (head === undefined || asksAboutApplicant(section)) return undefined;
    const mine = postedRecord(release.definition, section, posted, { application: NOTHING, key });
    const asked = askedFields(section, base, posted);
    const changed = asked.filter((field) => fieldMark(field, fieldState(mine, field)) !== base.marks.get(field.id));
    if (changed.length === 0) return undefined;
    const patched = [...changed, ...asked.filter((field) => isNo(field, mine))];
    const row = await write(lineOf(saving, head, patched, mine));
    if (row === undefined) return undefined;
    const next = { ...head, version: head.version + 1 };
    const gaps = row.answers === null ? mine.gaps : gapsAfter(saving, row.answers);
    return { base: baseOf(next, asked, (field) => fieldState(mine, field)), gaps };
  };
}

/** Whether what is asked in a section hangs on answers given in another one. */
function asksOthers(section: Section): boolean {
  return namesAsked(section).some(isElsewhere);
}

function asksAboutApplicant(section: Section): boolean {
  return namesAsked(section).some((name) => name.startsWith('applicant.'));
}

function namesAsked(section: Section): readonly string[] {
  const conditions = section.fields.flatMap((field) => [field.when, field.required_when]);
  return conditions.flatMap((condition) => (condition === undefined ? [] : namesUsed(condition)));
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

function lineOf(saving: QuickSave, head: BaseHead, patched: readonly Field[], mine: RecordState): Line {
  const { release, section, key, act } = saving;
  const window = ordinaryWindow(release, act.now);
  const values = patched.map((field) => [field.id, fieldState(mine, field).value] as const);
  return {
    application: saving.applicationId,
    account: act.accountId,
    actor: act.actor,
    under: act.under,
    section: section.id,
    key,
    kind: section.kind,
    digest: head.releaseDigest,
    edition: head.edition,
    version: head.version,
    cleared: patched.map((field) => field.id),
    set: Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Values,
    typed_cleared: patched.flatMap((field) => [field.id, ...fieldInputs(field)]),
    typed_set: Object.assign({}, ...patched.map((field) => typedOfField(mine.typed, field) ?? {})),
    at: act.now.toISOString(),
    procedure: release.procedureId,
    window_id: window?.id ?? '',
    opens: window?.opensAt,
    closes: window?.closesAt,
    tell: asksOthers(section),
  };
}

const windows = new WeakMap<Release, FilingWindow>();

/**
 * The window as the ordinance set it: the statement looks for acts that moved it. A release never changes. None where
 * several could be the person's: such a save takes the longer way.
 */
function ordinaryWindow(release: Release, now: Date): FilingWindow | undefined {
  if (release.definition.windows.filter(({ kind }) => kind === 'filing').length > 1) return undefined;
  const known = windows.get(release) ?? filingWindow(release, [], now);
  if (known !== undefined) windows.set(release, known);
  return known;
}

/**
 * The section with the patch on one record, for each kind of section; only a record that is there. A draft named twice
 * in one group is written once: the other line comes back empty and is saved the longer way.
 */
function statement(filedEdition: string): string {
  return `with line as materialized (
    select * from jsonb_to_recordset($1::jsonb) as line (n integer, application uuid, account uuid, actor uuid,
      under jsonb, section text, key text,
      kind text, digest text, edition integer, version integer, cleared text[], set jsonb, typed_cleared text[],
      typed_set jsonb, at text, procedure text, window_id text, opens timestamptz, closes timestamptz, tell boolean)),
  changed as (
    update drafts d set
      answers = jsonb_set(d.answers, array[l.section], case l.kind
        when 'form' then coalesce(d.answers -> l.section, '{}') - l.cleared || l.set
        when 'per' then (d.answers -> l.section)
          || jsonb_build_object(l.key, (d.answers -> l.section -> l.key) - l.cleared || l.set)
        else (select jsonb_agg(case when item ->> 'id' = l.key then item - l.cleared || l.set else item end order by place)
          from jsonb_array_elements(d.answers -> l.section) with ordinality as items (item, place)) end),
      typed = jsonb_set(d.typed, array[l.section], coalesce(d.typed -> l.section, '{}') || jsonb_build_object(l.key,
        coalesce(d.typed -> l.section -> l.key, '{}') - l.typed_cleared || l.typed_set)),
      sections = jsonb_set(d.sections, array[l.section], jsonb_build_object('version', l.version + 1, 'savedAt', l.at)),
      version = d.version + 1,
      updated_at = l.at::timestamptz
    from line l
      join applications a on a.id = l.application and a.account_id = l.account
      left join lateral (select w.opens_at, w.closes_at from window_acts w
        where w.procedure_id = l.procedure and w.window_id = l.window_id order by w.decided_at desc limit 1) act on true
    where d.application_id = l.application and d.release_digest = l.digest
      and d.edition = l.edition and d.edition > coalesce((${filedEdition}), 0)
      and coalesce((d.sections -> l.section ->> 'version')::integer, 0) = l.version
      and case l.kind
        when 'form' then l.key = ''
        when 'per' then (d.answers -> l.section) ? l.key
        else (d.answers -> l.section) @> jsonb_build_array(jsonb_build_object('id', l.key)) end
      and l.at::timestamptz >= coalesce(act.opens_at, l.opens)
      and l.at::timestamptz < coalesce(act.closes_at, l.closes)
    returning l.n, l.actor, l.under, l.section, l.version, l.tell, d.application_id, d.answers),
  noted as (
    insert into events (kind, actor, subject_type, subject_id, data)
    select 'application.section-saved', actor, 'application', application_id::text,
           jsonb_build_object('section', section, 'version', version + 1) || under
      from changed)
  select n, case when tell then answers end as answers from changed`;
}
