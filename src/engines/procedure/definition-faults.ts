import type { Condition } from '../../kernel/condition.ts';
import { conditionWritten } from '../../kernel/condition-schema.ts';
import { RESERVED } from '../../kernel/expression.ts';
import { namesIn } from '../../kernel/expression-names.ts';
import type { Check } from './check-schema.ts';
import { conditionFaults } from './condition-faults.ts';
import type { Definition, Fault, Section } from './definition-schema.ts';
import type { FieldOf } from './field.ts';

/** Names in a definition that lead nowhere, or twice to the same place. An empty list means it can be published. */
export function definitionFaults(definition: Definition): readonly Fault[] {
  return [
    ...repeated(
      definition.sections.map((section) => section.id),
      'sections',
    ),
    ...repeated(
      definition.checks.map((check) => check.id),
      'checks',
    ),
    ...definition.sections.flatMap((section, index) => sectionFaults(definition, section, `sections.${index}`)),
    ...definition.checks.flatMap((check, index) => checkFaults(definition, check, `checks.${index}`)),
    ...conditionFaults(definition),
    ...schoolPartsFaults(definition),
    ...repeated(definition.who ?? [], 'who'),
    ...(definition.continues === definition.id
      ? [{ path: 'continues', message: 'una procedura non continua sé stessa: qui va quella del ciclo precedente' }]
      : []),
  ];
}

/** The schools are chosen in questions of a form, before the place of their own questions. */
function schoolPartsFaults(definition: Definition): readonly Fault[] {
  const { school_parts: parts, sections } = definition;
  if (parts === undefined) return [];
  const known = sections.some(({ id }) => id === parts.before);
  const before = known ? [] : [{ path: 'school_parts.before', message: `la sezione "${parts.before}" non c’è` }];
  const wrong = parts.of.flatMap((name, index) => {
    const [id = '', field = ''] = name.split('.');
    const section = sections.find((each) => each.id === id && each.kind === 'form');
    const chooses = section?.fields.some((each) => each.id === field && each.kind === 'school') ?? false;
    const right = chooses && (!known || isEarlier(definition, id, parts.before));
    const message = `"${name}" non è una domanda che sceglie una scuola, prima di "${parts.before}"`;
    return right ? [] : [{ path: `school_parts.of.${index}`, message }];
  });
  return [...before, ...wrong];
}

function sectionFaults(definition: Definition, section: Section, path: string): readonly Fault[] {
  const faults = repeated(
    section.fields.map((field) => field.id),
    `${path}.fields`,
  );
  const after = section.after.filter((id) => !isEarlier(definition, id, section.id));
  const per = section.kind === 'per' ? [`${section.of.section}[].${section.of.field}`] : [];
  return [
    ...faults,
    ...after.map((id) => ({ path: `${path}.after`, message: `"${id}" non è una sezione che viene prima` })),
    ...whenFaults(definition, section, 0, section.when, `${path}.when`),
    ...nameFaults(definition, undefined, per, `${path}.of`),
    ...section.fields.flatMap((field, index) => fieldFaults(definition, section, field, `${path}.fields.${index}`)),
  ];
}

function fieldFaults(
  definition: Definition,
  section: Section,
  field: Section['fields'][number],
  path: string,
): readonly Fault[] {
  const from = field.kind === 'multi_enum' && field.options_from !== undefined ? field.options_from : undefined;
  const names = from === undefined ? [] : [choiceName(from)];
  const reserved =
    section.kind === 'list' && field.id === 'id'
      ? [{ path, message: '"id" è il nome che il programma dà a ogni elemento: scegline un altro' }]
      : [];
  const word = RESERVED.has(field.id) ? [{ path, message: `"${field.id}" è una parola delle condizioni` }] : [];
  return [
    ...reserved,
    ...word,
    ...whenFaults(definition, section, section.fields.indexOf(field), field.when, `${path}.when`),
    ...nameFaults(definition, section, names, `${path}.options_from`),
    ...(field.kind === 'preferences' ? preferencesFaults(definition, section, field, path) : []),
  ];
}

const choiceName = (from: { section: string; field: string }) => `${from.section}[].${from.field}`;

/** The place its targets lie in is a question; options are there when one may be chosen; its own questions have names. */
function preferencesFaults(
  definition: Definition,
  section: Section,
  field: FieldOf<'preferences'>,
  path: string,
): readonly Fault[] {
  const wanted = field.targets.includes('option');
  return [
    ...nameFaults(definition, section, field.within === undefined ? [] : [field.within], `${path}.within`),
    ...repeated(field.targets, `${path}.targets`),
    ...repeated(
      field.attributes.map((attribute) => attribute.id),
      `${path}.attributes`,
    ),
    ...field.attributes.flatMap((attribute) =>
      attribute.kind === 'multi_enum' && attribute.options_from !== undefined
        ? nameFaults(definition, section, [choiceName(attribute.options_from)], `${path}.attributes`)
        : [],
    ),
    ...(wanted === field.options.length > 0
      ? []
      : [{ path: `${path}.options`, message: 'le voci servono quando tra i target c’è option, e solo allora' }]),
    ...field.attributes
      .filter(({ id }) => id === 'target' || id === 'code')
      .map(({ id }) => ({
        path: `${path}.attributes`,
        message: `"${id}" è già il nome di una parte della preferenza`,
      })),
    ...field.attributes
      .filter((attribute) => attribute.when !== undefined || attribute.required_when !== undefined)
      .map(({ id }) => ({
        path: `${path}.attributes`,
        message: `"${id}" si chiede per ogni preferenza: una condizione va nei controlli (every_line)`,
      })),
  ];
}

/** Whether a question is asked may depend only on questions asked before it: the way has a beginning. */
function whenFaults(
  definition: Definition,
  section: Section,
  fieldsBefore: number,
  when: Condition | undefined,
  path: string,
): readonly Fault[] {
  if (when === undefined) return [];
  const { expression, place } = conditionWritten(when);
  const later = namesIn(expression).filter(({ name }) => {
    const [first = ''] = name.split(/[.[]/);
    const own = section.fields.findIndex((field) => field.id === first);
    // What is measured may be a list of this record or a section.
    if (!name.includes('.') && own >= 0) return own >= fieldsBefore;
    return definition.sections.some((each) => each.id === first) && !isEarlier(definition, first, section.id);
  });
  return later.map(({ name, by }) => ({
    path,
    message: `"${name}" si chiede dopo: una domanda dipende solo da quelle prima`,
    within: place(by),
  }));
}

function checkFaults(definition: Definition, check: Check, path: string): readonly Fault[] {
  const section = definition.sections.find((each) => each.id === check.section);
  if (section === undefined) return [{ path: `${path}.section`, message: `la sezione "${check.section}" non c’è` }];
  return [...nameFaults(definition, section, checkNames(check), path), ...windowFaults(definition, check, path)];
}

function windowFaults(definition: Definition, check: Check, path: string): readonly Fault[] {
  if (check.check !== 'by_close' || definition.windows.some((window) => window.id === check.window)) return [];
  return [{ path: `${path}.window`, message: `la finestra "${check.window}" non c’è` }];
}

function checkNames(check: Check): readonly string[] {
  switch (check.check) {
    case 'in_order':
      return [check.first, check.second];
    case 'by_close':
      return [check.field];
    case 'within_school_year':
      return [check.field, check.school_year];
    case 'no_overlap':
      return [check.from, check.to, ...check.same];
    case 'unique':
      return check.fields;
    case 'belongs':
      return [check.field, check.equals];
    case 'covers':
      return [check.from, check.to, check.school_year];
    case 'first_is':
      return [check.field, check.place];
    case 'total':
    case 'every_line':
      return [check.field];
    case 'must':
      return check.field === undefined ? [] : [check.field];
  }
}

/** Names that lead to no question: of the section itself, or of the others. */
export function nameFaults(
  definition: Definition,
  section: Section | undefined,
  names: readonly string[],
  path: string,
): readonly Fault[] {
  return names
    .filter((name) => !isKnown(definition, section, name))
    .map((name) => ({ path, message: `"${name}" non porta a nessuna domanda` }));
}

/** `field` of the same section, `section.field`, `section[]`, or `section[].field` (and what that item can see). */
function isKnown(definition: Definition, section: Section | undefined, name: string): boolean {
  const list = /^(\w+)\[\](?:\.(.+))?$/.exec(name);
  if (list !== null) {
    const target = definition.sections.find((each) => each.id === list[1] && each.kind === 'list');
    return target !== undefined && (list[2] === undefined || isKnown(definition, target, list[2]));
  }
  const [left = '', right] = name.split('.');
  if (right === undefined) return section?.fields.some((field) => field.id === left) ?? false;
  const target = definition.sections.find((each) => each.id === left && each.kind === 'form');
  return target?.fields.some((field) => field.id === right) ?? false;
}

function isEarlier(definition: Definition, id: string, than: string): boolean {
  const ids = definition.sections.map((section) => section.id);
  return ids.includes(id) && ids.indexOf(id) < ids.indexOf(than);
}

function repeated(ids: readonly string[], path: string): readonly Fault[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => ({ path, message: `"${id}" c’è due volte` }));
}
