import { AskPublication, DecidePublication, Instant, Notice, SummaryList, Table } from '../../../ui/index.ts';
import type { Release } from '../../procedures/index.ts';
import { paths } from '../paths.ts';
import type { AdmissionPublication } from '../publication-store.ts';
import type { PlaceCount, Run, SharedPupilFiling, StateCounts } from '../run.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

interface RunPageProps {
  readonly look: Look;
  readonly release: Release;
  readonly run: Run;
  /** Worked out again now it would be the same. */
  readonly fresh: boolean;
  readonly counts: StateCounts;
  readonly places: readonly PlaceCount[];
  readonly without: readonly { readonly school: string; readonly named: number }[];
  /** Pupils for whom different people have filed. */
  readonly shared: readonly (readonly SharedPupilFiling[])[];
  readonly publications: readonly AdmissionPublication[];
  /** The request that waits for a second person. */
  readonly request: AdmissionPublication | undefined;
  /** Why this person may not decide over it. */
  readonly barred: string | undefined;
  readonly note: string;
  readonly reason: string;
}

/** One run: what came of it in figures, and its publication by two people. No name of a child stands here. */
export function RunPage(props: RunPageProps) {
  const { look, release, run, counts, places, without, shared } = props;
  return (
    <MinistryPage look={look} heading="Il calcolo delle ammissioni" lead={release.definition.title} up={release}>
      <SummaryList
        rows={[
          { label: 'Calcolato', value: <Instant at={run.workedAt} /> },
          { label: 'Da', value: run.worker },
          { label: 'Impronta di criteri, domande ed esiti', value: <code>{run.digest}</code> },
          { label: 'Domande valide', value: String(counts.filings) },
          { label: 'Nella prima scuola indicata', value: String(counts.admitted) },
          { label: 'In una scuola indicata dopo', value: String(counts.moved) },
          { label: 'In nessuna', value: String(counts.notAdmitted) },
        ]}
      />
      <h2>Scuola per scuola</h2>
      <Places places={places} />
      {without.length > 0 && (
        <Notice kind="warning" title="Scuole senza criteri pubblicati">
          <p>
            Qualcuno le ha indicate, ma qui non hanno posti: la domanda passa oltre.{' '}
            {without.map(({ school, named }) => `${school} (${named})`).join(', ')}.
          </p>
        </Notice>
      )}
      {shared.length > 0 && <SharedPupils pupils={shared} />}
      <Publications {...props} />
      <Act {...props} />
    </MinistryPage>
  );
}

function Places({ places }: { places: readonly PlaceCount[] }) {
  return (
    <Table
      caption="Posti, domande e ultimo ammesso"
      captionHidden
      rows={places}
      empty="Nessuna scuola indicata ha posti del tipo chiesto."
      columns={[
        { label: 'Scuola', heading: true, cell: ({ name, school }) => `${name} (${school})` },
        { label: 'Classe, orario o indirizzo', cell: ({ label }) => label },
        { label: 'Posti', figures: true, cell: ({ seats }) => String(seats) },
        { label: 'Richieste', figures: true, cell: ({ wished }) => String(wished) },
        { label: 'Ammessi', figures: true, cell: ({ given }) => String(given) },
        { label: 'Posizione dell’ultimo', figures: true, cell: ({ last }) => (last === null ? '–' : String(last)) },
      ]}
    />
  );
}

function SharedPupils({ pupils }: { pupils: RunPageProps['shared'] }) {
  return (
    <Notice kind="warning" title="Alunni con più domande, di persone diverse">
      <p>
        Il calcolo le conta tutte, e lo stesso alunno può avere due posti. Le scuole che le hanno ricevute sentono le
        famiglie: chi non deve iscriverlo ritira la sua, poi calcola di nuovo.
      </p>
      <ul>
        {pupils.map((filings) => (
          <li key={filings[0]?.registerNumber}>{filings.map(sharedFiling).join('; ')}</li>
        ))}
      </ul>
    </Notice>
  );
}

function sharedFiling({ registerNumber, office, school }: SharedPupilFiling): string {
  return `${registerNumber} di ${office}, ${school === null ? 'nessun posto' : `posto a ${school}`}`;
}

const OUTCOMES = { published: 'pubblicato', refused: 'rifiutato', superseded: 'superato da un altro calcolo' } as const;

function Publications({ publications }: RunPageProps) {
  const decided = publications.flatMap((each) => (each.outcome === null ? [] : [{ ...each, outcome: each.outcome }]));
  if (decided.length === 0) return null;
  return (
    <>
      <h2>Le richieste già decise</h2>
      <ul>
        {decided.map(({ id, asker, outcome, decider, decidedAt, reason }) => (
          <li key={id}>
            Chiesto da {asker}, {OUTCOMES[outcome]}
            {outcome !== 'superseded' && ` da ${decider}`}
            {decidedAt !== null && (
              <>
                , <Instant at={decidedAt} />
              </>
            )}
            .{reason !== null && ` Motivo: ${reason}`}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Asking where nothing waits, deciding where something does; nothing more once it is published. */
function Act({ look, run, fresh, publications, request, barred, note, reason }: RunPageProps) {
  const { visitor, errors } = look;
  if (request !== undefined) {
    const publishes = 'Pubblico: ogni famiglia legge il suo esito e viene avvisata';
    const action = paths.decision(run.procedureId, run.id);
    return <DecidePublication {...{ visitor, errors, action, request, barred, publishes, reason }} />;
  }
  if (publications.some(({ outcome }) => outcome === 'published')) return null;
  if (!fresh) {
    return (
      <Notice kind="warning" title="Non si pubblica più">
        <p>Dopo il calcolo le domande sono cambiate. Torna alla procedura e calcola di nuovo.</p>
      </Notice>
    );
  }
  const example = 'posti e criteri deliberati dalle scuole, verbale del sorteggio n. 2.';
  const action = paths.publication(run.procedureId, run.id);
  return <AskPublication {...{ visitor, errors, action, digest: run.digest, note, example }} />;
}
