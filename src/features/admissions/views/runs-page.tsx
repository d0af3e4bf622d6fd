import { Actions, Button, errorFor, Form, Instant, StateTag, Table, TextArea } from '../../../ui/index.ts';
import type { FilingWindow, Release } from '../../procedures/index.ts';
import { paths } from '../paths.ts';
import type { AdmissionPublication } from '../publication-store.ts';
import type { Run } from '../run.ts';
import type { Seed } from '../run-store.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

interface RunsPageProps {
  readonly look: Look;
  readonly release: Release;
  readonly window: FilingWindow | undefined;
  readonly seed: Seed | undefined;
  readonly runs: readonly Run[];
  readonly publications: readonly AdmissionPublication[];
  /** The seed as it was typed. */
  readonly typed: string;
}

/** The admissions of one procedure: the seed, the runs on record, and working them out. */
export function RunsPage(props: RunsPageProps) {
  const { look, release, window, seed } = props;
  const { procedureId, definition } = release;
  return (
    <MinistryPage look={look} heading={`Ammissioni: ${definition.title}`}>
      <h2>1. Il seme dei sorteggi</h2>
      {seed === undefined ? <WriteSeed {...props} /> : <SeedPart seed={seed} />}
      <h2>2. Il calcolo</h2>
      <p>
        Ogni scuola guarda tutte le domande che la nominano, con i suoi criteri; ogni famiglia ha la prima delle sue
        scuole che ha posto. Nessuno perde un posto per aver indicato prima un’altra scuola.
      </p>
      {window?.phase !== 'closed' && (
        <p>
          Si calcola quando le domande sono chiuse
          {window !== undefined && (
            <>
              : <Instant at={window.closesAt} />
            </>
          )}
          .
        </p>
      )}
      {window?.phase === 'closed' && seed !== undefined && (
        <Form action={paths.procedure(procedureId)} csrf={look.visitor?.csrf} label="Calcola le ammissioni">
          <Actions>
            <Button>Calcola le ammissioni</Button>
          </Actions>
        </Form>
      )}
      <h2>3. I calcoli a verbale</h2>
      <Runs {...props} />
    </MinistryPage>
  );
}

function WriteSeed({ look, release, typed }: RunsPageProps) {
  return (
    <>
      <p>
        Dove i criteri di una scuola lasciano due domande alla pari decide il sorteggio, e il sorteggio dipende dal
        seme. Si scrive una volta sola e poi non cambia: usa qualcosa che nessuno può scegliere.
      </p>
      <Form action={paths.seed(release.procedureId)} csrf={look.visitor?.csrf}>
        <TextArea
          name="seed"
          label="Seme e da dove viene"
          hint="Per esempio: estrazioni del lotto del 17 febbraio 2026, ruota di Roma, 12 45 7 88 31."
          value={typed}
          maxlength={500}
          rows={2}
          error={errorFor(look.errors, 'seed')}
        />
        <Actions>
          <Button>Metti a verbale il seme</Button>
        </Actions>
      </Form>
    </>
  );
}

function SeedPart({ seed: { seed, writer, writtenAt } }: { seed: Seed }) {
  return (
    <p>
      «{seed}». Lo ha scritto {writer}, <Instant at={writtenAt} />.
    </p>
  );
}

function Runs({ release, runs, publications }: RunsPageProps) {
  return (
    <Table
      caption="Calcoli a verbale"
      captionHidden
      rows={runs}
      empty="Non c’è ancora nessun calcolo."
      columns={[
        {
          label: 'Calcolo',
          heading: true,
          cell: ({ id, workedAt }) => (
            <a href={paths.run(release.procedureId, id)}>
              <Instant at={workedAt} />
            </a>
          ),
        },
        { label: 'Di', cell: ({ worker }) => worker },
        { label: 'Impronta', cell: ({ digest }) => <code>{digest.slice(0, 16)}</code> },
        { label: 'Stato', cell: ({ id }) => <State of={publications.filter(({ runId }) => runId === id)} /> },
      ]}
    />
  );
}

function State({ of }: { of: readonly AdmissionPublication[] }) {
  if (of.some(({ outcome }) => outcome === 'published')) return <StateTag tone="success">Pubblicato</StateTag>;
  if (of.some(({ outcome }) => outcome === null)) return <StateTag tone="warning">Aspetta una decisione</StateTag>;
  return <StateTag tone="neutral">Non pubblicato</StateTag>;
}
