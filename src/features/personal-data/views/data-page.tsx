import {
  Actions,
  Button,
  Details,
  Form,
  Instant,
  LinkButton,
  Notice,
  Page,
  profileLink,
  Table,
} from '../../../ui/index.ts';
import type { Look } from './look.ts';

interface HeldShown {
  readonly title: string;
  readonly why: string;
  readonly basis: string;
  readonly kept: string;
  readonly holdings: readonly { readonly title: string; readonly many: number }[];
}

interface DataPageProps {
  readonly look: Look;
  readonly held: readonly HeldShown[];
  readonly readers: readonly { readonly at: Date; readonly where: string; readonly what: string }[];
  readonly copy: { readonly askedAt: Date; readonly readyAt: Date | null; readonly expiresAt: Date } | undefined;
}

/** What the portal holds about the reader, why, and who looked at it. */
export function DataPage({ look, held, readers, copy }: DataPageProps) {
  const { frame, visitor, notice } = look;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="I tuoi dati"
      heading="I tuoi dati"
      breadcrumb={[profileLink]}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
      lead="Che cosa sa di te il portale, perché, per quanto tempo, e chi l’ha guardato."
    >
      <h2>Scarica tutto</h2>
      <CopyPart look={look} copy={copy} />
      <h2>Chi ha guardato i tuoi dati</h2>
      <p>
        Di solito sono gli uffici a cui hai inoltrato una domanda e la scuola che ti ha identificato. Se non sai perché
        qualcuno è qui, <a href="/assistenza">chiedilo all’assistenza</a>.
      </p>
      <Table
        caption="Chi ha letto le tue domande o ti ha cercato allo sportello"
        captionHidden
        empty="Nessun ufficio ha ancora guardato i tuoi dati."
        rows={readers}
        columns={[
          { label: 'Chi', cell: ({ where }) => where, heading: true },
          { label: 'Che cosa', cell: ({ what }) => what },
          { label: 'Quando', cell: ({ at }) => <Instant at={at} /> },
        ]}
      />
      <h2>Che cosa conserviamo</h2>
      {held.map((part) => (
        <Details key={part.title} summary={part.title}>
          <p>{part.why}</p>
          <p>
            <strong>Base giuridica:</strong> {part.basis}
          </p>
          <p>
            <strong>Per quanto tempo:</strong> {part.kept}
          </p>
          <ul>
            {part.holdings.map(({ title, many }) => (
              <li key={title}>
                {title}: {many === 0 ? 'niente' : many === 1 ? '1 registrazione' : `${many} registrazioni`}
              </li>
            ))}
          </ul>
        </Details>
      ))}
      <p>
        Non vuoi più usare il portale? <a href="/profilo/chiusura">Chiudi la tua utenza</a>.
      </p>
    </Page>
  );
}

function CopyPart({ look, copy }: Pick<DataPageProps, 'look' | 'copy'>) {
  const ready = copy?.readyAt ?? null;
  return (
    <>
      {ready !== null && copy !== undefined && (
        <>
          <Notice kind="success" title="La copia è pronta">
            <p>
              Preparata <Instant at={ready} />. La puoi scaricare fino a <Instant at={copy.expiresAt} />.
            </p>
          </Notice>
          <Actions>
            <LinkButton href="/profilo/dati/copia" icon="it-download">
              Scarica la copia (ZIP)
            </LinkButton>
          </Actions>
        </>
      )}
      {copy !== undefined && ready === null && (
        <>
          <Notice kind="info" title="Copia in preparazione">
            Di solito bastano pochi minuti. Ti scriviamo quando è pronta: puoi chiudere questa pagina.
          </Notice>
          <Actions>
            <LinkButton href="/profilo/dati" look="outline">
              Guarda se è pronta
            </LinkButton>
          </Actions>
        </>
      )}
      <p>
        È un archivio con una pagina da leggere (i-tuoi-dati.html), gli stessi dati in un file per i computer, le
        domande, le ricevute, i moduli e gli allegati.
      </p>
      {(copy === undefined || ready !== null) && (
        <Form action="/profilo/dati" csrf={look.csrf}>
          <Actions>
            <Button look={copy === undefined ? 'primary' : 'outline'}>
              {copy === undefined ? 'Chiedi la copia dei tuoi dati' : 'Chiedi una nuova copia'}
            </Button>
          </Actions>
        </Form>
      )}
    </>
  );
}
