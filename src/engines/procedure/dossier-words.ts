import type { Context } from './answers.ts';
import { displayValue } from './display.ts';
import type { DossierEntry } from './dossier-merge.ts';
import type { DossierKind } from './dossier-schema.ts';
import { type Property, VOCABULARY } from './dossier-vocabulary.ts';
import { fieldSchema } from './field.ts';
import { own } from './records.ts';

/** What is known of an entry, in the words of the vocabulary and in its order. */
export function entryRows(
  { kind, properties }: Pick<DossierEntry, 'kind' | 'properties'>,
  context: Context,
): readonly { readonly label: string; readonly value: string }[] {
  return Object.entries(VOCABULARY[kind]).flatMap(([name, property]) => {
    const value = own(properties, name);
    return value === undefined || value === false
      ? []
      : [{ label: property.label, value: propertyText(property, value, context) }];
  });
}

/** How an entry is called: "Master in didattica (12 maggio 2020)", "2023/24 – IC Manzoni". */
export function entryTitle({ kind, properties }: Pick<DossierEntry, 'kind' | 'properties'>, context: Context): string {
  const said = (name: string) => {
    const property = VOCABULARY[kind][name];
    const value = own(properties, name);
    return property === undefined || value === undefined ? '' : propertyText(property, value, context);
  };
  return TITLES[kind]
    .map(said)
    .filter((part) => part !== '')
    .join(' – ');
}

const TITLES: Readonly<Record<DossierKind, readonly string[]>> = {
  titles: ['name', 'date'],
  services: ['school_year', 'school', 'teaching_class'],
};

function propertyText(property: Property, value: unknown, context: Context): string {
  const word = property.words?.[String(value)];
  if (word !== undefined) return word;
  const [kind = 'text'] = property.fields;
  if (kind === 'enum' || kind === 'school') return String(value);
  const bounds = kind === 'school_year' ? { first: '1900/01', last: '2999/00' } : {};
  return displayValue(fieldSchema.parse({ id: 'shown', label: property.label, kind, ...bounds }), value, context);
}
