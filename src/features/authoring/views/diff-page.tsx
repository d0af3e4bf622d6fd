import type { ReleaseChange } from '../../../engines/procedure/index.ts';
import { Actions, LinkButton, Table } from '../../../ui/index.ts';
import { byPart, CHANGE_KINDS } from '../../procedures/index.ts';
import { paths } from '../paths.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

interface DiffPageProps {
  readonly look: Look;
  readonly id: string;
  /** Undefined when nothing is in force yet. */
  readonly changes: readonly ReleaseChange[] | undefined;
}

/** What the working copy changes of the release in force, part by part. */
export function DiffPage({ look, id, changes }: DiffPageProps) {
  return (
    <MinistryPage look={look} heading="Confronto con la versione in vigore" procedure={id}>
      <h2>Che cosa cambia</h2>
      <Changes changes={changes} />
      <Actions>
        <LinkButton href={paths.procedure(id)} look="outline">
          Torna alla procedura
        </LinkButton>
      </Actions>
    </MinistryPage>
  );
}

export function Changes({ changes }: Pick<DiffPageProps, 'changes'>) {
  if (changes === undefined) return <p>La procedura non è mai stata pubblicata: è tutta nuova.</p>;
  if (changes.length === 0) return <p>Nessuna differenza: la copia di lavoro dice le stesse cose.</p>;
  return (
    <>
      <p>
        Differenze: <strong>{changes.length}</strong>.
      </p>
      {byPart(changes).map(([part, own]) => (
        <section key={part} aria-label={part}>
          <h3>{part}</h3>
          <Table
            caption={`Che cosa cambia: ${part}`}
            captionHidden
            columns={[
              { label: 'Che cosa', heading: true, cell: ({ what }) => (what === '' ? part : what) },
              { label: 'Come', cell: ({ kind }) => CHANGE_KINDS[kind] },
              { label: 'Prima', cell: ({ before }) => <span class="pre-line">{before ?? ''}</span> },
              { label: 'Dopo', cell: ({ after }) => <span class="pre-line">{after ?? ''}</span> },
            ]}
            rows={own}
          />
        </section>
      ))}
    </>
  );
}
