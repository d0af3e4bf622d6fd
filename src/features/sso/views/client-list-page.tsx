import { Actions, LinkButton, Page, StateTag, Table } from '../../../ui/index.ts';
import type { Client } from '../client.ts';
import type { Look } from './look.ts';

interface ClientListPageProps {
  look: Look;
  clients: readonly Client[];
  issuer: string;
}

/** The services that may be entered with the credentials of this portal. */
export function ClientListPage({ look, clients, issuer }: ClientListPageProps) {
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      section="/amministrazione"
      breadcrumb={[{ href: '/amministrazione', label: 'Amministrazione' }]}
      title="Servizi collegati"
      heading="Servizi che usano questo accesso"
      width="wide"
      lead="Le persone entrano in questi servizi con le credenziali del portale. Ogni modifica resta nel registro."
      notice={look.notice === undefined ? undefined : { kind: 'success', text: look.notice }}
    >
      <Table
        caption="Servizi registrati"
        captionHidden
        empty="Nessun servizio è ancora registrato."
        columns={[
          {
            label: 'Servizio',
            heading: true,
            cell: ({ id, name }) => <a href={`/amministrazione/servizi/${id}`}>{name}</a>,
          },
          { label: 'Identificativo', cell: ({ id }) => <code>{id}</code> },
          { label: 'Livello', figures: true, cell: ({ level }) => level },
          { label: 'Codice fiscale', cell: ({ fiscalCodeBasis }) => fiscalCodeBasis ?? 'no' },
          {
            label: 'Stato',
            cell: ({ suspended }) =>
              suspended ? <StateTag tone="warning">Sospeso</StateTag> : <StateTag tone="success">Attivo</StateTag>,
          },
          { label: 'Altro', cell: (client) => <More client={client} /> },
        ]}
        rows={clients}
      />
      <Actions>
        <LinkButton href="/amministrazione/servizi/nuovo">Registra un servizio</LinkButton>
      </Actions>
      <p>
        Un servizio trova le istruzioni per collegarsi a{' '}
        <code>{`${issuer}/oidc/.well-known/openid-configuration`}</code>.
      </p>
    </Page>
  );
}

function More({ client: { id, name, authentication, suspended } }: { client: Client }) {
  const links = [
    ...(authentication.startsWith('client_secret') ? [['segreto', 'Segreto']] : []),
    ['prova', 'Prova'],
    ['stato', suspended ? 'Riattiva' : 'Sospendi'],
  ];
  return (
    <ul class="link-list">
      {links.map(([path, label]) => (
        <li key={path}>
          <a href={`/amministrazione/servizi/${id}/${path}`}>
            {label}
            <span class="visually-hidden"> {name}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
