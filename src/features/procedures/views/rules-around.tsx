import { type Definition, EVENT_WORDS } from '../../../engines/procedure/index.ts';
import { type CivilDate, formatDate } from '../../../kernel/civil-date.ts';
import { Details, Table } from '../../../ui/index.ts';
import { Doubt } from './doubt.tsx';

/** The requirements, one by one, each with its norm. */
export function Eligibility({ definition: { eligibility = [] } }: { definition: Definition }) {
  if (eligibility.length === 0) return null;
  return (
    <Table
      caption="Requisiti"
      columns={[
        {
          label: 'Requisito',
          heading: true,
          cell: ({ rule, uncertain }) => (
            <>
              {rule}
              <Doubt of={uncertain} />
            </>
          ),
        },
        { label: 'Se manca', cell: ({ message }) => message },
        { label: 'Norma', cell: ({ norm }) => norm },
      ]}
      rows={eligibility}
    />
  );
}

/** Other applications that must come before, or that stand beside this one. */
export function Neighbours({ definition: { prerequisites = [], parallel, several } }: { definition: Definition }) {
  if (prerequisites.length === 0 && parallel === undefined && several === undefined) return null;
  return (
    <>
      <h3>Insieme ad altre domande</h3>
      <ul>
        {prerequisites.map(({ procedure, message, norm }) => (
          <li key={procedure}>
            {message} <a href={`/procedure/${procedure}`}>Vedi quella procedura</a>
            {norm && ` (${norm})`}
          </li>
        ))}
        {parallel && (
          <li>
            {parallel.rule}
            {parallel.norm && ` (${parallel.norm})`}
            <Doubt of={parallel.uncertain} />
          </li>
        )}
        {several && (
          <li>
            {several.rule}
            {several.norm && ` (${several.norm})`}
            <Doubt of={several.uncertain} />
          </li>
        )}
      </ul>
    </>
  );
}

/** What comes after filing, with its days, and what follows from what one does. */
export function Afterwards({ definition }: { definition: Definition }) {
  const { next_steps, later = [], not_filed, effects = [] } = definition;
  return (
    <>
      <ol>
        {next_steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
        {later.map(({ id, title, what, from, to, uncertain }) => (
          <li key={id}>
            <strong>{title}</strong>
            {daysOf(from, to)}: {what}
            <Doubt of={uncertain} />
          </li>
        ))}
      </ol>
      {not_filed && (
        <>
          <h3>Se non presenti la domanda</h3>
          <p>
            {not_filed.words}
            {not_filed.norm && ` (${not_filed.norm})`}
          </p>
          <Doubt of={not_filed.uncertain} />
        </>
      )}
      {effects.length > 0 && (
        <Details
          summary={`Che cosa comporta quello che fai dopo: ${effects.length === 1 ? 'un caso' : `${effects.length} casi`}`}
        >
          <Effects definition={definition} />
        </Details>
      )}
    </>
  );
}

/** What follows from what one does after filing, under a heading or a line that says so. */
export function Effects({ definition: { effects = [], family } }: { definition: Definition }) {
  const reach = family === undefined || ABOUT_RANKINGS.has(family) ? inRankings : elsewhere;
  return (
    <Table
      caption="Che cosa comporta quello che fai dopo"
      captionHidden
      columns={[
        { label: 'Quando', heading: true, cell: ({ event, title }) => title ?? EVENT_WORDS[event] ?? event },
        {
          label: 'Che cosa succede',
          cell: ({ what, uncertain }) => (
            <>
              {what}
              <Doubt of={uncertain} />
            </>
          ),
        },
        { label: 'Vale per', cell: reach },
        { label: 'Norma', cell: ({ norm }) => norm },
      ]}
      rows={effects}
    />
  );
}

type Effect = NonNullable<Definition['effects']>[number];

const ABOUT_RANKINGS: ReadonlySet<NonNullable<Definition['family']>> = new Set(['rankings', 'competitions']);

function inRankings({ scope, period }: Effect): string {
  return `${SCOPES[scope]}, ${PERIODS[period]}`;
}

/** Who asks for a transfer, a pension or a school hears nothing of rankings. */
function elsewhere({ scope, period }: Effect): string {
  const what = scope === 'all' ? 'questa domanda' : SCOPES[scope];
  return period === 'validity' ? what : `${what}, ${PERIODS[period]}`;
}

const SCOPES = {
  ranking: 'quella graduatoria',
  teaching_class: 'quella classe di concorso',
  school: 'quella scuola',
  all: 'tutte le graduatorie',
} as const;
const PERIODS = {
  school_year: 'per l’anno scolastico',
  validity: 'finché valgono le graduatorie',
  round: 'per quel turno',
} as const;

/** " (dal 15 giugno al 2 luglio)", " (fino al 2 luglio)", as far as it is known. */
export function daysOf(from: string | undefined, to: string | undefined): string {
  const words = [
    ...(from === undefined ? [] : [`dal ${formatDate(from as CivilDate)}`]),
    ...(to === undefined ? [] : [`${from === undefined ? 'fino al' : 'al'} ${formatDate(to as CivilDate)}`]),
  ];
  return words.length === 0 ? '' : ` (${words.join(' ')})`;
}
