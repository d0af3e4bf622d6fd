import { visibleAnswers } from '../../engines/procedure/index.ts';
import { type Contender, type Ranking, rank } from '../../engines/ranking/index.ts';
import { type ScoringPack, scorePositions, standingsOf } from '../../engines/scoring/index.ts';
import type { Documents } from './criteria/documents-in.ts';
import { orderAt } from './criteria/standing.ts';
import { type Difference, differs, exampleAnswers } from './difference.ts';
import type { ExampleOrder } from './example-schema.ts';
import { exampleWorld } from './example-world.ts';
import type { Pack } from './release.ts';

/** Ranks the people of an example and compares who comes before whom, and why, with what it expects. */
export function playOrder(example: ExampleOrder, pack: Pack, documents: Documents): readonly Difference[] {
  const { school } = example;
  return school === undefined ? playRanking(example, pack) : playAt(school, example, pack, documents);
}

/** The order of the procedure itself. */
function playRanking(example: ExampleOrder, { definition, scoring }: Pack): readonly Difference[] {
  if (scoring?.ranking === undefined) return [{ what: 'ordine', expected: 'ranking in scoring.yaml', got: 'non c’è' }];
  const people: Contender[] = [];
  for (const [id, person] of Object.entries(example.people)) {
    const seen = visibleAnswers(definition, exampleAnswers(person));
    const found = standingIn(scoring, seen, { applicant: person.applicant, target: example.target }, example.position);
    if (found === undefined) return [{ what: id, expected: 'un punteggio', got: 'nessun punteggio' }];
    people.push({ id, ...found });
  }
  return differencesIn(rank(people, scoring.ranking, example.seed), example);
}

/** The order of one school, by its own criteria. */
function playAt(school: string, example: ExampleOrder, { definition }: Pack, documents: Documents) {
  const document = documents.get(school);
  if (document === undefined) return [{ what: school, expected: `schools/${school}.yaml`, got: 'non c’è' }];
  const people = Object.entries(example.people).map(([id, person]) => ({ id, answers: exampleAnswers(person) }));
  const about = { definition, seed: example.seed ?? '' };
  return differencesIn(orderAt(document, school, people, about), example);
}

function differencesIn(ranking: Ranking, example: ExampleOrder): readonly Difference[] {
  return [
    ...differs('ordine', example.expect.order.map(together).join(', '), told(ranking)),
    ...(example.expect.because ?? []).flatMap((wanted) => reasonDifferences(wanted, ranking)),
  ];
}

function standingIn(
  scoring: ScoringPack,
  answers: ReturnType<typeof exampleAnswers>,
  around: Parameters<typeof scorePositions>[3],
  position: string | undefined,
) {
  const standings = standingsOf(scoring, scorePositions(scoring, answers, exampleWorld(), around));
  return standings.find(({ key }) => position === undefined || key === position);
}

function together(place: string | readonly string[]): string {
  return typeof place === 'string' ? place : place.toSorted().join(' = ');
}

/** "Bruno, Anna = Carla": equals stand together. */
function told(ranking: Ranking): string {
  const places = Map.groupBy(ranking, ({ position }) => position);
  return [...places.values()].map((same) => together(same.map(({ id }) => id))).join(', ');
}

type Reason = NonNullable<ExampleOrder['expect']['because']>[number];

function reasonDifferences({ above, below, by, words }: Reason, ranking: Ranking): readonly Difference[] {
  const what = `${above} prima di ${below}`;
  const reason = ranking.find(({ id }) => id === below)?.because;
  if (reason === undefined || reason.above !== above) {
    return [{ what, expected: by, got: reason === undefined ? 'non è deciso' : `prima c’è ${reason.above}` }];
  }
  return [...differs(what, by, reason.by), ...(words === undefined ? [] : differs(what, words, reason.words))];
}
