import { Actions, Instant, LinkButton, Pager, Table } from '../../../ui/index.ts';
import { type MoveCount, type ToldPerson, touchedWords } from '../../applications/index.ts';
import type { Release } from '../../procedures/index.ts';
import { paths } from '../paths.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

interface ToldPageProps {
  readonly look: Look;
  readonly release: Release;
  readonly counts: readonly MoveCount[];
  /** Applications the release has still to reach. */
  readonly left: number;
  readonly people: readonly ToldPerson[];
  /** Counts from 0. */
  readonly number: number;
  readonly size: number;
}

/** How far a release has got: how many it touches, who was told, of which answers. */
export function ToldPage({ look, release, counts, left, people, number, size }: ToldPageProps) {
  const told = counts.filter(({ touched }) => touched).reduce((sum, each) => sum + each.people, 0);
  return (
    <MinistryPage
      look={look}
      heading="Avvisi"
      procedure={release.procedureId}
      lead={
        <>
          Versione <code>{release.digest.slice(0, 16)}</code>, pubblicata <Instant at={release.publishedAt} />.
        </>
      }
    >
      <h2>Quante persone</h2>
      <Table
        caption="Domande cominciate prima di questa versione"
        captionHidden
        empty="Quando è stata pubblicata nessuno aveva una domanda cominciata."
        columns={[
          { label: 'Domanda', heading: true, cell: ({ standing }) => STANDINGS[standing] },
          {
            label: 'Avvisate',
            cell: ({ touched }) => (touched ? 'sì: alcune risposte sono cambiate' : 'no: nessuna risposta è toccata'),
          },
          { label: 'Persone', figures: true, cell: (each) => each.people },
        ]}
        rows={counts}
      />
      {left > 0 && (
        <p>
          Ancora da raggiungere: <strong>{left}</strong>. Il lavoro va avanti da solo, finché la finestra è aperta.
        </p>
      )}
      {told > 0 && <h2>Chi è stato avvisato, e di che cosa</h2>}
      {told > 0 && (
        <Table
          caption="Chi è stato avvisato"
          captionHidden
          columns={[
            { label: 'Persona', heading: true, cell: ({ person }) => person },
            { label: 'Domanda', cell: ({ standing }) => STANDINGS[standing] },
            { label: 'Quando', cell: ({ at }) => <Instant at={at} /> },
            {
              label: 'Risposte',
              cell: ({ touched }) => (
                <ul>
                  {touched.map((each) => (
                    <li key={[each.section, each.item, each.field].join('.')}>
                      {each.where}: {touchedWords(withoutAnswer(each))}
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
          rows={people}
        />
      )}
      <Pager
        page={number + 1}
        pages={Math.ceil(told / size)}
        hrefOf={(page) => `${paths.told(release.procedureId)}?pagina=${page}`}
      />
      <Actions>
        <LinkButton href={paths.procedure(release.procedureId)} look="outline">
          Torna alla procedura
        </LinkButton>
      </Actions>
    </MinistryPage>
  );
}

/** What somebody answered is nobody's business here. */
function withoutAnswer({ was: _was, ...touched }: ToldPerson['touched'][number]) {
  return touched;
}

const STANDINGS = {
  draft: 'bozza, spostata alla nuova versione',
  correcting: 'inoltrata e in correzione: la correzione è spostata',
  filed: 'inoltrata: resta valida com’è',
  withdrawn: 'ritirata: resta com’è',
} as const;
