import { asText } from '../../kernel/as-text.ts';
import type { Context } from './answers.ts';
import { dateInWords, markInWords } from './display.ts';
import type { DossierEntry } from './dossier-merge.ts';
import type { DossierKind } from './dossier-schema.ts';
import { type Property, VOCABULARY } from './dossier-vocabulary.ts';
import { isMark, typedNumber } from './inputs.ts';
import { isIsoDate } from './iso-date.ts';
import { own } from './records.ts';

type Entry = Pick<DossierEntry, 'kind' | 'properties'>;
type Names = Pick<Context, 'teachingClass' | 'country'>;

/** What is known of an entry, in the words of the vocabulary and in its order. */
export function entryRows(
  { kind, properties }: Entry,
  names: Names,
): readonly { readonly label: string; readonly value: string }[] {
  return Object.entries(VOCABULARY[kind]).flatMap(([name, property]) => {
    const value = own(properties, name);
    if (value === undefined || value === false) return [];
    const said = propertyText(property, value);
    return [{ label: property.label, value: named(property, said, names) }];
  });
}

/** How an entry is called: "Master in didattica – 12 maggio 2020", "2023/24 – IC Manzoni – A-22". */
export function entryTitle({ kind, properties }: Entry): string {
  return TITLES[kind]
    .flatMap((name) => {
      const [property, value] = [VOCABULARY[kind][name], own(properties, name)];
      return property === undefined || value === undefined ? [] : [propertyText(property, value)];
    })
    .join(' – ');
}

const TITLES: Readonly<Record<DossierKind, readonly string[]>> = {
  titles: ['name', 'date'],
  services: ['school_year', 'school', 'teaching_class'],
};

/** A row may be old: what is not as its property wants it is shown as it stands. */
function propertyText({ words }: Property, value: unknown): string {
  if (isMark(value)) return markInWords(value);
  if (typeof value === 'boolean') return value ? 'Sì' : 'No';
  if (typeof value === 'number') return typedNumber(value);
  const text = asText(value);
  if (words !== undefined && Object.hasOwn(words, text)) return words[text] ?? text;
  return isIsoDate(text) ? dateInWords(text) : text;
}

function named({ fields }: Property, text: string, names: Names): string {
  const name = fields.includes('teaching_class') ? names.teachingClass(text)?.name : undefined;
  if (name !== undefined) return `${text} – ${name}`;
  return fields.includes('country') ? (names.country(text)?.name ?? text) : text;
}
