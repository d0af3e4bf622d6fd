import { conditionNames, type Definition } from '../../../engines/procedure/index.ts';
import { conditionWords } from '../../../kernel/condition-words.ts';
import { formatPoints, pointsOf } from '../../../kernel/points.ts';
import { stageOf, type Trial, type TrialRules } from '../../../kernel/trial-rules.ts';
import { PointsBar, SummaryList } from '../../../ui/index.ts';
import { TRIAL_KINDS } from '../trial-words.ts';
import { Doubt } from './doubt.tsx';

/** The trials of a competition, one by one, and how what they give adds up. */
export function Trials({ definition, trials }: { definition: Definition; trials: TrialRules }) {
  const { titles, total, list } = trials;
  return (
    <>
      <PointsBar
        id="totale-prove"
        title={`Il totale è al massimo ${written(total)} punti`}
        parts={[
          ...stagesOf(trials).map(({ title, max }) => ({ label: title, points: pointsOf(max) })),
          ...(titles === undefined ? [] : [{ label: 'Titoli', points: pointsOf(titles.max) }]),
        ]}
      />
      {list.map((trial) => (
        <section key={trial.id} aria-labelledby={`prova-${trial.id}`}>
          <h3 id={`prova-${trial.id}`}>{trial.title}</h3>
          <p>{trial.what}</p>
          <Doubt of={trial.uncertain} />
          <SummaryList rows={rowsOf(definition, trials, trial)} />
        </section>
      ))}
      <p>
        Il totale è al massimo {written(total)} punti: {totalWords(trials)}
        {titles && `, e i titoli fino a ${written(titles.max)}${titles.norm ? ` (${titles.norm})` : ''}`}.
      </p>
    </>
  );
}

function rowsOf(definition: Definition, { list, contests }: TrialRules, trial: Trial) {
  const { kind, max, pass, after, admits, when, notice_days, bring, norm } = trial;
  const section = definition.sections.find(({ id }) => id === contests?.section);
  const together = list.filter((each) => each !== trial && stageOf(each) === stageOf(trial));
  const row = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }]);
  return [
    ...row('Come si svolge', TRIAL_KINDS[kind]),
    ...row('Punti', `al massimo ${written(max)}${pass === undefined ? '' : `; si passa con almeno ${written(pass)}`}`),
    ...row('Chi la fa', callWords(list, after)),
    ...row('Solo se', when && conditionWords(when, conditionNames(definition, section))),
    ...row(
      'Ammessi alla prova dopo',
      admits && `al più ${admits.per_post} per ogni posto, e chi ha i punti dell’ultimo`,
    ),
    ...row('Fa media con', together.length === 0 ? undefined : together.map(({ title }) => title).join(', ')),
    ...row('Preavviso', notice_days === 0 ? undefined : `almeno ${notice_days} giorni`),
    ...row('Che cosa portare', bring.length === 0 ? undefined : bring.join('; ')),
    ...row('Norma', norm),
  ];
}

function callWords(list: readonly Trial[], after: string | undefined): string {
  const before = list.find(({ id }) => id === after);
  return before === undefined ? 'Tutti quelli che hanno inoltrato la domanda' : `Chi è ammesso dopo: ${before.title}`;
}

function totalWords(trials: TrialRules): string {
  return stagesOf(trials)
    .map(({ title, max }) => `${title} fino a ${written(max)}`)
    .join(', ');
}

/** Trials taken together make one mean, and count once. */
function stagesOf({ list }: TrialRules) {
  return [...Map.groupBy(list, stageOf).values()].map((stage) => ({
    title: stage.map(({ title }) => title).join(' e '),
    max: stage[0]?.max ?? 0,
  }));
}

function written(points: number): string {
  return formatPoints(pointsOf(points)).replace(',00', '');
}
