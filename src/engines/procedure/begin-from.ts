import { asText } from '../../kernel/as-text.ts';
import type { Answers, Context, SectionAnswers, Value, Values } from './answers.ts';
import { carriedLines } from './carried-lines.ts';
import { type CarriedOver, carryOver } from './carry-over.ts';
import type { Definition, Section } from './definition-schema.ts';
import type { Field } from './field.ts';
import { isThere } from './known.ts';
import { preferencesIn } from './preference-text.ts';
import { targetName } from './preferences.ts';
import { own, withEachRecord } from './records.ts';
import type { Touched } from './touched.ts';
import { visibleAnswers } from './visibility.ts';

/** What is given anew each time, whatever was filed before. */
export type AnewWhy = 'declaration' | 'file' | 'payment' | 'special';

/** An answer of the other time that must be given anew, by the names the person knows it by. */
export interface Anew {
  readonly why: AnewWhy;
  readonly section: string;
  readonly where: string;
  readonly label: string;
}

export interface Begun extends CarriedOver {
  readonly anew: readonly Anew[];
}

/**
 * Why an answer never comes from another application: a declaration holds for the day it is made (DPR 445/2000 artt. 46
 * and 47), a document and a payment belong to their application, and particular data are asked for a purpose that is
 * over (GDPR artt. 5 and 9). Nothing for the others.
 */
export function anewWhy(field: Field): AnewWhy | undefined {
  if (field.special) return 'special';
  return field.kind === 'declaration' || field.kind === 'file' || field.kind === 'payment' ? field.kind : undefined;
}

/**
 * The answers filed for an earlier procedure as the beginning of an application for another: by field id and kind, as
 * between two releases, without what is given anew. What the registry says of them is for {@link fitted}.
 */
export function beginFrom(filed: Answers, from: Definition, to: Definition): Begun {
  const anew: Anew[] = [];
  const kept = eachSection(from, filed, (section) => {
    const next = to.sections.find(({ id }) => id === section.id);
    const given = givenAnew(section, next);
    const told = new Set<string>();
    const left = withEachRecord(section, filed, (values) => {
      for (const id of Object.keys(values)) if (given.has(id)) told.add(id);
      return without(values, given);
    });
    for (const { id, label } of section.fields) {
      const why = told.has(id) ? given.get(id) : undefined;
      if (why !== undefined) anew.push({ why, section: section.id, where: section.title, label });
    }
    return left;
  });
  const { answers, touched } = carryOver(kept, from, to);
  // What is missing is told by the application itself, as in any other.
  return { answers: filled(to, answers), touched: touched.filter(({ why }) => why !== 'required'), anew };
}

/** Answers without what the registry no longer knows or admits, which is named; without records left empty. */
export function fitted(definition: Definition, answers: Answers, context: Context): CarriedOver {
  const seen = visibleAnswers(definition, answers);
  const touched: Touched[] = [];
  const kept = eachSection(definition, answers, (section) =>
    withEachRecord(section, answers, (values, item, place) => {
      const where = place === undefined ? section.title : `${section.title}, ${place}`;
      const fields = section.fields.flatMap((field): [string, Value][] => {
        const value = own(values, field.id) as Value | undefined;
        if (value === undefined) return [];
        const { left, gone } = fittedValue(field, value, { seen, values, context });
        const about = { section: section.id, ...(item === undefined ? {} : { item }), where, field: field.id };
        if (gone.length > 0) touched.push({ why: 'gone', ...about, label: field.label, was: gone.join(', ') });
        return left === undefined ? [] : [[field.id, left]];
      });
      return Object.fromEntries(fields);
    }),
  );
  return { answers: filled(definition, kept), touched };
}

interface Known {
  readonly seen: Answers;
  readonly values: Values;
  readonly context: Context;
}

/** What stays of a value, and what does not in words. */
function fittedValue(
  field: Field,
  value: Value,
  known: Known,
): { readonly left: Value | undefined; readonly gone: readonly string[] } {
  const { context } = known;
  if (field.kind === 'preferences') {
    const { lines, left } = carriedLines(field, preferencesIn(value), { known });
    return {
      left: lines.length === 0 ? undefined : lines,
      gone: left.map(({ line }) => targetName(field, line, context)),
    };
  }
  if (field.kind === 'schools' && Array.isArray(value)) {
    const codes = value.filter((code) => typeof code === 'string');
    const left = codes.filter((code) => isThere(field, code, context));
    return { left: left.length === 0 ? undefined : left, gone: codes.filter((code) => !left.includes(code)) };
  }
  if (isThere(field, value, context)) return { left: value, gone: [] };
  return { left: undefined, gone: [asText(value)] };
}

function givenAnew(section: Section, next: Section | undefined): ReadonlyMap<string, AnewWhy> {
  return new Map(
    section.fields.flatMap((field): [string, AnewWhy][] => {
      const same = next?.fields.find(({ id }) => id === field.id);
      const why = anewWhy(field) ?? (same && anewWhy(same));
      return why === undefined ? [] : [[field.id, why]];
    }),
  );
}

function without(values: Values, ids: ReadonlyMap<string, unknown>): Values {
  return Object.fromEntries(Object.entries(values).filter(([id]) => !ids.has(id)));
}

function eachSection(definition: Definition, answers: Answers, change: (section: Section) => SectionAnswers): Answers {
  const answered = definition.sections.filter(({ id }) => own(answers, id) !== undefined);
  return Object.fromEntries(answered.map((section) => [section.id, change(section)]));
}

/** Only sections and records in which something is answered: an empty one would look begun. */
function filled(definition: Definition, answers: Answers): Answers {
  const sections = definition.sections.flatMap((section): [string, SectionAnswers][] => {
    const saved = own(answers, section.id) as SectionAnswers | undefined;
    if (saved === undefined) return [];
    const left = withoutEmpty(section, saved);
    return Object.keys(left).length === 0 ? [] : [[section.id, left]];
  });
  return Object.fromEntries(sections);
}

function withoutEmpty(section: Section, saved: SectionAnswers): SectionAnswers {
  if (section.kind === 'form') return saved;
  if (Array.isArray(saved)) return saved.filter((item) => Object.keys(item).length > 1);
  return Object.fromEntries(
    Object.entries(saved).filter(([, values]) => Object.keys(values).length > 0),
  ) as SectionAnswers;
}
