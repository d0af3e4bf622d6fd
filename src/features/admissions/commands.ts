import type { Command } from '../../platform/command.ts';
import { stepWords } from '../procedures/index.ts';
import { admissionsOf } from './work-out.ts';

const USAGE = `Uso:
  bin/polis admissions PROCEDURA --seed TESTO
      prova le ammissioni alle scuole su ciò che è inoltrato e vale: una riga JSON per domanda; non scrive niente.
      Quelle che contano si calcolano e si pubblicano in due dalle pagine del ministero, con il seme messo a verbale`;

/** `bin/polis admissions …`: a trial, which writes nothing. Answers the exit code. */
export const admissionsCommand: Command = async (argv, { database, now, out, err }) => {
  const [procedure, option, seed, ...more] = argv;
  if (procedure === undefined || option !== '--seed' || !seed || more.length > 0) {
    err(USAGE);
    return 2;
  }
  const found = await admissionsOf(database, procedure, { seed, at: now() });
  if (found === undefined) err(`${procedure}: le scuole non scelgono in questa procedura`);
  for (const { steps, ...admission } of found?.admissions ?? []) {
    const told = steps.map((step) => ({ ...step, words: stepWords(step) }));
    out(JSON.stringify({ ...admission, steps: told }));
  }
  return found === undefined ? 1 : 0;
};
