import { formatPoints } from '../../../kernel/points.ts';
import { AskPublication, DecidePublication, Notice, Table } from '../../../ui/index.ts';
import { type Candidate, type Contest, candidateCount } from '../contest.ts';
import { resultWords } from '../import-changes.ts';
import { paths } from '../office.ts';
import type { TrialPublication } from '../publication.ts';
import type { Publishable } from '../publication-store.ts';
import { countsOf, OUTCOMES } from '../publishing.ts';
import type { Look } from './look.ts';
import { OfficePage } from './office-page.tsx';

interface PublicationPageProps {
  readonly look: Look;
  readonly contest: Contest;
  /** Name of what is published, in the address. */
  readonly what: string;
  readonly found: Publishable;
  readonly candidates: readonly Candidate[];
  /** The request that waits for a second person. */
  readonly request: TrialPublication | undefined;
  /** Why this person may not decide over it. */
  readonly barred: string | undefined;
  readonly note: string;
  readonly reason: string;
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
      <Act {...props} />
    </OfficePage>
  );
}

/** Asking where nothing waits for what is shown, deciding where something does. */
function Act({ look, contest, what, found, note, reason, request, barred }: PublicationPageProps) {
  const { visitor, errors } = look;
  if (request !== undefined && request.digest === found.digest) {
    const publishes = 'Pubblico: ogni candidato vede il suo e viene avvisato';
    const action = paths.decision(contest.id, what);
    return <DecidePublication {...{ visitor, errors, action, request, barred, publishes, reason }} />;
  }
  if (found.digest === undefined) return null;
  const example = 'verbale della commissione n. 4 del 10 aprile.';
  const action = paths.publication(contest.id, what);
  return <AskPublication {...{ visitor, errors, action, digest: found.digest, note, example }} />;
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
