import { formatPoints } from '../../../kernel/points.ts';
import type { Trial } from '../../../kernel/trial-rules.ts';
import { type Frame, Page, Table, type Visitor } from '../../../ui/index.ts';
import type { Contest } from '../contest.ts';
import { resultWords } from '../import-changes.ts';
import type { PublicLine, PublicPlace } from '../participation-store.ts';
import { OUTCOMES } from '../publishing.ts';

interface OneListPageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly contest: Contest;
  readonly merit: readonly PublicPlace[];
  readonly outcomes: readonly { readonly trial: Trial; readonly lines: readonly PublicLine[] }[];
}

/** The lists of one competition, by number. */
export function OneListPage({ frame, visitor, contest, merit, outcomes }: OneListPageProps) {
  const { procedureId, definition } = contest.release;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/procedure"
      title={`Esiti: ${contest.title}`}
      heading={contest.title}
      lead={contest.officeName}
      breadcrumb={[
        { href: `/procedure/${procedureId}`, label: definition.title },
        { href: `/procedure/${procedureId}/esiti`, label: 'Esiti pubblicati' },
      ]}
    >
      {merit.length > 0 && (
        <Table
          caption="Graduatoria di merito"
          cards={false}
          rows={merit}
          columns={[
            { label: 'Posto', heading: true, figures: true, cell: ({ position }) => String(position) },
            { label: 'Candidato', figures: true, cell: ({ number }) => String(number) },
            { label: 'Totale', figures: true, cell: ({ total }) => formatPoints(total) },
          ]}
        />
      )}
      {outcomes
        .filter(({ lines }) => lines.length > 0)
        .map(({ trial, lines }) => (
          <Table
            key={trial.id}
            caption={trial.title}
            cards={false}
            rows={lines}
            columns={[
              { label: 'Candidato', heading: true, figures: true, cell: ({ number }) => String(number) },
              { label: 'Punti', figures: true, cell: ({ points }) => resultWords(points) },
              { label: 'Esito', cell: ({ outcome }) => OUTCOMES[outcome].word },
            ]}
          />
        ))}
    </Page>
  );
}
