import type { Answers, Preference, SectionAnswers, TargetKind, Value, Values } from './answers.ts';
import { carriedLines } from './carried-lines.ts';
import { checkValue } from './check-value.ts';
import type { Definition, Section } from './definition-schema.ts';
import type { Field, FieldOf } from './field.ts';
import { applicantIn, withApplicant } from './known-applicant.ts';
import { newlyAsked } from './newly-asked.ts';
import { preferencesIn } from './preference-text.ts';
import { own, withEachRecord } from './records.ts';
import type { Touched, TouchedWhy } from './touched.ts';

/** Answers moved to another release, and what the person should look at. */
export interface CarriedOver {
  readonly answers: Answers;
  readonly touched: readonly Touched[];
}

/**
 * Moves answers to a new release of a procedure by section and field id. An answer is kept when the question is
 * still there, of the same kind, and the value still fits it; a declaration only when its text is the same to the
 * letter. Both releases validated; the draft may be anything. What is known of the applicant decides what is asked, and
 * is no answer to be moved.
 */
export function carryOver(answers: Answers, from: Definition, to: Definition): CarriedOver {
  const moved: Record<string, SectionAnswers> = {};
  const touched: Touched[] = [];
  for (const section of from.sections) {
    if (own(answers, section.id) === undefined) continue;
    const target = to.sections.find((each) => each.id === section.id && each.kind === section.kind);
    if (target === undefined) {
      touched.push({ why: 'removed', section: section.id, where: section.title });
      continue;
    }
    moved[section.id] = withEachRecord(section, answers, (values, item, place) => {
      const where = place === undefined ? target.title : `${target.title}, ${place}`;
      return moveRecord(values, { section, target, where, ...(item === undefined ? {} : { item }) }, touched);
    });
  }
  const after = { answers: withApplicant(moved, applicantIn(answers)), to };
  return { answers: moved, touched: [...touched, ...newlyAsked({ answers, from }, after, touched)] };
}

interface Place {
  readonly section: Section;
  readonly target: Section;
  readonly item?: string;
  readonly where: string;
}

function moveRecord(values: Values, { section, target, where, item }: Place, touched: Touched[]): Values {
  const kept: Record<string, Value> = {};
  const at = { section: section.id, ...(item === undefined ? {} : { item }), where };
  for (const field of section.fields) {
    const value = own(values, field.id) as Value | undefined;
    if (value === undefined) continue;
    const next = target.fields.find((each) => each.id === field.id && each.kind === field.kind);
    const outcome = next === undefined ? ({ why: 'removed' } as const) : moveValue(field, next, value);
    if ('value' in outcome && outcome.value !== undefined) kept[field.id] = outcome.value;
    if (outcome.why === undefined) continue;
    const label = (outcome.why === 'removed' ? field : (next ?? field)).label;
    touched.push({
      why: outcome.why,
      ...at,
      field: field.id,
      label,
      ...('was' in outcome ? { was: outcome.was } : {}),
    });
  }
  return kept;
}

interface MovedValue {
  readonly value?: Value;
  readonly why?: TouchedWhy;
  readonly was?: string;
}

function moveValue(from: Field, to: Field, value: Value): MovedValue {
  if (from.kind === 'declaration' && to.kind === 'declaration') {
    return from.text === to.text ? { value } : { why: 'reconfirm' };
  }
  if (checkValue(to, value) !== undefined) return lost(from, to, value);
  const reworded = from.label !== to.label || choiceWords(from, value) !== choiceWords(to, value);
  return { value, ...(reworded ? { why: 'reworded' } : {}) };
}

/** Of several choices, schools or preferences those that are still possible stay. */
function lost(from: Field, to: Field, value: Value): MovedValue {
  const gone = (words: string) => (from.special || words === '' ? {} : { was: words });
  if (to.kind === 'preferences') {
    const { lines, left } = carriedLines(to, preferencesIn(value));
    const told = left.map(({ line }) => targetWords(to, line)).join(', ');
    return { why: 'not-possible', ...(lines.length > 0 ? { value: lines } : {}), ...gone(told) };
  }
  if (!isList(to) || !Array.isArray(value)) return { why: 'not-possible', ...gone(choiceWords(from, value)) };
  const left = value.filter((each) => checkValue(to, [each]) === undefined).slice(0, to.max);
  const others = value.filter((each) => !left.includes(each));
  const fits = left.length > 0 && checkValue(to, left) === undefined;
  return { why: 'not-possible', ...(fits ? { value: left } : {}), ...gone(choiceWords(from, fits ? others : value)) };
}

/** What a line asks for, as far as it can be said without the registry: "provincia VD". */
function targetWords(field: FieldOf<'preferences'>, { target, code }: Preference): string {
  if (target === 'option') return field.options.find((option) => option.value === code)?.label ?? code;
  return `${TARGET_WORDS[target]} ${code}`;
}

const TARGET_WORDS: { readonly [target in Exclude<TargetKind, 'option'>]: string } = {
  school: 'scuola',
  municipality: 'comune',
  district: 'distretto',
  province: 'provincia',
  region: 'regione',
  country: 'Stato',
};

function isList(field: Field): field is FieldOf<'multi_enum' | 'ranked_enum' | 'schools'> {
  return field.kind === 'multi_enum' || field.kind === 'ranked_enum' || field.kind === 'schools';
}

/** The choices of a value as the person read them, schools by their codes; empty for what is not chosen from a list. */
function choiceWords(field: Field, value: unknown): string {
  if (field.kind === 'schools') return [value].flat().join(', ');
  if (field.kind !== 'enum' && field.kind !== 'multi_enum' && field.kind !== 'ranked_enum') return '';
  const chosen = Array.isArray(value) ? value : [value];
  const words = chosen.map((each) => field.options.find((option) => option.value === each)?.label);
  return words.filter((word) => word !== undefined).join(', ');
}
