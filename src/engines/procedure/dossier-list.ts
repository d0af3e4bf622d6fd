import type { ListSection, Section } from './definition-schema.ts';
import type { DossierKind } from './dossier-schema.ts';
import { type Property, propertyOf } from './dossier-vocabulary.ts';
import type { Field, Option } from './field.ts';

/** A list whose items go into the dossier and come from it. */
export interface DossierList {
  readonly section: ListSection;
  readonly kind: DossierKind;
  /** Words an item must be one of, by property. */
  readonly only: Readonly<Record<string, readonly string[]>>;
  readonly fields: readonly DossierField[];
}

/** A field that holds a property. */
export interface DossierField {
  readonly field: Field;
  readonly name: string;
  readonly property: Property;
}

/** The dossier of a list section; undefined for everything else. */
export function dossierList(section: Section): DossierList | undefined {
  if (section.kind !== 'list' || section.dossier === undefined) return undefined;
  const { dossier } = section;
  const { of, only } = typeof dossier === 'string' ? { of: dossier, only: {} } : dossier;
  const fields = section.fields.flatMap((field) => {
    const property = field.dossier === undefined ? undefined : propertyOf(of, field.dossier);
    // Particular data never enter (GDPR art. 9), whatever a pack says.
    return property === undefined || field.dossier === undefined || field.special
      ? []
      : [{ field, name: field.dossier, property }];
  });
  return { section, kind: of, only, fields };
}

/** The words of the vocabulary that a choice stands for: those it names, or its own value when that is one. */
export function wordsOf(option: Option, { words }: Property): readonly string[] {
  if (option.dossier !== undefined) return option.dossier;
  return words !== undefined && Object.hasOwn(words, option.value) ? [option.value] : [];
}
