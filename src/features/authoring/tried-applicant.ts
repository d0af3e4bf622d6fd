import {
  type Answers,
  APPLICANT_SECTION,
  applicantIn,
  type Definition,
  type Posted,
  questionsOnApplicant,
  type Section,
  valuesOf,
  withApplicant,
} from '../../engines/procedure/index.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { type Lookups, type Preview, previewSection } from '../applications/index.ts';

/** Who tries a form out: what the portal would know of them, asked beside the questions that hang on it. */
export interface TriedApplicant {
  /** The answers so far, with what was said of who gives them. */
  readonly answers: Answers;
  readonly preview: Preview;
}

/** Their questions stand beside those of the section, which may have the same names. */
const PREFIX = 'applicant_';

/** Draws the questions on who tries, with what was posted for them; nothing where no question hangs on it. */
export async function triedApplicant(
  lookups: Lookups,
  definition: Definition,
  { answers, today, posted }: { answers: Answers; today: CivilDate; posted?: Posted | undefined },
): Promise<TriedApplicant | undefined> {
  const fields = questionsOnApplicant(definition);
  if (fields.length === 0) return undefined;
  const section: Section = {
    ...{ id: APPLICANT_SECTION, kind: 'form', title: 'Chi compila', after: [] },
    fields: fields.map((field) => ({ ...field, id: `${PREFIX}${field.id}`, label: capital(field.label) })),
  };
  const known = Object.entries(applicantIn(answers) ?? {}).map(([id, value]) => [`${PREFIX}${id}`, value]);
  const preview = await previewSection(lookups, {
    ...{ definition: { ...definition, sections: [section] }, section, today, complete: false },
    answers: { [APPLICANT_SECTION]: Object.fromEntries(known) },
    ...(posted && { posted }),
  });
  const said = Object.entries(valuesOf(preview.answers, APPLICANT_SECTION));
  const facts = Object.fromEntries(said.map(([id, value]) => [id.slice(PREFIX.length), value]));
  return { answers: withApplicant(answers, facts), preview };
}

function capital(label: string): string {
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
}
