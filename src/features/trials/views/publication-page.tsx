import { formatPoints } from '../../../kernel/points.ts';
import { Notice, Table } from '../../../ui/index.ts';
import { type Candidate, candidateCount } from '../contest.ts';
import { resultWords } from '../import-changes.ts';
import { countsOf, OUTCOMES } from '../publishing.ts';
import { OfficePage } from './office-page.tsx';
import { PublicationAct, type PublicationActProps } from './publication-act.tsx';

interface PublicationPageProps extends PublicationActProps {
  readonly candidates: readonly Candidate[];
}

/** What would be published; asked for by one person, decided by another. */
export function PublicationPage(props: PublicationPageProps) {
  const { look, contest, found } = props;
  const title = found.trial === undefined ? 'Graduatoria di merito' : `Esito: ${found.trial.title}`;
  return (
    <OfficePage
      look={look}
      heading={title}
      contest={contest}
      lead="Una persona chiede di pubblicare, un’altra guarda e decide."
    >
      {'missing' in found.proposal ? (
        <Notice kind="warning" title="Non si può ancora pubblicare">
          {found.proposal.missing}
        </Notice>
      ) : (
        <Lines {...props} />
      )}
      <PublicationAct {...props} />
    </OfficePage>
  );
}

/** Each line with number and name: the office checks people, the public will see the number alone. */
function Lines({ found, candidates }: PublicationPageProps) {
  const who = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const numberOf = (id: string) => String(who.get(id)?.number ?? '');
  const nameOf = (id: string) => `${who.get(id)?.surname ?? ''} ${who.get(id)?.name ?? ''}`;
  if ('missing' in found.proposal) return null;
  if (found.trial === undefined) {
    const { lines } = found.proposal;
    return (
      <Table
        caption={`Graduatoria: ${candidateCount(lines.length)}`}
        rows={lines}
        columns={[
          { label: 'Posto', heading: true, figures: true, cell: ({ position }) => String(position) },
          { label: 'Numero', figures: true, cell: ({ candidate }) => numberOf(candidate) },
          { label: 'Candidato', cell: ({ candidate }) => nameOf(candidate) },
          {
            label: 'Punti',
            cell: ({ parts }) => parts.map(({ label, points }) => `${label} ${formatPoints(points)}`).join(', '),
          },
          { label: 'Totale', figures: true, cell: ({ total }) => formatPoints(total) },
          { label: 'Dopo chi precede per', cell: ({ decidedBy }) => decidedBy ?? '–' },
        ]}
      />
    );
  }
  const { lines } = found.proposal;
  return (
    <>
      <p>
        {countsOf(lines)
          .map(({ outcome, count }) => `${OUTCOMES[outcome].word}: ${count}`)
          .join('. ')}
        .
      </p>
      <Table
        caption={`Esiti: ${candidateCount(lines.length)}`}
        rows={lines}
        columns={[
          { label: 'Numero', heading: true, figures: true, cell: ({ candidate }) => numberOf(candidate) },
          { label: 'Candidato', cell: ({ candidate }) => nameOf(candidate) },
          { label: 'Punti', figures: true, cell: ({ points }) => resultWords(points) },
          { label: 'Esito', cell: ({ outcome }) => OUTCOMES[outcome].word },
        ]}
      />
    </>
  );
}
