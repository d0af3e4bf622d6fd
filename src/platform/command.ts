import type { Database } from './db/database.ts';

/** What every command of `bin/polis` is given. */
export interface CommandDeps {
  readonly database: Database;
  readonly now: () => Date;
  /** Who is at the keyboard: kept with what is done. */
  readonly by: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** Takes the words after its name and answers the exit code. */
export type Command<Deps extends CommandDeps = CommandDeps> = (
  argv: readonly string[],
  deps: Deps,
) => Promise<0 | 1 | 2>;
