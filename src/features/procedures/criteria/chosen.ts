import {
  type Answers,
  answersHere,
  chosenSchools,
  type Definition,
  type Field,
  type Section,
  schoolSectionId,
  visibleAnswers,
  withSchoolSections,
} from '../../../engines/procedure/index.ts';
import type { PublishedDocument } from './document.ts';

/** A school an application names, with what is in force there. */
export interface ChosenSchool {
  readonly code: string;
  readonly document: PublishedDocument;
}

/** The documents in force of the schools that these answers choose, in the order in which they choose them. */
export function documentsChosen(
  definition: Definition,
  answers: Answers,
  documentOf: (school: string) => PublishedDocument | undefined,
): readonly ChosenSchool[] {
  return chosenSchools(definition, answers).flatMap((code) => {
    const document = documentOf(code);
    return document === undefined ? [] : [{ code, document }];
  });
}

/** The procedure as an application meets it that names these schools: their questions are part of it. */
export function definitionWith(definition: Definition, schools: readonly ChosenSchool[]): Definition {
  return withSchoolSections(definition, schools.map(sectionOf));
}

/** The answers that count at one school: its own questions are called `here`. */
export function answersAt(definition: Definition, answers: Answers, school: string): Answers {
  return answersHere(visibleAnswers(definition, answers), school);
}

/** Its questions, and the document they are of: what is filed says by which criteria. */
function sectionOf({ code, document }: ChosenSchool): Section {
  const { section, name, intro, act, digest } = document;
  const which: Field = {
    ...{ id: 'criteria', kind: 'computed', as: 'text', required: false, special: false },
    label: 'Criteri della scuola',
    formula: { kind: 'literal', value: `${act} (impronta ${digest.slice(0, 16)})` },
  };
  return {
    ...{ kind: 'form', id: schoolSectionId(code), title: name, intro: intro ?? INTRO, after: [] },
    ...(section?.help === undefined ? {} : { help: section.help }),
    fields: [...(section?.fields ?? []), which],
  };
}

const INTRO =
  'Rispondi a ciò che ti riguarda: la scuola può chiedere i documenti. Conta solo se le domande sono più dei posti.';
