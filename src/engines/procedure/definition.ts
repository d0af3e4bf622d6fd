import { definitionFaults } from './definition-faults.ts';
import { type Definition, definitionSchema, type Fault, type Section } from './definition-schema.ts';

export type DefinitionReading =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads a definition already parsed from YAML or JSON. Never throws: all the faults come back, each with its path. */
export function readDefinition(source: unknown): DefinitionReading {
  const read = definitionSchema.safeParse(source);
  if (read.success) {
    const faults = definitionFaults(read.data);
    return faults.length === 0 ? { ok: true, definition: read.data } : { ok: false, faults };
  }
  return {
    ok: false,
    faults: read.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  };
}

/** The section with this id, or nothing: a path typed by hand is not an error of the program. */
export function findSection(definition: Definition, id: string): Section | undefined {
  return definition.sections.find((section) => section.id === id);
}
