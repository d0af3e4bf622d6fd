import { Actions, Button, Form, Table } from '../../../ui/index.ts';
import type { Contest } from '../contest.ts';
import { HOME, paths } from '../office.ts';
import type { Look } from './look.ts';
import { OfficePage } from './office-page.tsx';

interface ContestsPageProps {
  readonly look: Look;
  readonly officeName: string;
  readonly contests: readonly { readonly contest: Contest; readonly candidates: number }[];
  /** Procedures with trials of which something was filed here. */
  readonly formable: readonly {
    readonly id: string;
    readonly title: string;
    readonly filed: number;
    readonly closed: boolean;
  }[];
}

/** The competitions of an office, and the procedures whose lists of candidates it may form. */
export function ContestsPage({ look, officeName, contests, formable }: ContestsPageProps) {
  return (
    <OfficePage
      look={look}
      heading="Prove dei concorsi"
      lead={`${officeName}. Convochi i candidati, importi i risultati, e pubblichi in due persone.`}
    >
      <h2>I concorsi</h2>
      <Table
        caption="Concorsi di questo ufficio"
        captionHidden
        rows={contests}
        empty="Non c’è ancora nessun concorso: forma l’elenco dei candidati, qui sotto, quando le domande sono chiuse."
        columns={[
          {
            label: 'Concorso',
            heading: true,
            cell: ({ contest }) => <a href={paths.contest(contest.id)}>{contest.title}</a>,
          },
          { label: 'Procedura', cell: ({ contest }) => contest.release.definition.title },
          { label: 'Candidati', figures: true, cell: ({ candidates }) => String(candidates) },
          {
            label: 'Posti',
            figures: true,
            cell: ({ contest }) => (contest.posts === undefined ? 'da scrivere' : String(contest.posts)),
          },
        ]}
      />
      <h2>L’elenco dei candidati</h2>
      {formable.length === 0 && <p>A questo ufficio non sono arrivate domande di concorsi con prove.</p>}
      {formable.map(({ id, title, filed, closed }) => (
        <section key={id} aria-labelledby={`procedure-${id}`}>
          <h3 id={`procedure-${id}`}>{title}</h3>
          <p>
            {filed === 1 ? 'Una domanda valida' : `${filed} domande valide`}.{' '}
            {closed
              ? 'Puoi formare l’elenco: ogni candidato riceve un numero. Rifarlo aggiunge chi manca e non cambia i numeri.'
              : 'L’elenco si forma quando le domande sono chiuse.'}
          </p>
          {closed && (
            <Form action={HOME} csrf={look.visitor?.csrf} hidden={{ procedure: id }} label={`Elenco di ${title}`}>
              <Actions>
                <Button look="outline" about={`di ${title}`}>
                  Forma l’elenco dei candidati
                </Button>
              </Actions>
            </Form>
          )}
        </section>
      ))}
    </OfficePage>
  );
}
