import { formatPoints } from '../../../kernel/points.ts';
import { Actions, Button, Form, Notice, Radios, Table, TextArea } from '../../../ui/index.ts';
import { type Candidate, type Contest, candidateCount } from '../contest.ts';
import { resultWords } from '../import-changes.ts';
import { paths } from '../office.ts';
import type { TrialPublication } from '../publication.ts';
import type { Publishable } from '../publication-store.ts';
import { countsOf, OUTCOMES } from '../publishing.ts';
import { errorOf, type Look } from './look.ts';
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
  const { look, contest, found, request } = props;
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
      {request === undefined || request.digest !== found.digest ? (
        <Ask {...props} />
      ) : (
        <Decide {...props} request={request} />
      )}
    </OfficePage>
  );
}

function Ask({ look, contest, what, found, note }: PublicationPageProps) {
  if (found.digest === undefined) return null;
  return (
    <Form action={paths.publication(contest.id, what)} csrf={look.visitor?.csrf} hidden={{ digest: found.digest }}>
      <TextArea
        name="note"
        label="Che cosa si pubblica e con quale atto"
        hint="Lo legge chi decide. Per esempio: verbale della commissione n. 4 del 10 aprile."
        value={note}
        maxlength={2000}
        error={errorOf(look, 'note')}
      />
      <Actions>
        <Button>Chiedi la pubblicazione</Button>
      </Actions>
    </Form>
  );
}

function Decide({
  look,
  contest,
  what,
  request,
  barred,
  reason,
}: PublicationPageProps & { request: TrialPublication }) {
  return (
    <>
      <h2>La decisione</h2>
      <p>
        {request.asker} chiede di pubblicare: «{request.note}»
      </p>
      {barred !== undefined && (
        <Notice kind="info" title="Non puoi decidere tu">
          {barred}
        </Notice>
      )}
      {barred === undefined && (
        <Form action={paths.decision(contest.id, what)} csrf={look.visitor?.csrf} hidden={{ request: request.id }}>
          <Radios
            name="decision"
            label="Che cosa decidi"
            choices={[
              { value: 'publish', label: 'Pubblico: ogni candidato vede il suo e viene avvisato' },
              { value: 'refuse', label: 'Rifiuto' },
            ]}
            error={errorOf(look, 'decision')}
          />
          <TextArea
            name="reason"
            label="Motivo del rifiuto"
            hint="Serve solo se rifiuti."
            value={reason}
            optional
            maxlength={2000}
            error={errorOf(look, 'reason')}
          />
          <Actions>
            <Button>Conferma la decisione</Button>
          </Actions>
        </Form>
      )}
    </>
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
