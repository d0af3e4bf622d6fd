import {
  type Document,
  decimal,
  type LineAlternatives,
  type Movements,
  type Namings,
  type ReasonName,
  reasonName,
} from '../../engines/assignment/index.ts';

interface Sources {
  readonly movements?: Movements;
  readonly namings?: Namings;
}

const words: Partial<Record<ReasonName, string>> = {
  assigned: 'accolta',
  alreadyAssigned: 'non esaminata, perché è stata accolta una preferenza precedente',
  areaFull: 'i posti sono andati a chi ti precede per precedenza, punti o età, o la quota della fase era finita',
  notInRanking: 'non la puoi avere: non sei nella classe o nel ruolo che la riguarda',
  noSeats: 'non c’erano posti',
  gaveWay: 'l’avevi avuta, ma il passaggio che hai avuto dopo prevale sul trasferimento',
  precluded: 'questa sede per te è preclusa',
  exhaustedBeforeTurn: 'i posti sono finiti prima del tuo turno',
};

const phaseWords = {
  municipal: 'prima fase (nel comune)',
  provincial: 'seconda fase (nella provincia)',
  interprovincial: 'terza fase (interprovinciale)',
  professional: 'terza fase (mobilità professionale)',
} as const;

/** Mobility and commissions answer for the preference as it was written, not for single seats. */
export function explainedAreas(document: Document, person: number, { movements, namings }: Sources) {
  const who = document.persons[person] as Document['persons'][number];
  const codes = (movements?.reasons ?? namings?.reasons)?.[person] ?? new Uint8Array(0);
  const preferences = who.preferences.map(({ to }, line) => ({
    line: line + 1,
    to,
    reason: reasonName(codes[line] ?? 0),
  }));
  const given = movements ? moveSentence(movements, person) : namingSentence(document, namings, person);
  return {
    explained: { person: who.code, summary: given, preferences },
    sentences: [
      given,
      ...preferences.map(({ line, to, reason }) => `Preferenza ${line}, ${to}: ${words[reason] ?? reason}.`),
    ],
  };
}

function moveSentence({ moves, world }: Movements, person: number): string {
  const move = moves.get(person);
  if (move === undefined) return 'Non hai avuto il movimento: resti dove sei.';
  const [ranking, school] = (world.nodes[move.school]?.key ?? '').split('\n');
  return `Hai avuto il movimento a ${school} (${ranking}), ${phaseWords[move.phase]}, con la preferenza ${move.line + 1}.`;
}

function namingSentence(document: Document, namings: Namings | undefined, person: number): string {
  const naming = namings?.named.get(person);
  if (naming === undefined) return 'Non hai avuto una nomina.';
  const seat = document.seats[naming.seat];
  const how = naming.exOfficio ? 'd’ufficio, nella sede più vicina con posto' : `con la preferenza ${naming.line + 1}`;
  return `Hai avuto la nomina ${seat?.code} (${seat?.school}), ${how}.`;
}

/** What would have changed, in sentences: points that would have been enough, another order. */
export function alternativeSentences({ points, first }: LineAlternatives): string[] {
  return [
    ...points.map(({ line, ranking, has, needs }) =>
      needs === undefined
        ? `Per la preferenza ${line + 1} non sarebbe bastato nessun punteggio in ${ranking}.`
        : `Per la preferenza ${line + 1} (o una che avevi messo prima) servivano ${decimal(needs)} punti in ${ranking}: ne hai ${decimal(has)}, ne mancano ${decimal(needs - has)}.`,
    ),
    ...first.map((line) => `Mettendo al primo posto la preferenza ${line + 1} l’avresti avuta.`),
  ];
}
