import { nameFaults } from './definition-faults.ts';
import type { Definition, Fault } from './definition-schema.ts';
import type { Field, FieldKind } from './field.ts';
import { TITLE_NAMES } from './several.ts';

/** Questions whose answers say, in one spelling, what an application is about. */
const TELLING: ReadonlySet<FieldKind> = new Set([
  ...(['text', 'integer', 'date', 'enum', 'school_year', 'fiscal_code', 'person', 'teaching_class'] as const),
  ...(['school', 'municipality', 'district', 'province', 'region', 'country'] as const),
]);

/** What tells the applications of one person apart must be asked of everybody, and be one thing. */
export function severalFaults(definition: Definition): readonly Fault[] {
  const { several } = definition;
  if (several === undefined) return [];
  const { one_for = [], title } = several;
  const named = [...title.matchAll(TITLE_NAMES)].map(([, name = '']) => name);
  return [
    ...one_for.flatMap((name, index) => subjectFaults(definition, name, `several.one_for.${index}`)),
    ...one_for.flatMap((name, index) =>
      one_for.indexOf(name) < index ? [{ path: `several.one_for.${index}`, message: `"${name}" c’è due volte` }] : [],
    ),
    ...(named.length > 0
      ? []
      : [
          {
            path: 'several.title',
            message: 'senza una risposta tra graffe tutte le domande avrebbero lo stesso titolo',
          },
        ]),
    ...(/[{}]/.test(title.replaceAll(TITLE_NAMES, ''))
      ? [{ path: 'several.title', message: 'una parentesi graffa non è chiusa, o non è aperta' }]
      : []),
    ...named.flatMap((name) => titleFaults(definition, name)),
    ...(several.among === 'everyone' && one_for.length === 0
      ? [{ path: 'several.among', message: 'senza one_for non c’è niente di cui essercene una sola' }]
      : []),
  ];
}

function subjectFaults(definition: Definition, name: string, path: string): readonly Fault[] {
  const field = fieldAt(definition, name);
  if (field === undefined) return nameFaults(definition, undefined, [name], path);
  if (!TELLING.has(field.kind)) {
    return [{ path, message: `una risposta di tipo ${field.kind} non dice per che cosa è la domanda` }];
  }
  const section = definition.sections.find(({ id }) => id === name.split('.')[0]);
  const always = field.required && field.when === undefined && section?.when === undefined;
  return always
    ? []
    : [{ path, message: `"${name}" va chiesta a tutti e obbligatoria: se manca, due domande non si distinguono` }];
}

function titleFaults(definition: Definition, name: string): readonly Fault[] {
  const path = 'several.title';
  const field = name.includes('.') ? fieldAt(definition, name) : undefined;
  if (field === undefined) return [{ path, message: `"${name}" non porta a nessuna domanda` }];
  return field.special ? [{ path, message: `"${name}" è un dato particolare: in un titolo non ci va` }] : [];
}

function fieldAt(definition: Definition, name: string): Field | undefined {
  const [left = '', right = ''] = name.split('.');
  return definition.sections
    .find(({ id, kind }) => id === left && kind === 'form')
    ?.fields.find(({ id, source }) => id === right && source === undefined);
}
