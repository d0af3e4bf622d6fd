import type { Answers, Definition, Posted, Section } from '../../engines/procedure/index.ts';
import { FORM_KEY, record, recordKeys, visibleAnswers } from '../../engines/procedure/index.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { questionAnswered } from './answered.ts';
import type { FieldModel } from './field-model.ts';
import { fieldModels } from './field-model.ts';
import type { Lookups } from './lookups.ts';
import { contextFor } from './lookups.ts';
import { anchorOf, enginePosted } from './posted.ts';
import type { ShownError } from './record-model.ts';
import { postedRecord, storedRecord, withRecord, withTyped } from './record-state.ts';

/** A section tried out: its questions (not what is worked out), and the answers so far, which are kept by nobody. */
export interface Preview {
  readonly answers: Answers;
  readonly models: readonly FieldModel[];
  /** Documents it asks for: they are not uploaded to try a form. */
  readonly files: readonly string[];
  readonly errors: readonly ShownError[];
  /** The question whose answer changed, to come back to. */
  readonly answered?: string | undefined;
  /** It has no part yet: what has to be answered before. */
  readonly empty: boolean;
}

interface ToPreview {
  readonly definition: Definition;
  readonly section: Section;
  readonly answers: Answers;
  readonly today: CivilDate;
  readonly posted?: Posted;
  /** Also what is missing is an error. */
  readonly complete: boolean;
}

/** The one item a list is tried with. */
const ITEM = '00000000-0000-7000-8000-000000000001';

/** Draws a section of any definition as its applicants will see it, with what was posted for it; nothing is stored. */
export async function previewSection(lookups: Lookups, trial: ToPreview): Promise<Preview> {
  const { definition, section, posted, today, complete } = trial;
  const key = keyOf(definition, section, trial.answers);
  if (key === undefined) return { answers: trial.answers, models: [], files: [], errors: [], empty: true };
  const application = { answers: trial.answers, typed: {} };
  const before = await contextFor(lookups, definition, application.answers, { today, profile: PROFILE });
  const mine =
    posted === undefined
      ? undefined
      : postedRecord(definition, section, enginePosted(section, posted), { application, context: before, key });
  const answers =
    mine === undefined
      ? trial.answers
      : { ...trial.answers, [section.id]: withRecord(section, trial.answers, key, mine.values) };
  const typed = mine === undefined ? {} : { [section.id]: withTyped({}, section.id, key, mine.typed) };
  const context = await contextFor(lookups, definition, answers, { today, profile: PROFILE });
  const shown = { definition, section, key, application: { answers, typed }, context, tables: await lookups.tables() };
  const models = fieldModels(shown);
  const gaps = (mine?.gaps ?? []).filter(
    ({ code, severity }) => severity === 'error' && (complete || code !== 'missing'),
  );
  return {
    answers,
    models: models.filter(({ field }) => !['file', 'computed'].includes(field.kind) && field.source === undefined),
    files: models.filter(({ field }) => field.kind === 'file').map(({ field }) => field.label),
    answered: mine && questionAnswered(section, storedRecord(section, application, key), mine),
    errors: gaps.map((gap) => ({
      field: anchorOf(
        gap,
        section.fields.find(({ id }) => id === gap.field),
      ),
      message: gap.message,
    })),
    empty: false,
  };
}

/** The record of the section that is tried: its form, its one item, or the first of its parts. */
function keyOf(definition: Definition, section: Section, answers: Answers): string | undefined {
  if (section.kind === 'form') return FORM_KEY;
  const keys = recordKeys(section, visibleAnswers(definition, answers));
  const [first] = keys.filter((key) => record(section, answers, key) !== undefined);
  return section.kind === 'list' ? (first ?? ITEM) : first;
}

/** Nobody's profile: what is shown as known is only named. */
const PROFILE = {};
