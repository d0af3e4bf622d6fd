import { PlainFault, UnreadableFile } from '../engines/assignment/index.ts';
import { explain } from './assignment/explain-command.ts';
import { Refused } from './assignment/files.ts';
import { help } from './assignment/help.ts';
import { type AssignmentCommand, WrongUse } from './assignment/options.ts';
import { convert, diff, generate, replay } from './assignment/other-commands.ts';
import { run } from './assignment/run-command.ts';
import { verify } from './assignment/verify-command.ts';

/** `bin/polis assignment …`: files in, files out. Exit codes: 0 done, 1 refused or not proved, 2 wrong use. */
export const assignmentCommands: Readonly<Record<string, AssignmentCommand>> = Object.fromEntries(
  Object.entries({ run, verify, explain, replay, diff, convert, generate }).map(([name, command]) => [
    name,
    told(name, command),
  ]),
);

/** Turns what can go wrong into sentences and exit codes; whatever else is a fault of ours and is thrown. */
function told(name: string, command: AssignmentCommand): AssignmentCommand {
  return async (argv, terminal) => {
    try {
      return await command(argv, terminal);
    } catch (error) {
      if (error instanceof WrongUse) {
        const asked = error.message === '';
        if (!asked) terminal.err(error.message);
        (asked ? terminal.out : terminal.err)(`uso: ${help[name] ?? name}`);
        return asked ? 0 : 2;
      }
      const sentences = refusalOf(error);
      if (sentences === undefined) throw error;
      for (const sentence of sentences) terminal.err(sentence);
      terminal.err('Non ho scritto niente.');
      return 1;
    }
  };
}

function refusalOf(error: unknown): readonly string[] | undefined {
  if (error instanceof Refused) return error.faults.map((fault) => `${fault.where}: ${fault.what}`);
  if (error instanceof UnreadableFile || error instanceof PlainFault) return [error.message];
  const { code, path } = error as NodeJS.ErrnoException;
  return code === undefined
    ? undefined
    : [`${path ?? 'file'}: ${code === 'ENOENT' ? 'non c’è' : `non si legge (${code})`}`];
}
