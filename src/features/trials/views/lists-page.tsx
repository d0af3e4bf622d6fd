import { type Frame, Page, type Visitor } from '../../../ui/index.ts';
import type { Release } from '../../procedures/index.ts';
import type { Contest } from '../contest.ts';

interface ListsPageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly release: Release;
  readonly contests: readonly Contest[];
}

/** The competitions of a procedure of which something is published. */
export function ListsPage({ frame, visitor, release, contests }: ListsPageProps) {
  const { procedureId, definition } = release;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/procedure"
      title={`Esiti pubblicati – ${definition.title}`}
      heading="Esiti pubblicati"
      lead={definition.title}
      breadcrumb={[
        { href: '/procedure', label: 'Procedure' },
        { href: `/procedure/${procedureId}`, label: definition.title },
      ]}
    >
      <p>
        Negli elenchi ci sono i numeri dei candidati, non i nomi. Il tuo numero, i tuoi punti e il perché li trovi in{' '}
        {/* Their own, whoever they act for: nothing of it is opened to who acts for another. */}
        {visitor?.acting === undefined ? <a href="/prove">Prove e punteggio</a> : '«Prove e punteggio»'}.
      </p>
      {contests.length === 0 ? (
        <p>Non è ancora pubblicato niente.</p>
      ) : (
        <ul class="link-list">
          {contests.map(({ id, title, officeName }) => (
            <li key={id}>
              <a href={`/procedure/${procedureId}/esiti/${id}`}>
                {officeName}: {title}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
