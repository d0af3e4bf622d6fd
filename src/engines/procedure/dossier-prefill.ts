import { asText } from '../../kernel/as-text.ts';
import type { Answers, Context, Item, Value, Values } from './answers.ts';
import { checkValue } from './check-value.ts';
import type { Definition } from './definition-schema.ts';
import { type Properties, propertiesOf } from './dossier-declared.ts';
import { type DossierField, type DossierList, wordsOf } from './dossier-list.ts';
import type { DossierEntry } from './dossier-merge.ts';
import { isSame } from './dossier-same.ts';
import { propertyOf } from './dossier-vocabulary.ts';
import { unknownToRegistry } from './known.ts';
import { itemsOf, own } from './records.ts';
import { isRequired, missing } from './required.ts';
import { visibleAnswers, visibleFields } from './visibility.ts';

/** What taking an entry into a list would give. */
export interface Prefill {
  readonly entry: DossierEntry;
  /** The answers it carries. */
  readonly values: Values;
  /** The questions answered by it. */
  readonly carried: readonly string[];
  /** The questions that must still be answered. */
  readonly missing: readonly string[];
  /** What is known and cannot be carried, each with the reason. */
  readonly left: readonly { readonly label: string; readonly why: string }[];
  /** Why it does not belong in this list at all. */
  readonly unfit?: string;
  /** What it is has no word among the choices of a question that must be answered. */
  readonly strange: boolean;
  /** The item of the list that already is it. */
  readonly item?: string;
}

export interface Filling {
  readonly definition: Definition;
  readonly list: DossierList;
  readonly answers: Answers;
  readonly context: Context;
  /** The entry each item was taken from, by item. */
  readonly taken: ReadonlyMap<string, string>;
}

/** What each entry of the dossier would be as an item of a list, in the order given. */
export function prefills(entries: readonly DossierEntry[], filling: Filling): readonly Prefill[] {
  const { definition, list, answers } = filling;
  const items = itemsOf(visibleAnswers(definition, answers), list.section.id);
  return entries.filter(({ kind }) => kind === list.kind).map((entry) => prefill(entry, items, filling));
}

function prefill(entry: DossierEntry, items: readonly Item[], filling: Filling): Prefill {
  const { list, taken } = filling;
  const readings = list.fields.map((each) => ({ each, ...carry(each, entry.properties, filling.context) }));
  const candidate = Object.fromEntries(
    readings.flatMap(({ each, value }) => (value === undefined ? [] : [[each.field.id, value]])),
  );
  const seen = visibleAnswers(filling.definition, filling.answers);
  const asked = visibleFields(list.section, seen, candidate);
  const carried = asked.filter((field) => own(candidate, field.id) !== undefined);
  const values = Object.fromEntries(carried.map((field) => [field.id, candidate[field.id] as Value]));
  const there = items.find((item) => taken.get(item.id) === entry.id || says(list, item, entry));
  const unfit = unfitness(entry.properties, list);
  return {
    entry,
    values,
    carried: carried.map(({ label }) => label),
    missing: asked.filter((field) => missing(field, seen, values) !== undefined).map(({ label }) => label),
    left: readings.flatMap(({ each: { field }, why }) =>
      why === undefined || !asked.includes(field) ? [] : [{ label: field.label, why }],
    ),
    strange: readings.some(({ each: { field }, wordless }) => wordless === true && isRequired(field, seen, values)),
    ...(unfit === undefined ? {} : { unfit }),
    ...(there === undefined ? {} : { item: there.id }),
  };
}

function says(list: DossierList, item: Item, entry: DossierEntry): boolean {
  return isSame(list.kind, propertiesOf(list, item), entry.properties);
}

interface Carried {
  readonly value?: Value;
  readonly why?: string;
  /** The question has no such choice at all. */
  readonly wordless?: true;
}

/** Whether a list asks for such a thing at all, whatever else must still be answered. */
export function belongs({ unfit, strange }: Prefill): boolean {
  return unfit === undefined && !strange;
}

/** A property as the answer of a field; why not, when it is known and does not fit. */
function carry({ field, name, property }: DossierField, properties: Properties, context: Context): Carried {
  const known = own(properties, name) as Value | undefined;
  if (known === undefined) return {};
  if (field.kind === 'enum') {
    const fitting = field.options.filter((option) => wordsOf(option, property).includes(asText(known)));
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) return { value: only.value };
    const word = property.words?.[asText(known)] ?? asText(known);
    if (only === undefined) return { why: `«${word}» qui non è tra le scelte`, wordless: true };
    return { why: `«${word}» qui può essere ${fitting.map(({ label }) => `«${label}»`).join(' o ')}: scegli tu` };
  }
  const wrong = checkValue(field, known) ?? unknownIn(field, known, context);
  return wrong === undefined ? { value: known } : { why: wrong.message };
}

/** A school is looked for when the item is saved: its table is not at hand here. */
function unknownIn(field: DossierField['field'], value: Value, context: Context) {
  return field.kind === 'school' ? undefined : unknownToRegistry(field, value, context);
}

function unfitness(properties: Properties, { kind, only }: DossierList): string | undefined {
  for (const [name, words] of Object.entries(only)) {
    const known = own(properties, name);
    if (known === undefined || words.includes(asText(known))) continue;
    const said = propertyOf(kind, name)?.words?.[asText(known)] ?? asText(known);
    return `In questa sezione non va: «${said}».`;
  }
  return undefined;
}
