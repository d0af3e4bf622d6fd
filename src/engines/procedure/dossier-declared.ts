import { isAnswered } from '../../kernel/scope.ts';
import type { Answers, Value, Values } from './answers.ts';
import { checkValue } from './check-value.ts';
import type { Definition } from './definition-schema.ts';
import { type DossierField, type DossierList, dossierList, wordsOf } from './dossier-list.ts';
import type { DossierKind } from './dossier-schema.ts';
import { TELLING } from './dossier-vocabulary.ts';
import { itemsOf, own } from './records.ts';
import { visibleAnswers } from './visibility.ts';

/** What is known of a title or a service, by property. */
export type Properties = { readonly [property: string]: Value };

/** A title or a service as one filed application declares it. */
export interface Declared {
  readonly section: string;
  readonly item: string;
  readonly kind: DossierKind;
  readonly properties: Properties;
}

/**
 * The titles and services that an application declares, as far as the vocabulary knows them. Only answers to questions
 * that were asked; what lacks the properties that tell it from another is not kept.
 */
export function declaredIn(definition: Definition, answers: Answers): readonly Declared[] {
  const seen = visibleAnswers(definition, answers);
  return definition.sections.flatMap((section) => {
    const list = dossierList(section);
    if (list === undefined) return [];
    return itemsOf(seen, section.id).flatMap((item): readonly Declared[] => {
      const properties = propertiesOf(list, item);
      const known = TELLING[list.kind].every((name) => own(properties, name) !== undefined);
      return known ? [{ section: section.id, item: item.id, kind: list.kind, properties }] : [];
    });
  });
}

/** The properties that one item of a list gives. */
export function propertiesOf(list: DossierList, item: Values): Properties {
  const always = Object.entries(list.only).flatMap(([name, words]) => (words.length === 1 ? [[name, words[0]]] : []));
  const given = list.fields.flatMap((each) => {
    const value = propertyValue(each, own(item, each.field.id));
    return value === undefined ? [] : [[each.name, value]];
  });
  return Object.fromEntries([...always, ...given]);
}

/** A choice that stands for several words says none of them: which one it was is not known. */
function propertyValue({ field, property }: DossierField, value: unknown): Value | undefined {
  if (!isAnswered(value) || checkValue(field, value) !== undefined) return undefined;
  if (field.kind !== 'enum') return value as Value;
  const chosen = field.options.find((option) => option.value === value);
  const words = chosen === undefined ? [] : wordsOf(chosen, property);
  return words.length === 1 ? words[0] : undefined;
}
