import type { Answers, Context, Gap } from './answers.ts';
import type { Definition, Section } from './definition-schema.ts';
import { gaps } from './gaps.ts';
import { own, recordKeys } from './records.ts';
import { isRequired } from './required.ts';
import { isSectionVisible, visibleAnswers, visibleFields } from './visibility.ts';

export type StepState = 'to-start' | 'incomplete' | 'complete' | 'not-yet';

/** One section on the way, with its state now. */
export interface Step {
  readonly section: string;
  readonly title: string;
  readonly state: StepState;
  /** Nothing in it must be answered: left untouched, it does not stand in the way of filing. */
  readonly optional: boolean;
  /** Records saved so far, for sections that have more than one. */
  readonly items: number;
  readonly gaps: readonly Gap[];
  /** Why it cannot be filled in yet. */
  readonly why?: string;
}

/**
 * The sections of this application in order, each with its state. Computed from the answers every time, never
 * stored: a changed answer changes the way. Never throws.
 */
export function journey(definition: Definition, answers: Answers, context: Context): readonly Step[] {
  const seen = visibleAnswers(definition, answers);
  const found = gaps(definition, answers, context);
  const steps: Step[] = [];
  for (const section of definition.sections) {
    if (isSectionVisible(section, seen)) steps.push(stepOf(section, answers, seen, found, steps));
  }
  return steps;
}

function stepOf(
  section: Section,
  answers: Answers,
  seen: Answers,
  found: readonly Gap[],
  before: readonly Step[],
): Step {
  const own = found.filter((gap) => gap.section === section.id);
  const errors = own.some((gap) => gap.severity === 'error');
  const keys = recordKeys(section, seen);
  const step = {
    section: section.id,
    title: section.title,
    optional: isOptional(section, seen, keys),
    items: section.kind === 'form' ? 0 : keys.length,
    gaps: own,
  };
  const why = (isSaved(section, answers) ? undefined : waitingWhy(section, before)) ?? emptyWhy(section, keys, before);
  if (why !== undefined) return { ...step, state: 'not-yet', why };
  if (!isStarted(section, answers)) return { ...step, state: 'to-start' };
  return { ...step, state: errors ? 'incomplete' : 'complete' };
}

/** A section once answered stays open: what is wrong in an earlier one may have to be put right in it. */
function waitingWhy(section: Section, before: readonly Step[]): string | undefined {
  const waiting = before.filter((step) => section.after.includes(step.section) && !isBehind(step));
  if (waiting.length === 0) return undefined;
  return `Prima completa: ${waiting.map((step) => `«${step.title}»`).join(', ')}.`;
}

function emptyWhy(section: Section, keys: readonly string[], before: readonly Step[]): string | undefined {
  if (section.kind !== 'per' || keys.length > 0) return undefined;
  const source = before.find((step) => step.section === section.of.section);
  return `Prima inserisci almeno una voce in «${source?.title ?? section.of.section}».`;
}

/** Done, or optional and left alone. */
function isBehind(step: Step): boolean {
  return step.state === 'complete' || (step.state === 'to-start' && step.optional);
}

function isSaved({ id }: Section, answers: Answers): boolean {
  return own(answers, id) !== undefined;
}

/** Saved at least once, or made only of data that come from the profile. */
function isStarted(section: Section, answers: Answers): boolean {
  return (
    isSaved(section, answers) || section.fields.every(({ source, kind }) => source !== undefined || kind === 'computed')
  );
}

function isOptional(section: Section, seen: Answers, keys: readonly string[]): boolean {
  if (section.kind === 'list') return section.min === 0;
  if (section.kind === 'per' && keys.length === 0) return false;
  return !visibleFields(section, seen, {}).some((field) => field.source === undefined && isRequired(field, seen, {}));
}
