import { parseArgs } from 'node:util';
import { z } from 'zod';
import { definitionSchema } from '../../engines/procedure/index.ts';
import { packSchema } from '../../engines/scoring/index.ts';
import type { CommandDeps } from '../../platform/command.ts';
import { type PackFault, readPack } from './pack-store.ts';

/** What the commands of an author need: files and a screen, no database. */
type Screen = Pick<CommandDeps, 'out' | 'err'>;
type AuthoringCommand = (words: readonly string[], screen: Screen) => Promise<0 | 1 | 2>;

const USAGE = `Uso:
  bin/polis procedures check CARTELLA… [--json]
      controlla le cartelle e dice ogni errore con file, riga e colonna; esce con 1 se ce n’è uno
  bin/polis procedures schema procedure|scoring
      scrive lo schema JSON del file, per gli editor che suggeriscono mentre si scrive`;

/** `bin/polis procedures check | schema`: for who writes a procedure, wherever they write it. */
export const authoringCommands: Readonly<Record<string, AuthoringCommand>> = { check, schema };

async function check(words: readonly string[], { out, err }: Screen): Promise<0 | 1 | 2> {
  const read = readWords(words);
  if (read === undefined || read.folders.length === 0) {
    err(USAGE);
    return 2;
  }
  const found = read.folders.map((folder) => ({ folder, faults: faultsOf(folder) }));
  if (read.json) out(JSON.stringify(found));
  else for (const line of found.flatMap(({ folder, faults }) => told(folder, faults))) out(line);
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

function faultsOf(folder: string): readonly PackFault[] {
  const reading = readPack(folder);
  return 'faults' in reading ? reading.faults : [];
}

function told(folder: string, faults: readonly PackFault[]): string[] {
  if (faults.length === 0) return [`${folder}: nessun errore`];
  return [
    ...faults.map((fault) => `${folder}/${placeOf(fault)}: ${fault.message}`),
    `${folder}: errori ${faults.length}`,
  ];
}

/** `procedure.yaml:12:5`, as editors and terminals know it. */
export function placeOf(fault: PackFault): string {
  return [fault.file, fault.line, fault.column].filter((part) => part !== undefined).join(':');
}

const SCHEMAS = { procedure: definitionSchema, scoring: packSchema };

async function schema([name = '']: readonly string[], { out, err }: Screen): Promise<0 | 1 | 2> {
  if (!Object.hasOwn(SCHEMAS, name)) {
    err(USAGE);
    return 2;
  }
  out(JSON.stringify(z.toJSONSchema(SCHEMAS[name as keyof typeof SCHEMAS], { io: 'input' }), null, 2));
  return 0;
}
