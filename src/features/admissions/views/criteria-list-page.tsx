import { Instant, Page, Table } from '../../../ui/index.ts';
import type { FilingWindow, Release, SchoolSource } from '../../procedures/index.ts';
import { criteriaPaths } from '../paths.ts';
import type { Look } from './look.ts';

interface CriteriaListPageProps {
  readonly look: Look;
  /** Name of the institute. */
  readonly school: string;
  readonly rows: readonly {
    readonly release: Release;
    readonly window: FilingWindow | undefined;
    readonly published: SchoolSource | undefined;
  }[];
}

/** The procedures in which a school decides by criteria of its own. */
export function CriteriaListPage({ look, school, rows }: CriteriaListPageProps) {
  const { frame, visitor, notice } = look;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/ufficio"
      title="I criteri della scuola – Ufficio"
      heading="I criteri della scuola"
      lead={`${school}. Posti, domande e criteri delle iscrizioni: si pubblicano prima dell’apertura.`}
      width="wide"
      breadcrumb={[{ href: '/ufficio', label: 'Domande ricevute' }]}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
    >
      <Table
        caption="Procedure"
        captionHidden
        rows={rows}
        empty="Non ci sono procedure in cui le scuole scelgono con criteri loro."
        columns={[
          {
            label: 'Procedura',
            heading: true,
            cell: ({ release }) => <a href={criteriaPaths.one(release.procedureId)}>{release.definition.title}</a>,
          },
          { label: 'Apre', cell: ({ window }) => (window === undefined ? '–' : <Instant at={window.opensAt} />) },
          {
            label: 'Criteri pubblicati',
            cell: ({ published }) => (published === undefined ? 'mai' : <Instant at={published.publishedAt} />),
          },
        ]}
      />
    </Page>
  );
}
