import { readingFaults } from '../../kernel/reading-faults.ts';
import { definitionFaults } from './definition-faults.ts';
import { type Definition, definitionSchema, type Fault, type Section } from './definition-schema.ts';
import { envelopeFaults } from './envelope-faults.ts';
import { senseFaults } from './sense-faults.ts';

export type DefinitionReading =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads a definition already parsed from YAML or JSON. Never throws: all the faults come back, each with its path. */
export function readDefinition(source: unknown): DefinitionReading {
  const read = definitionSchema.safeParse(source);
  if (!read.success) return { ok: false, faults: readingFaults(read.error) };
  const named = definitionFaults(read.data);
  // What a name that leads nowhere says cannot be judged.
  const faults = named.length > 0 ? named : [...envelopeFaults(read.data), ...senseFaults(read.data)];
  return faults.length === 0 ? { ok: true, definition: read.data } : { ok: false, faults };
}

/** The section with this id, or nothing: a path typed by hand is not an error of the program. */
export function findSection(definition: Definition, id: string): Section | undefined {
  return definition.sections.find((section) => section.id === id);
}
