import { formatPoints, pointsOf } from '../../../kernel/points.ts';
import type { Trial } from '../../../kernel/trial-rules.ts';
import {
  Actions,
  Button,
  Details,
  Form,
  Instant,
  Notice,
  PointsBar,
  PointsTable,
  ScoreBar,
  StateTag,
} from '../../../ui/index.ts';
import type { RankingPoints } from '../../applications/index.ts';
import {
  type OwnOutcome,
  type OwnPaper,
  type OwnPlace,
  type Participation,
  type TrialState,
  trialState,
} from '../participation.ts';
import { OUTCOMES } from '../publishing.ts';

interface CompetitionPartProps {
  readonly own: Participation;
  readonly titles: RankingPoints | undefined;
  readonly csrf: string | undefined;
  readonly now: Date;
}

/** One competition: its trials in their order, the titles, and the place in the ranking. */
export function CompetitionPart({ own, titles, csrf, now }: CompetitionPartProps) {
  const { contest, place, id } = own;
  return (
    <section aria-labelledby={`contest-${id}`}>
      <h2 id={`contest-${id}`}>{contest.title}</h2>
      <p>
        {contest.officeName}. Il tuo numero di candidato è <strong class="figures">{own.number}</strong>: negli elenchi
        pubblici compare quello, e non il tuo nome.
      </p>
      {own.gone && (
        <Notice kind="warning" title="Hai ritirato la domanda">
          <p>Non partecipi più a questo concorso. Quello che era già stato pubblicato resta qui.</p>
        </Notice>
      )}
      {place && <Place own={own} place={place} />}
      {contest.trials.map((trial) => (
        <TrialPart key={trial.id} own={own} csrf={csrf} trial={trial} state={trialState(own, trial, now)} />
      ))}
      {titles && titles.missing === undefined && <Titles own={own} titles={titles} />}
    </section>
  );
}

interface TrialPartProps {
  readonly own: Participation;
  readonly csrf: string | undefined;
  readonly trial: Trial;
  readonly state: TrialState;
}

function TrialPart({ own, csrf, trial, state }: TrialPartProps) {
  const paper = own.papers.get(trial.id);
  return (
    <section aria-labelledby={`trial-${own.id}-${trial.id}`}>
      <h3 id={`trial-${own.id}-${trial.id}`}>{trial.title}</h3>
      {state.state === 'published' && <Published own={own} trial={trial} outcome={state.outcome} />}
      {paper && <PaperButton own={own} csrf={csrf} trial={trial} paper={paper} />}
      {state.state === 'closed' && <p>Non la fai: dopo «{state.after.title}» non sei stato ammesso.</p>}
      {state.state === 'waiting' && <p>Non sei ancora convocato. Quando c’è il giorno ti scriviamo.</p>}
      {state.state === 'convened' && (
        <p>
          {state.over ? 'Eri convocato' : 'Sei convocato'} <Instant at={state.called.startsAt} />, {state.called.place}.
          {state.over && ' L’esito non è ancora pubblicato: quando esce ti scriviamo.'}
        </p>
      )}
    </section>
  );
}

/** Posted, because who opened it and when is kept. */
function PaperButton({ own, csrf, trial, paper }: Omit<TrialPartProps, 'state'> & { readonly paper: OwnPaper }) {
  return (
    <Form
      action={`/istanze/${own.applicationId}/prove/elaborato`}
      csrf={csrf}
      hidden={{ paper: paper.paper }}
      label={`Il tuo elaborato: ${trial.title}`}
    >
      <Actions>
        <Button look="outline" icon="it-download" about={`di ${trial.title}`}>
          Scarica il tuo elaborato (PDF, {Math.ceil(paper.size / 1000)}&nbsp;kB)
        </Button>
      </Actions>
    </Form>
  );
}

function Published({ own, trial, outcome }: { own: Participation; trial: Trial; outcome: OwnOutcome }) {
  const { word, good } = OUTCOMES[outcome.outcome];
  return (
    <>
      <p>
        <StateTag tone={good ? 'success' : 'danger'}>{word}</StateTag>
      </p>
      {outcome.points !== null && (
        <ScoreBar
          id={`score-${own.id}-${trial.id}`}
          label={trial.title}
          points={outcome.points}
          max={pointsOf(trial.max)}
          pass={trial.pass === undefined ? undefined : pointsOf(trial.pass)}
        />
      )}
      <p>{outcome.because}</p>
      <p class="text-secondary">
        Pubblicato <Instant at={outcome.publishedAt} />.
      </p>
    </>
  );
}

function Place({ own, place }: { own: Participation; place: OwnPlace }) {
  const { contest } = own;
  return (
    <>
      <h3>Graduatoria di merito: posto {place.position}</h3>
      <p>
        Sei al posto <strong class="figures">{place.position}</strong> di {place.people}, con{' '}
        <strong class="figures">{formatPoints(place.total)}</strong> punti su{' '}
        {formatPoints(pointsOf(contest.rules.total))}.
        {contest.posts !== undefined &&
          ` I posti sono ${contest.posts}: chi li ottiene dipende anche dalle riserve di legge.`}
      </p>
      <PointsBar id={`place-${own.id}`} title="Da dove vengono i tuoi punti" parts={place.parts} />
      {place.decidedBy !== null && <p>Chi ti precede è prima di te per: {place.decidedBy}.</p>}
      <p class="text-secondary">
        Pubblicata <Instant at={place.publishedAt} />.
      </p>
    </>
  );
}

function Titles({ own, titles }: { own: Participation; titles: RankingPoints }) {
  const max = own.contest.rules.titles?.max ?? 0;
  const counted = Math.min(titles.total, pointsOf(max));
  return (
    <>
      <h3>Titoli: {formatPoints(counted)} punti</h3>
      <p>
        {own.place === undefined
          ? 'È un calcolo su quello che hai dichiarato: la commissione lo controlla, e conta nella graduatoria di merito.'
          : 'Quello che hai dichiarato, valutato con le regole del concorso.'}{' '}
        Al massimo {formatPoints(pointsOf(max))} punti.
      </p>
      {titles.rows.length > 0 && (
        <Details summary="I tuoi titoli, uno per uno">
          <PointsTable caption={`I punti dei titoli: ${own.contest.title}`} captionHidden lines={titles.rows} />
        </Details>
      )}
    </>
  );
}
