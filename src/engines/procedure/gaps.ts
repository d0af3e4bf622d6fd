import type { Answers, Context, Gap, Values } from './answers.ts';
import { checkValue } from './check-value.ts';
import { crossGaps } from './cross-checks.ts';
import type { Definition, ListSection, Section } from './definition-schema.ts';
import { eligibilityGaps } from './eligibility.ts';
import type { Field } from './field.ts';
import { unknownToRegistry } from './known.ts';
import { preferencesOutside, vainPreferences } from './preferences.ts';
import { itemsOf, type KeyedRecord, keyedRecords, own } from './records.ts';
import { missing } from './required.ts';
import { isSectionVisible, visibleAnswers, visibleFields } from './visibility.ts';
import { cited, type Wrong, withNorm } from './wrong.ts';

/**
 * Everything missing or wrong in an application, in the order of its sections, as data: fields, whole
 * sections, and the rules that look at more than one answer. Filing needs no gap of severity `error`.
 * Total: a damaged draft gives gaps, never an exception.
 */
export function gaps(definition: Definition, answers: Answers, context: Context): readonly Gap[] {
  const seen = visibleAnswers(definition, answers);
  const cross = [...crossGaps(definition, seen, context), ...eligibilityGaps(definition, context.applicant, answers)];
  return definition.sections
    .filter((section) => isSectionVisible(section, seen))
    .flatMap((section) => [
      ...sectionGaps(section, seen, context),
      ...cross.filter((gap) => gap.section === section.id),
    ]);
}

function sectionGaps(section: Section, seen: Answers, context: Context): readonly Gap[] {
  const records = keyedRecords(section, seen).flatMap((each) => recordGaps(section, each, seen, context));
  return section.kind === 'list' ? [...countGaps(section, seen), ...records] : records;
}

function countGaps(section: ListSection, seen: Answers): readonly Gap[] {
  const count = itemsOf(seen, section.id).length;
  const about = { severity: 'error' as const, section: section.id };
  if (count < section.min) {
    const message = `«${section.title}»: ${section.min === 1 ? 'aggiungi almeno una voce' : `aggiungi almeno ${section.min} voci`} (${section.item_name}).`;
    return [{ ...about, code: 'too-few', message: withNorm(message, section.norm) }];
  }
  if (count <= section.max) return [];
  const message = `«${section.title}»: puoi inserire al massimo ${section.max} voci, ne hai ${count}.`;
  return [{ ...about, code: 'too-many', message: withNorm(message, section.norm) }];
}

function recordGaps(section: Section, { key, values }: KeyedRecord, seen: Answers, context: Context): readonly Gap[] {
  const found: Gap[] = [];
  for (const field of visibleFields(section, seen, values)) {
    const gap = fieldGap(field, section.norm, { seen, values, context });
    if (gap === undefined) continue;
    found.push({ section: section.id, ...(key === '' ? {} : { item: key }), field: field.id, ...gap });
  }
  return found;
}

/** An answer and what stands around it. `seen` are answers that count. */
interface Around {
  readonly seen: Answers;
  readonly values: Values;
  readonly context: Context;
}

function fieldGap(
  field: Field,
  norm: string | undefined,
  around: Around,
): Pick<Gap, 'severity' | 'code' | 'message'> | undefined {
  const wrong = fieldWrong(field, around);
  if (wrong !== undefined)
    return { severity: 'error', code: wrong.code, message: cited(wrong, field.norm, norm).message };
  const vain = vainPreferences(field, own(around.values, field.id), around.context);
  return vain && { severity: 'warning', code: vain.code, message: vain.message };
}

function fieldWrong(field: Field, around: Around): Wrong | undefined {
  const { seen, values, context } = around;
  const value = own(values, field.id);
  if (value === undefined) return missing(field, seen, values);
  const wrong = checkValue(field, value) ?? unknownToRegistry(field, value, context);
  if (wrong !== undefined || field.kind !== 'preferences') return wrong;
  return preferencesOutside(field, value, around);
}
