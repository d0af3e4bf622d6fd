import type { Definition, Fault, Section } from './definition-schema.ts';
import { type DossierList, dossierList, wordsOf } from './dossier-list.ts';
import { propertyOf, TELLING, VOCABULARY } from './dossier-vocabulary.ts';
import type { Field, Option } from './field.ts';

/** What a pack says of the dossier and the published vocabulary does not know, or cannot hold. */
export function dossierFaults(definition: Definition): readonly Fault[] {
  return definition.sections.flatMap((section, at) => {
    const path = `sections.${at}`;
    const list = dossierList(section);
    return [
      ...(list === undefined ? [] : [...listFaults(list, path), ...onlyFaults(list, `${path}.dossier.only`)]),
      ...section.fields.flatMap((field, index) => fieldFaults(field, section, `${path}.fields.${index}`)),
    ];
  });
}

/** Without these two equal titles, or services, could not be told from two different ones. */
function listFaults({ kind, fields, section }: DossierList, path: string): readonly Fault[] {
  // A property that is named wrongly says so itself.
  const named = new Set(section.fields.map((field) => field.dossier));
  const wanting = TELLING[kind].filter((name) => !named.has(name) && !fields.some((each) => each.name === name));
  return wanting.map((name) => ({
    path: `${path}.dossier`,
    message: `nessun campo è "${name}": senza, non si riconosce la stessa voce in un'altra domanda`,
  }));
}

function onlyFaults({ kind, only }: DossierList, path: string): readonly Fault[] {
  return Object.entries(only).flatMap(([name, words]): readonly Fault[] => {
    const known = propertyOf(kind, name)?.words;
    if (known === undefined) return [{ path: `${path}.${name}`, message: `"${name}" non è una scelta del fascicolo` }];
    return unknownWords(words, known, `${path}.${name}`);
  });
}

function fieldFaults(field: Field, section: Section, path: string): readonly Fault[] {
  const { dossier: name } = field;
  const options = 'options' in field ? field.options : [];
  if (name === undefined) return strayWords(options, path);
  const list = dossierList(section);
  const fault = (message: string) => [{ path: `${path}.dossier`, message }];
  if (list === undefined)
    return fault(`la sezione "${section.id}" non ha dossier: i suoi campi non vanno nel fascicolo`);
  const property = propertyOf(list.kind, name);
  if (property === undefined) {
    const names = Object.keys(VOCABULARY[list.kind]).join(', ');
    return fault(`"${name}" non è una proprietà di ${list.kind}: si può scegliere tra ${names}`);
  }
  if (field.special) return fault(`"${field.id}" è un dato particolare: non va nel fascicolo`);
  if (field.source !== undefined) return fault(`"${field.id}" è già noto dal profilo: non va nel fascicolo`);
  if (!property.fields.includes(field.kind)) {
    return fault(`"${name}" va in un campo ${property.fields.join(' o ')}, non ${field.kind}`);
  }
  const first = section.fields.find((each) => each.dossier === name);
  return [
    ...(first === field ? [] : fault(`"${name}" è già il campo "${first?.id}"`)),
    ...(property.words === undefined ? strayWords(options, path) : wordFaults(options, property.words, path)),
    ...(property.words === undefined || options.some((option) => wordsOf(option, property).length > 0)
      ? []
      : fault(`nessuna scelta di "${field.id}" è una parola di "${name}": ${Object.keys(property.words).join(', ')}`)),
  ];
}

function wordFaults(options: readonly Option[], words: Readonly<Record<string, string>>, path: string) {
  return options.flatMap((option, index) =>
    unknownWords(option.dossier ?? [], words, `${path}.options.${index}.dossier`),
  );
}

function unknownWords(named: readonly string[], words: Readonly<Record<string, string>>, path: string) {
  return named.flatMap((word, index): readonly Fault[] => {
    if (Object.hasOwn(words, word)) return [];
    const message = `"${word}" non è una parola del fascicolo: si può scegliere tra ${Object.keys(words).join(', ')}`;
    return [{ path: `${path}.${index}`, message }];
  });
}

function strayWords(options: readonly Option[], path: string): readonly Fault[] {
  return options.flatMap((option, index) =>
    option.dossier === undefined
      ? []
      : [{ path: `${path}.options.${index}.dossier`, message: 'il campo non tiene una scelta del fascicolo' }],
  );
}
