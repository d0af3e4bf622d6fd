import { parseArgs } from 'node:util';

/** Where a command writes: results on `out`, progress and complaints on `err`. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** 0 done, 1 refused or not proved, 2 wrong use. */
export type ExitCode = 0 | 1 | 2;
export type AssignmentCommand = (argv: readonly string[], terminal: Terminal) => Promise<ExitCode>;

/** Wrong words on the line: told with the help. */
export class WrongUse extends Error {}

export interface Words {
  readonly files: readonly string[];
  readonly text: (name: string) => string | undefined;
  readonly number: (name: string, otherwise: number) => number;
  readonly on: (name: string) => boolean;
}

type Kind = 'string' | 'boolean';

/** Reads the words of a command: `files` at least and at most, options by name. */
export function wordsOf(
  argv: readonly string[],
  known: Readonly<Record<string, Kind>>,
  files: readonly [number, number],
): Words {
  const options = Object.fromEntries(
    Object.entries({ ...known, json: 'boolean' as const, help: 'boolean' as const }).map(([name, type]) => [
      name,
      { type },
    ]),
  );
  const { values, positionals } = parsed([...argv], options);
  if (values['help'] === true) throw new WrongUse('');
  if (positionals.length < files[0] || positionals.length > files[1])
    throw new WrongUse('il numero di file non è giusto');
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    files: positionals,
    text,
    on: (name) => values[name] === true,
    number: (name, otherwise) => {
      const given = text(name);
      if (given === undefined) return otherwise;
      if (!/^-?\d{1,9}$/.test(given)) throw new WrongUse(`--${name} vuole un numero intero`);
      return Number(given);
    },
  };
}

function parsed(args: string[], options: Record<string, { type: Kind }>) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}
