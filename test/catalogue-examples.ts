import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Answers, type Definition, withApplicant } from '../src/engines/procedure/index.ts';
import { definitionWith, documentsChosen } from '../src/features/procedures/criteria/chosen.ts';
import { documentsIn } from '../src/features/procedures/criteria/documents-in.ts';
import { examplesIn, packFiles, readPackFiles } from '../src/features/procedures/index.ts';

const ROOT = join(import.meta.dirname, '..', 'procedures');

/** What somebody answers to a procedure, complete enough to be filed. */
export interface Filed {
  readonly definition: Definition;
  /** Of the example. */
  readonly title: string;
  /** With what the portal knows of them beside. */
  readonly answers: Answers;
  /** Born on, where the example says so. */
  readonly birthDate: string | undefined;
}

/** Every procedure of the checkout with the first example that says `files`, or nothing where none does. */
export const packs: ReadonlyMap<string, Filed | undefined> = new Map(
  readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, exampleOf(name)]),
);

function exampleOf(name: string): Filed | undefined {
  const files = packFiles(join(ROOT, name));
  const read = readPackFiles(files);
  if ('faults' in read) throw new Error(`${name}: ${read.faults[0]?.message}`);
  const example = examplesIn(files).find((each) => each.files === true);
  if (example === undefined) return undefined;
  const answers = example.answers as Answers;
  const { documents } = documentsIn(files, read.pack.definition);
  const schools = documentsChosen(read.pack.definition, answers, (code) => documents.get(code));
  const birthDate = example.applicant?.birth_date;
  return {
    definition: definitionWith(read.pack.definition, schools),
    title: example.title,
    // As the people of these tests are (`personNamed`).
    answers: withApplicant(answers, { sex: 'F', birth_date: birthDate ?? '1985-03-07' }),
    birthDate,
  };
}

/** The example of a procedure that must have one. */
export function exampleFiled(name: string): Filed {
  const filed = packs.get(name);
  if (filed === undefined) throw new Error(`${name}: no example says files: true`);
  return filed;
}
