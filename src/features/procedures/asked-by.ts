import {
  APPLICANT_SECTION,
  type Definition,
  type Field,
  fieldType,
  LASTING,
  possibleValues,
} from '../../engines/procedure/index.ts';
import type { Asked } from '../../engines/scoring/index.ts';

/**
 * The questions of a procedure as its scoring tables see them: sections that repeat and forms, with the choices of each;
 * and what is known of who applies.
 */
export function askedBy(definition: Definition): Asked {
  return (id, kind) => {
    const section = definition.sections.find((each) => each.id === id && each.kind === kind);
    const fields = id === APPLICANT_SECTION && kind === 'form' ? LASTING : section?.fields;
    return fields?.map((field) => ({
      id: field.id,
      kind: field.kind,
      owed: isOwed(field) && section?.when === undefined,
      type: fieldType(field),
      choices: choicesOf(field),
      possible: (name, conditions) => possibleValues(field, name, conditions),
    }));
  };
}

function isOwed({ kind, required, when }: Field): boolean {
  return (required || kind === 'declaration') && when === undefined;
}

function choicesOf(field: Field): readonly string[] | undefined {
  if (field.kind === 'boolean') return ['true', 'false'];
  const listed = field.kind === 'enum' || (field.kind === 'multi_enum' && field.options_from === undefined);
  return listed ? field.options.map((option) => option.value) : undefined;
}
