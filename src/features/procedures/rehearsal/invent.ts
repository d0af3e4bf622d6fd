import {
  type Answers,
  type Context,
  type Definition,
  type Gap,
  gaps,
  type Item,
  isRequired,
  isSectionVisible,
  isWritten,
  record,
  recordKeys,
  type Section,
  type SectionAnswers,
  type Value,
  type Values,
  visibleAnswers,
  visibleFields,
  withApplicant,
} from '../../../engines/procedure/index.ts';
import { agreeing } from './agree.ts';
import type { Dice } from './dice.ts';
import { type Inventing, plausible } from './plausible.ts';
import type { Surrounding } from './surrounding.ts';

/** An application somebody might write, and what still stands in the way of filing it. */
export interface Invented {
  readonly answers: Answers;
  readonly stuck: readonly Gap[];
}

/** How often somebody answers what they need not. */
const WILLING = 0.45;
/** Titles or services of most people, and of those who have many. */
const FEW = 5;
const LONG_LIFE = 15;
/** Rounds of putting right what the portal says is wrong; people give up too. */
const ROUNDS = 14;

/** Fills an application in as a person would: section by section, then putting right what the portal points at. */
export function inventApplication(
  definition: Definition,
  context: Context,
  { dice, around }: { readonly dice: Dice; readonly around: Surrounding },
): Invented {
  let answers = withApplicant({}, context.applicant);
  const inventing = () => ({ dice, around, context, answers });
  for (const section of definition.sections) answers = filledIn(definition, section, answers, inventing());
  let wrong = errors(definition, answers, context);
  for (let round = 0; round < ROUNDS && wrong.length > 0; round += 1) {
    for (const gap of wrong) answers = putRight(definition, gap, answers, inventing());
    // What was put right may have made questions appear, or lists grow.
    for (const section of definition.sections.filter(({ kind }) => kind === 'per')) {
      answers = filledIn(definition, section, answers, inventing());
    }
    wrong = errors(definition, answers, context);
  }
  return { answers, stuck: wrong };
}

function errors(definition: Definition, answers: Answers, context: Context): readonly Gap[] {
  return gaps(definition, answers, context).filter((gap) => gap.severity === 'error');
}

function filledIn(definition: Definition, section: Section, answers: Answers, inventing: Inventing): Answers {
  const seen = visibleAnswers(definition, answers);
  if (!isSectionVisible(section, seen)) return answers;
  const one = () => recordFor(definition, section, seen, inventing);
  if (section.kind === 'form') return { ...answers, [section.id]: one() };
  if (section.kind === 'per') {
    const records = recordKeys(section, seen).map((key) => [
      key,
      has(section, seen, key) ? record(section, answers, key) : one(),
    ]);
    return { ...answers, [section.id]: Object.fromEntries(records) as SectionAnswers };
  }
  const most = inventing.dice.chance(0.2) ? LONG_LIFE : FEW;
  const many = section.min + inventing.dice.below(Math.max(1, Math.min(section.max - section.min, most) + 1));
  const items = Array.from({ length: many }, (_, index): Item => ({ ...one(), id: `${section.id}${index}` }));
  return { ...answers, [section.id]: items };
}

function has(section: Section, seen: Answers, key: string): boolean {
  return Object.keys(record(section, seen, key)).length > 0;
}

/** Question by question: each answer decides which come after it. */
function recordFor(definition: Definition, section: Section, seen: Answers, inventing: Inventing): Values {
  let values: Values = {};
  const done = new Set<string>();
  for (;;) {
    const next = visibleFields(section, seen, values).find((field) => !done.has(field.id));
    if (next === undefined) return agreeing(definition, section, values, inventing.dice);
    done.add(next.id);
    const asked = next.kind === 'file' || isWritten(next);
    if (!asked || !(isRequired(next, seen, values) || inventing.dice.chance(WILLING))) continue;
    const value = plausible(next, inventing);
    if (value !== undefined) values = { ...values, [next.id]: value };
  }
}

/** What a gap points at is written again: one answer, or the record, or one item more or fewer. */
function putRight(definition: Definition, gap: Gap, answers: Answers, inventing: Inventing): Answers {
  const section = definition.sections.find(({ id }) => id === gap.section);
  if (section === undefined) return answers;
  const seen = visibleAnswers(definition, answers);
  if (section.kind === 'list') {
    const items = itemsIn(answers, section.id);
    // A fault of the list as a whole may lie in any of its items.
    const key = gap.item ?? inventing.dice.oneOf(items)?.id ?? '';
    if (gap.code === 'too-few')
      return withItems(answers, section, [...items, newItem(definition, section, seen, inventing, items)]);
    const others = items.filter(({ id }) => id !== key);
    if (others.length > section.min && inventing.dice.chance(0.4)) return withItems(answers, section, others);
    return withItems(
      answers,
      section,
      items.map((item) =>
        item.id === key ? { ...again(definition, section, gap, item, seen, inventing), id: key } : item,
      ),
    );
  }
  const key = gap.item ?? '';
  const written = again(definition, section, gap, record(section, answers, key), seen, inventing);
  if (section.kind === 'form') return { ...answers, [section.id]: written };
  const records = (answers[section.id] ?? {}) as { readonly [key: string]: Values };
  return { ...answers, [section.id]: { ...records, [key]: written } };
}

function newItem(
  definition: Definition,
  section: Section,
  seen: Answers,
  inventing: Inventing,
  items: readonly Item[],
): Item {
  return {
    ...recordFor(definition, section, seen, inventing),
    id: `${section.id}${items.length}-${inventing.dice.below(1_000_000)}`,
  };
}

/** The answer pointed at mostly; the whole record now and then, because the fault may lie in another of its answers. */
function again(
  definition: Definition,
  section: Section,
  gap: Gap,
  values: Values,
  seen: Answers,
  inventing: Inventing,
): Values {
  const field = section.fields.find(({ id }) => id === gap.field);
  if (field === undefined || inventing.dice.chance(0.35)) return recordFor(definition, section, seen, inventing);
  const value = plausible(field, inventing);
  const others = Object.fromEntries(Object.entries(values).filter(([id]) => id !== field.id)) as {
    [field: string]: Value;
  };
  const written = value === undefined ? others : { ...others, [field.id]: value };
  return agreeing(definition, section, written, inventing.dice);
}

function itemsIn(answers: Answers, section: string): readonly Item[] {
  const saved = answers[section];
  return Array.isArray(saved) ? saved : [];
}

function withItems(answers: Answers, section: Section, items: readonly Item[]): Answers {
  return { ...answers, [section.id]: items };
}
