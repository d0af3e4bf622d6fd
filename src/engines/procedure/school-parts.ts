import { z } from 'zod';
import { readingFaults } from '../../kernel/reading-faults.ts';
import type { Answers } from './answers.ts';
import { definitionFaults } from './definition-faults.ts';
import { type Definition, type Fault, type Section, sectionSchema } from './definition-schema.ts';
import { own } from './records.ts';
import { senseFaults } from './sense-faults.ts';
import { visibleAnswers } from './visibility.ts';

/** The questions of a school call themselves so in the conditions, wherever they come to stand. */
export const HERE = 'here';

/** The schools an application names, in the order in which it names them, once each. */
export function chosenSchools(definition: Definition, answers: Answers): readonly string[] {
  const { school_parts: parts } = definition;
  if (parts === undefined) return [];
  const seen = visibleAnswers(definition, answers);
  const codes = parts.of.map((name) => {
    const [section = '', field = ''] = name.split('.');
    return own(own(seen, section), field);
  });
  return [...new Set(codes.filter((code) => typeof code === 'string'))];
}

/** Where the questions of a school stand in the applications that choose it. */
export function schoolSectionId(school: string): string {
  return `at_${school.toLowerCase()}`;
}

/** The definition with the questions of the schools chosen at the place the procedure keeps for them. */
export function withSchoolSections(definition: Definition, sections: readonly Section[]): Definition {
  const { school_parts: parts } = definition;
  if (parts === undefined || sections.length === 0) return definition;
  const place = definition.sections.findIndex(({ id }) => id === parts.before);
  const after = [...new Set(parts.of.map((name) => name.split('.')[0] ?? ''))];
  const added = sections.map((section) => ({ ...section, after }));
  return { ...definition, sections: definition.sections.toSpliced(place, 0, ...added) };
}

/** The answers as the rules of one school read them: its own questions are `here`. */
export function answersHere(seen: Answers, school: string): Answers {
  const mine = own(seen, schoolSectionId(school)) as Answers[string] | undefined;
  return mine === undefined ? seen : { ...seen, [HERE]: mine };
}

export type SchoolSectionReading =
  | { readonly ok: true; readonly section: Section; readonly definition: Definition }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads the questions of a school as a section of the procedure: they may lean on every question before them, and are
 * held to the same rules. The paths of the faults are those of the section itself.
 */
export function readSchoolSection(definition: Definition, source: object): SchoolSectionReading {
  const read = z
    .looseObject({})
    .pipe(sectionSchema)
    .safeParse({ ...source, id: HERE, kind: 'form' });
  if (!read.success) return { ok: false, faults: readingFaults(read.error) };
  const whole = withSchoolSections(definition, [read.data]);
  const at = `sections.${whole.sections.findIndex(({ id }) => id === HERE)}.`;
  const named = definitionFaults(whole);
  const faults = (named.length > 0 ? named : senseFaults(whole))
    .filter(({ path }) => path.startsWith(at))
    .map((fault) => ({ ...fault, path: fault.path.slice(at.length) }));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, section: read.data, definition: whole };
}
