import { canonicalLines, NOBODY, nextRound } from '../../engines/assignment/index.ts';
import { bundleOf, readSalt } from './bundle.ts';
import { type Input, Refused, readInput, writeContainer, writeWhole } from './files.ts';
import { type AssignmentCommand, type ExitCode, type Terminal, type Words, WrongUse, wordsOf } from './options.ts';
import { perform } from './perform.ts';
import { Team } from './workers.ts';

/** `run`: input in, outcome out; nothing is written unless everything could be read and decided. */
export const run: AssignmentCommand = async (argv, { out, err }) => {
  const words = wordsOf(
    argv,
    { expect: 'string', workers: 'string', next: 'string', bundle: 'string', 'salt-file': 'string' },
    [2, 2],
  );
  const [from = ''] = words.files;
  const [bundlePath, saltPath] = [words.text('bundle'), words.text('salt-file')];
  if ((bundlePath === undefined) !== (saltPath === undefined))
    throw new WrongUse('--bundle e --salt-file vanno insieme');
  const salt = saltPath === undefined ? '' : readSalt(saltPath);
  const workers = words.number('workers', 1);
  if (workers < 1 || workers > 64) throw new WrongUse('--workers va da 1 a 64');
  const team = new Team(workers);
  try {
    return await performed(words, { input: readInput(from, workers > 1), team, salt }, { out, err });
  } finally {
    await team.stop();
  }
};

interface Ready {
  readonly input: Input;
  readonly team: Team;
  readonly salt: string;
}

async function performed(words: Words, { input, team, salt }: Ready, { out, err }: Terminal): Promise<ExitCode> {
  const [from = '', to = ''] = words.files;
  const [bundlePath, nextPath] = [words.text('bundle'), words.text('next')];
  const expected = words.text('expect');
  if (expected !== undefined && expected !== input.digest) {
    throw new Refused([{ where: from, what: `l’impronta è ${input.digest}, non quella pubblicata ${expected}` }]);
  }
  const { container, outcome } = await perform(input, team, err);
  if (outcome === undefined && (bundlePath !== undefined || nextPath !== undefined)) {
    throw new WrongUse('--bundle e --next valgono per i documenti dei meccanismi a liste');
  }
  const bundle = outcome && bundlePath ? bundleOf(outcome, input.digest, salt) : undefined;
  const digest = writeContainer(to, container);
  if (bundle && bundlePath) writeContainer(bundlePath, bundle.container);
  if (outcome && nextPath) writeWhole(nextPath, canonicalLines(nextRound(outcome)));
  const counted =
    outcome?.seat.reduce((count, seat) => count + (seat === NOBODY ? 0 : 1), 0) ?? container.header['assigned'];
  const result = {
    input: input.digest,
    outcome: digest,
    assigned: Number(counted),
    ...(bundle && { assignment: bundle.assignment, published: bundle.people, withheld: bundle.withheld }),
  };
  if (words.on('json')) out(JSON.stringify(result));
  else for (const line of told(result)) out(line);
  return 0;
}

interface Result {
  readonly input: string;
  readonly outcome: string;
  readonly assigned: number;
  readonly assignment?: string;
  readonly published?: number;
  readonly withheld?: number;
}

function told(result: Result): string[] {
  return [
    `impronta dell’ingresso  ${result.input}`,
    `impronta dell’esito     ${result.outcome}`,
    `persone con un posto    ${result.assigned}`,
    ...(result.assignment === undefined
      ? []
      : [
          `impronta pubblicata     ${result.assignment}`,
          `persone nel pacchetto   ${result.published} (trattenute: ${result.withheld})`,
        ]),
  ];
}
