import { Actions, Button, Form, Instant, LinkButton, Notice, Page, Table } from '../../../ui/index.ts';
import type { Client } from '../client.ts';
import type { Look } from './look.ts';

const CRUMBS = [
  { href: '/amministrazione', label: 'Amministrazione' },
  { href: '/amministrazione/servizi', label: 'Servizi' },
];

interface ClientSecretPageProps {
  look: Look;
  client: Client;
  heads: readonly { readonly createdAt: Date; readonly expiresAt: Date | null }[];
  /** The one just made: on this page and never again. */
  secret: string | undefined;
}

/** The secrets of a service: when each was made and until when it is good, never what it is. */
export function ClientSecretPage({ look, client, heads, secret }: ClientSecretPageProps) {
  const title = `Segreto di ${client.name}`;
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      section="/amministrazione"
      breadcrumb={CRUMBS}
      title={title}
      heading={title}
      notice={look.notice === undefined ? undefined : { kind: 'success', text: look.notice }}
    >
      {secret !== undefined && (
        <Notice kind="warning" title="Copia adesso il segreto: non lo vedrai più" announced>
          <p>
            <code>{secret}</code>
          </p>
          <p>Passalo al servizio per una via protetta. Qui ne resta solo un’impronta.</p>
        </Notice>
      )}
      <Table
        caption="Segreti che valgono"
        rows={heads}
        empty="Nessun segreto: il servizio non può ancora collegarsi."
        columns={[
          { label: 'Creato', heading: true, cell: ({ createdAt }) => <Instant at={createdAt} /> },
          {
            label: 'Vale',
            cell: ({ expiresAt }) => (expiresAt === null ? 'finché non ne crei un altro' : <Until at={expiresAt} />),
          },
        ]}
      />
      <p>Quando ne crei uno nuovo, quello di prima vale ancora sette giorni: il servizio ha il tempo di cambiarlo.</p>
      <Form action={`/amministrazione/servizi/${client.id}/segreto`} csrf={look.csrf} label={title}>
        <Actions>
          <Button name="decision" value="new">
            Crea un segreto nuovo
          </Button>
          {heads.length > 1 && (
            <Button name="decision" value="end" look="danger">
              Togli subito il precedente
            </Button>
          )}
          <LinkButton href={`/amministrazione/servizi/${client.id}/prova`} look="outline">
            Prova l’accesso
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

function Until({ at }: { at: Date }) {
  return (
    <>
      fino a <Instant at={at} />
    </>
  );
}

/** Keeping a service out, or letting it in again. */
export function ClientStatePage({ look, client }: { look: Look; client: Client }) {
  const { id, name, suspended } = client;
  const title = suspended ? `Riattiva ${name}` : `Sospendi ${name}`;
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      section="/amministrazione"
      breadcrumb={CRUMBS}
      title={title}
      heading={title}
    >
      <p>
        {suspended
          ? 'Da subito le persone possono entrare di nuovo nel servizio, con le impostazioni di prima.'
          : 'Da subito nessuno entra nel servizio con queste credenziali, e il servizio non riceve più dati. Le impostazioni restano.'}
      </p>
      <Form action={`/amministrazione/servizi/${id}/stato`} csrf={look.csrf} label={title}>
        <Actions>
          <Button look={suspended ? 'primary' : 'danger'}>{title}</Button>
          <LinkButton href="/amministrazione/servizi" look="outline">
            Lascia com’è
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
