import { Actions, Button, Form, Instant, LinkButton, Notice, Table } from '../../../ui/index.ts';
import type { Release } from '../../procedures/index.ts';
import { paths } from '../paths.ts';
import { inOrder, type PublicationRequest, type Working } from '../working.ts';
import type { EditRecord } from '../working-store.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

interface ProcedurePageProps {
  readonly look: Look;
  readonly id: string;
  readonly release: Release | undefined;
  readonly working: Working | undefined;
  readonly edits: readonly EditRecord[];
  readonly requests: readonly PublicationRequest[];
  readonly hasSource: boolean;
}

/** One procedure for its editors: what is in force, the files being worked on, what may be done with them. */
export function ProcedurePage(props: ProcedurePageProps) {
  const { look, id, release, working, requests } = props;
  const open = requests.find(({ outcome }) => outcome === null);
  return (
    <MinistryPage look={look} heading={id} procedure={id} lead={release?.definition.title}>
      {open && (
        <Notice kind="warning" title="Aspetta una decisione">
          <p>
            {open.asker} ha chiesto di pubblicare la versione {open.version}.{' '}
            <a href={paths.decision(id)}>Guarda che cosa cambia e decidi</a>
          </p>
        </Notice>
      )}
      <InForce {...props} />
      <h2>Copia di lavoro</h2>
      {working === undefined ? <Begin {...props} /> : <Files working={working} open={open !== undefined} />}
      {props.edits.length > 0 && <History {...props} />}
    </MinistryPage>
  );
}

function InForce({ id, release }: ProcedurePageProps) {
  if (release === undefined) return <p>Questa procedura non è mai stata pubblicata.</p>;
  return (
    <>
      <h2>In vigore</h2>
      <p>
        Versione <code>{release.digest.slice(0, 16)}</code>, pubblicata <Instant at={release.publishedAt} />.{' '}
        <a href={`/procedure/${id}`}>Pagina pubblica</a>
      </p>
      <ul>
        <li>
          <a href={paths.window(id)}>Finestra di presentazione</a>: guarda gli atti, proroga
        </li>
        <li>
          <a href={paths.told(id)}>Avvisi</a>: chi è stato avvisato di questa versione, e di che cosa
        </li>
      </ul>
    </>
  );
}

function Begin({ look, id, hasSource }: ProcedurePageProps) {
  if (!hasSource) {
    return (
      <p>
        Di questa versione non abbiamo i file. <a href="/ministero/nuova">Carica la cartella della procedura</a>
      </p>
    );
  }
  return (
    <Form action={`${paths.procedure(id)}/copia`} csrf={look.visitor?.csrf}>
      <p>Nessuno ci sta lavorando. La copia parte dai file della versione in vigore.</p>
      <Actions>
        <Button>Comincia una copia di lavoro</Button>
      </Actions>
    </Form>
  );
}

function Files({ working, open }: { working: Working; open: boolean }) {
  const { procedureId: id, files } = working;
  return (
    <>
      <p>
        Versione {working.version}, modificata da {working.editor} <Instant at={working.editedAt} />.
      </p>
      <ul>
        {inOrder(files).map((name) => (
          <li key={name}>
            <a href={paths.file(id, name)}>{name}</a>, {(files[name] ?? '').split('\n').length} righe
          </li>
        ))}
      </ul>
      <Actions>
        <LinkButton href={paths.check(id)}>Controlla</LinkButton>
        <LinkButton href={paths.tryOut(id)} look="outline">
          Prova il modulo
        </LinkButton>
        <LinkButton href={paths.examples(id)} look="outline">
          Esegui gli esempi
        </LinkButton>
        <LinkButton href={paths.diff(id)} look="outline">
          Confronta
        </LinkButton>
        {!open && (
          <LinkButton href={paths.publication(id)} look="outline">
            Chiedi la pubblicazione
          </LinkButton>
        )}
      </Actions>
      <p>
        <a href={paths.archive(id)}>Scarica i file (ZIP)</a> · <a href={paths.upload(id)}>Carica i file (ZIP)</a>
      </p>
    </>
  );
}

function History({ edits, requests }: ProcedurePageProps) {
  return (
    <>
      <h2>Chi ha modificato che cosa</h2>
      <Table
        caption="Ultime modifiche"
        captionHidden
        columns={[
          { label: 'Versione', heading: true, cell: ({ version }) => version },
          { label: 'Chi', cell: ({ editor }) => editor },
          { label: 'Quando', cell: ({ editedAt }) => <Instant at={editedAt} /> },
          { label: 'File', cell: ({ paths: names }) => names.join(', ') },
        ]}
        rows={edits}
      />
      {requests.length > 0 && <h2>Richieste di pubblicazione</h2>}
      {requests.length > 0 && (
        <Table
          caption="Richieste di pubblicazione"
          captionHidden
          columns={[
            { label: 'Versione', heading: true, cell: ({ version }) => version },
            { label: 'Chiesta da', cell: ({ asker }) => asker },
            { label: 'Perché', cell: ({ note }) => note },
            { label: 'Esito', cell: (request) => OUTCOMES[request.outcome ?? 'open'] },
            { label: 'Deciso da', cell: ({ decider }) => decider ?? '' },
            { label: 'Motivo', cell: ({ reason }) => reason ?? '' },
          ]}
          rows={requests}
        />
      )}
    </>
  );
}

const OUTCOMES = {
  open: 'da decidere',
  published: 'pubblicata',
  refused: 'rifiutata',
  withdrawn: 'superata da una modifica',
} as const;
