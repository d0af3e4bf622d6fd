import {
  betterOrders,
  type Document,
  decimal,
  explainPerson,
  lineAlternatives,
  meritOf,
  nameCommissions,
  type Outcome,
  pointsNeeded,
  reasonName,
  runDocument,
  runMobility,
} from '../../engines/assignment/index.ts';
import { alternativeSentences, explainedAreas } from './explain-areas.ts';
import { lotOf, Refused, readInput } from './files.ts';
import { type AssignmentCommand, wordsOf } from './options.ts';

/** `explain`: one person's certificate in Italian sentences, and what would have changed. */
export const explain: AssignmentCommand = async (argv, { out, err }) => {
  const words = wordsOf(argv, { 'what-if': 'boolean' }, [2, 2]);
  const [from = '', code = ''] = words.files;
  const input = readInput(from);
  if (input.form !== 'document')
    throw new Refused([{ where: from, what: 'le spiegazioni vogliono il documento dichiarato' }]);
  const { document } = input;
  const person = document.persons.findIndex((each) => each.code === code);
  if (person === -1) throw new Refused([{ where: code, what: 'la persona non è nel file' }]);
  if (document.head.mechanism === 'mobility' || document.head.mechanism === 'commissions') {
    const { explained, sentences } = explainedAreas(document, person, sourcesOf(document));
    if (words.on('what-if')) err('rifaccio l’assegnazione con un solo dato cambiato…');
    const otherwise = words.on('what-if') ? lineAlternatives(document, lotOf, person) : undefined;
    if (words.on('json')) out(JSON.stringify({ ...explained, ...otherwise }));
    else for (const sentence of [...sentences, ...(otherwise ? alternativeSentences(otherwise) : [])]) out(sentence);
    return 0;
  }
  const outcome = runDocument(document, lotOf);
  if ('faults' in outcome) throw new Refused(outcome.faults);
  const explained = explainPerson(outcome, person);
  if (words.on('what-if')) err('rifaccio l’assegnazione con un solo dato cambiato…');
  const whatIf = words.on('what-if') ? alternatives(outcome, person) : undefined;
  if (words.on('json')) {
    out(JSON.stringify({ ...explained, ...(whatIf && { pointsNeeded: whatIf.points, betterOrders: whatIf.orders }) }));
    return 0;
  }
  out(explained.summary);
  for (const { ranking, position, of, points, lastUseful } of explained.standings) {
    const last =
      lastUseful === 0 ? 'nessuno nominato per merito' : `l’ultima posizione nominata per merito è la ${lastUseful}`;
    out(`Graduatoria ${ranking}: sei in posizione ${position} su ${of}, con ${decimal(points)} punti; ${last}.`);
  }
  for (const { sentence } of explained.preferences) out(sentence);
  for (const seat of explained.completed) out(`A completamento dell’orario hai avuto anche il posto ${seat}.`);
  for (const sentence of whatIf?.sentences ?? []) out(sentence);
  return 0;
};

function sourcesOf(document: Document) {
  if (document.head.mechanism === 'mobility') return { movements: runMobility(document, lotOf) };
  const ordered = meritOf(document, lotOf);
  if ('faults' in ordered) throw new Refused(ordered.faults);
  return { namings: nameCommissions(document, ordered.merit), reasonName };
}

function alternatives(outcome: Outcome, person: number) {
  const points = pointsNeeded(outcome, lotOf, person);
  const orders = betterOrders(outcome, lotOf, person);
  const sentences = [
    ...points.map(({ seat, ranking, has, needs }) =>
      needs === undefined
        ? `Per ${seat} non sarebbe bastato nessun punteggio in ${ranking}.`
        : `Per ${seat} (o un posto che avevi messo prima) servivano ${decimal(needs)} punti in ${ranking}: ne hai ${decimal(has)}, ne mancano ${decimal(needs - has)}.`,
    ),
    ...(orders.length === 0
      ? ['Mettere prima un’altra preferenza non ti avrebbe dato un posto tra quelli che preferivi.']
      : orders.map(({ line, seat }) => `Mettendo al primo posto la preferenza ${line + 1} avresti avuto ${seat}.`)),
  ];
  return { points, orders, sentences };
}
