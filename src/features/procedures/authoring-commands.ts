import { parseArgs } from 'node:util';
import { z } from 'zod';
import { definitionSchema, releaseDiff } from '../../engines/procedure/index.ts';
import { packSchema } from '../../engines/scoring/index.ts';
import type { CommandDeps } from '../../platform/command.ts';
import { changeLines } from './change-words.ts';
import { documentSchema } from './criteria/document-schema.ts';
import { type ExamplesRun, passes, runExamples } from './examples.ts';
import { packWarnings, readPackFiles } from './pack-files.ts';
import { packFiles, readPack } from './pack-store.ts';
import type { PackFault } from './yaml-store.ts';

/** What the commands of an author need: files and a screen, no database. */
type Screen = Pick<CommandDeps, 'out' | 'err'>;
type AuthoringCommand = (words: readonly string[], screen: Screen) => Promise<0 | 1 | 2>;

const USAGE = `Uso:
  bin/polis procedures check CARTELLA… [--json]
      controlla le cartelle e dice ogni errore con file, riga e colonna; esce con 1 se ce n’è uno;
      gli avvisi (che cosa rifiuta senza dire la norma) non fermano
  bin/polis procedures examples CARTELLA… [--json]
      fa gli esempi delle cartelle e dice quali non tornano, con quanto si aspettavano; esce con 1 se ce n’è uno
  bin/polis procedures diff CARTELLA CARTELLA [--json]
      che cosa cambia dalla prima alla seconda, a parole
  bin/polis procedures diff CARTELLA
      che cosa cambia dalla versione in vigore
  bin/polis procedures schema procedure|scoring|criteria
      scrive lo schema JSON del file, per gli editor che suggeriscono mentre si scrive`;

/** `bin/polis procedures check | examples | diff | schema`: for who writes a procedure, wherever they write it. */
export const authoringCommands: Readonly<Record<string, AuthoringCommand>> = { check, examples, diff, schema };

async function check(words: readonly string[], { out, err }: Screen): Promise<0 | 1 | 2> {
  const read = readWords(words);
  if (read === undefined || read.folders.length === 0) {
    err(USAGE);
    return 2;
  }
  const found = read.folders.map((folder) => ({ folder, ...lookedAt(folder) }));
  if (read.json) out(JSON.stringify(found));
  else for (const line of found.flatMap(told)) out(line);
  return found.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

function readWords(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    return { folders: positionals, json: values.json };
  } catch {
    return undefined;
  }
}

/** What keeps a pack from being published, and what it should still say. */
interface Looked {
  readonly faults: readonly PackFault[];
  readonly warnings: readonly PackFault[];
}

function lookedAt(folder: string): Looked {
  const reading = readPack(folder);
  if ('faults' in reading) return { faults: reading.faults, warnings: [] };
  return { faults: [], warnings: packWarnings(packFiles(folder), reading.pack) };
}

function told({ folder, faults, warnings }: Looked & { readonly folder: string }): string[] {
  const lines = (found: readonly PackFault[], word = '') =>
    found.map((fault) => `${folder}/${placeOf(fault)}: ${word}${fault.message}`);
  const count = faults.length === 0 ? 'nessun errore' : `errori ${faults.length}`;
  const more = warnings.length === 0 ? '' : `, avvisi ${warnings.length}`;
  return [...lines(faults), ...lines(warnings, 'avviso: '), `${folder}: ${count}${more}`];
}

/** `procedure.yaml:12:5`, as editors and terminals know it. */
export function placeOf(fault: PackFault): string {
  return [fault.file, fault.line, fault.column].filter((part) => part !== undefined).join(':');
}

async function examples(words: readonly string[], { out, err }: Screen): Promise<0 | 1 | 2> {
  const read = readWords(words);
  if (read === undefined || read.folders.length === 0) {
    err(USAGE);
    return 2;
  }
  const found = read.folders.map((folder) => ({ folder, ...playedIn(folder) }));
  if (read.json) out(JSON.stringify(found));
  else for (const line of found.flatMap(({ folder, ...run }) => exampleLines(folder, run))) out(line);
  return found.every(passes) ? 0 : 1;
}

function playedIn(folder: string): ExamplesRun {
  const files = packFiles(folder);
  const reading = readPackFiles(files);
  return 'faults' in reading ? { outcomes: [], faults: reading.faults } : runExamples(files, reading.pack);
}

function exampleLines(folder: string, { faults, outcomes }: ExamplesRun): string[] {
  const wrong = outcomes.filter(({ differences }) => differences.length > 0);
  return [
    ...faults.map((fault) => `${folder}/${placeOf(fault)}: ${fault.message}`),
    ...wrong.flatMap(({ file, line, title, differences }) => [
      `${folder}/${file}:${line}: ${title}`,
      ...differences.map(({ what, expected, got }) => `    ${what}: atteso ${expected}, ottenuto ${got}`),
    ]),
    `${folder}: esempi ${outcomes.length}, non tornano ${wrong.length}`,
  ];
}

async function diff(words: readonly string[], { out, err }: Screen): Promise<0 | 1 | 2> {
  const read = readWords(words);
  if (read === undefined || read.folders.length !== 2) {
    err(USAGE);
    return 2;
  }
  const packs = read.folders.flatMap((folder) => {
    const reading = readPack(folder);
    if ('pack' in reading) return [reading.pack];
    for (const line of told({ folder, faults: reading.faults, warnings: [] })) err(line);
    return [];
  });
  const [before, after] = packs;
  if (before === undefined || after === undefined) return 1;
  const changes = releaseDiff(before, after);
  if (read.json) out(JSON.stringify(changes));
  else for (const line of changeLines(changes)) out(line);
  return 0;
}

const SCHEMAS = { procedure: definitionSchema, scoring: packSchema, criteria: documentSchema };

async function schema([name = '']: readonly string[], { out, err }: Screen): Promise<0 | 1 | 2> {
  if (!Object.hasOwn(SCHEMAS, name)) {
    err(USAGE);
    return 2;
  }
  out(JSON.stringify(z.toJSONSchema(SCHEMAS[name as keyof typeof SCHEMAS], { io: 'input' }), null, 2));
  return 0;
}
