import type { Answers, Values } from './answers.ts';
import type { Definition, Section } from './definition-schema.ts';
import type { Field } from './field.ts';
import { FORM_KEY, own, record, recordKeys } from './records.ts';
import { missing } from './required.ts';
import type { Touched } from './touched.ts';
import { isSectionVisible, visibleAnswers, visibleFields } from './visibility.ts';

/**
 * What is missing under the new release and was not under the old one: questions that are new, or may no longer be left
 * out. Of the records that are there; a new section is named as a whole. What was `touched` already is not told twice.
 */
export function newlyAsked(
  before: { readonly answers: Answers; readonly from: Definition },
  after: { readonly answers: Answers; readonly to: Definition },
  touched: readonly Touched[],
): readonly Touched[] {
  const earlier = visibleAnswers(before.from, before.answers);
  const seen = visibleAnswers(after.to, after.answers);
  return after.to.sections.flatMap((section): readonly Touched[] => {
    if (!isSectionVisible(section, seen)) return [];
    const old = before.from.sections.find((each) => each.id === section.id && each.kind === section.kind);
    if (old === undefined) return asksForAnything(section) ? [whole(section)] : [];
    // A section nobody has begun is not touched: it will be filled in as it is now.
    if (own(after.answers, section.id) === undefined) return [];
    return recordKeys(section, seen).flatMap((key) => {
      const was = missingIn(old, earlier, record(old, before.answers, key));
      return missingIn(section, seen, record(section, after.answers, key))
        .filter((field) => !was.some(({ id }) => id === field.id))
        .map((field) => told(section, key, field, after.answers))
        .filter((each) => !touched.some((other) => samePlace(each, other)));
    });
  });
}

function missingIn(section: Section, seen: Answers, values: Values): readonly Field[] {
  return visibleFields(section, seen, values).filter((field) => missing(field, seen, values) !== undefined);
}

function asksForAnything(section: Section): boolean {
  if (section.kind === 'list') return section.min > 0;
  return section.fields.some((field) => field.required || field.kind === 'declaration');
}

function whole(section: Section): Touched {
  return { why: 'required', section: section.id, where: section.title };
}

function told(section: Section, key: string, field: Field, answers: Answers): Touched {
  const about = { why: 'required', section: section.id, field: field.id, label: field.label } as const;
  if (key === FORM_KEY) return { ...about, where: section.title };
  const index = recordKeys(section, answers).indexOf(key) + 1;
  const place = section.kind === 'list' ? `${section.item_name} ${index}` : key;
  return { ...about, item: key, where: `${section.title}, ${place}` };
}

function samePlace(one: Touched, other: Touched): boolean {
  return one.section === other.section && one.field === other.field && one.item === other.item;
}
