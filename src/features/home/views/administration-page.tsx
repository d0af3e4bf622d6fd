import type { Frame, Visitor } from '../../../ui/index.ts';
import { Instant, Page, Table } from '../../../ui/index.ts';
import type { FilingWindow, Release } from '../../procedures/index.ts';

interface AdministrationPageProps {
  frame: Frame;
  visitor: Visitor;
  procedures: readonly { release: Release; window: FilingWindow | undefined }[];
}

/** What runs on this installation: the procedures in force and their windows, and where the commands are. */
export function AdministrationPage({ frame, visitor, procedures }: AdministrationPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/amministrazione"
      title="Amministrazione"
      heading="Amministrazione"
      width="wide"
      lead="Anagrafe, procedure e personale si gestiscono con i comandi bin/polis, che lasciano traccia di chi li usa."
    >
      <p>
        <a href="/amministrazione/servizi">Servizi che usano questo accesso</a>: registra, prova, sospendi.
      </p>
      <h2>Procedure pubblicate</h2>
      <Table
        caption="Procedure pubblicate, con la finestra in vigore"
        captionHidden
        empty="Nessuna procedura pubblicata: usa bin/polis procedures publish."
        columns={[
          {
            label: 'Procedura',
            heading: true,
            cell: ({ release }) => <a href={`/procedure/${release.procedureId}`}>{release.definition.title}</a>,
          },
          { label: 'Versione', cell: ({ release }) => <code>{release.digest.slice(0, 12)}</code> },
          { label: 'Si apre', cell: ({ window }) => (window ? <Instant at={window.opensAt} /> : 'senza finestra') },
          { label: 'Si chiude', cell: ({ window }) => (window ? <Instant at={window.closesAt} /> : 'senza finestra') },
        ]}
        rows={procedures}
      />
    </Page>
  );
}
