import type { Names, ValueType } from '../../kernel/expression-types.ts';
import { APPLICANT_SECTION, LASTING_NAMES, lastingFact } from './applicant.ts';
import type { Definition, Section } from './definition-schema.ts';
import type { Field } from './field.ts';

/** What an answer is to conditions and formulas. Marks, acts and files can only be asked whether they are there. */
export function fieldType(field: Field): ValueType {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
      return { kind: 'number' };
    case 'computed':
      return { kind: field.as === 'text' || field.as === 'boolean' ? field.as : 'number' };
    case 'boolean':
    case 'declaration':
      return { kind: 'boolean' };
    case 'date':
    case 'school_year':
      return { kind: field.kind };
    case 'enum':
      return { kind: 'choice', values: field.options.map((option) => option.value) };
    case 'multi_enum':
      return {
        kind: 'list',
        of:
          field.options_from === undefined
            ? { kind: 'choice', values: field.options.map((option) => option.value) }
            : { kind: 'text' },
      };
    case 'ranked_enum':
      return { kind: 'list', of: { kind: 'choice', values: field.options.map((option) => option.value) } };
    case 'preferences':
      // Lines can be counted, not compared.
      return { kind: 'list', of: { kind: 'other' } };
    case 'schools':
      return { kind: 'list', of: { kind: 'text' } };
    case 'mark':
    case 'act':
    case 'period':
    case 'person':
    case 'payment':
    case 'file':
      return { kind: 'other' };
    default:
      return { kind: 'text' };
  }
}

/** What conditions written in a section may name: its own questions, those of forms, items of lists, the applicant. */
export function namesWithin(definition: Definition, section: Section | undefined): Names {
  const find = (id: string, kind: Section['kind']) =>
    definition.sections.find((each) => each.id === id && each.kind === kind);
  return {
    value: (name) => {
      const dot = name.indexOf('.');
      if (dot < 0) return typeIn(section, name);
      if (name.startsWith(OF_APPLICANT)) return typeOf(lastingFact(name.slice(dot + 1)));
      return typeIn(find(name.slice(0, dot), 'form'), name.slice(dot + 1));
    },
    section: (id) => {
      const list = find(id, 'list');
      return list && ((field) => typeIn(list, field));
    },
    // Relations are those of the scoring tables.
    hasRelation: () => false,
    lost: (name) => {
      if (name === `${OF_APPLICANT}entry`) return ENTRY;
      return name.startsWith(OF_APPLICANT) ? `"${name}": della persona si sanno ${LASTING_NAMES}` : undefined;
    },
  };
}

const OF_APPLICANT = `${APPLICANT_SECTION}.`;
const ENTRY =
  '"applicant.entry" cambia da una volta all’altra: si può chiedere nei requisiti, non per decidere le domande';

function typeIn(section: Section | undefined, id: string): ValueType | undefined {
  return typeOf(section?.fields.find((each) => each.id === id));
}

function typeOf(field: Field | undefined): ValueType | undefined {
  return field && fieldType(field);
}
