import {
  Button,
  CardList,
  type CardProps,
  Form,
  Instant,
  LinkButton,
  Page,
  profileLink,
  SummaryList,
} from '../../../ui/index.ts';
import type { Client } from '../client.ts';
import type { Look } from './look.ts';

export interface Connected {
  readonly client: Client;
  readonly consent: { readonly givenAt: Date; readonly lastUsedAt: Date };
  /** What the service gets, in words. */
  readonly passed: readonly string[];
}

/** The services somebody has entered with the credentials of this portal. */
export function ConnectedPage({ look, connected }: { look: Look; connected: readonly Connected[] }) {
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title="Servizi collegati"
      heading="Servizi collegati"
      lead="I servizi in cui sei entrato con le credenziali di questo portale, e che cosa ricevono di te."
      breadcrumb={[profileLink]}
      notice={look.notice === undefined ? undefined : { kind: 'success', text: look.notice }}
      help={<Help />}
      asideTitle="Che cosa succede se tolgo un collegamento"
    >
      <CardList
        cards={connected.map((one) => cardOf(one, look.csrf))}
        empty="Non sei ancora entrato in nessun altro servizio con queste credenziali."
      />
    </Page>
  );
}

function cardOf({ client, consent, passed }: Connected, csrf: string): CardProps {
  const { id, name, purpose, homeUrl, suspended, fiscalCodeBasis } = client;
  return {
    title: name,
    level: 2,
    state: suspended ? { tone: 'warning', word: 'Sospeso' } : { tone: 'success', word: 'Collegato' },
    children: (
      <SummaryList
        rows={[
          { label: 'Riceve', value: ['un codice che ti riconosce solo lì', ...passed].join('; ') },
          { label: 'Perché', value: purpose },
          ...(fiscalCodeBasis !== null && passed.includes('codice fiscale')
            ? [{ label: 'Norma per il codice fiscale', value: fiscalCodeBasis }]
            : []),
          { label: 'Collegato', value: <Instant at={consent.givenAt} /> },
          { label: 'Ultimo ingresso', value: <Instant at={consent.lastUsedAt} /> },
        ]}
      />
    ),
    actions: (
      <>
        {!suspended && (
          <LinkButton href={homeUrl} look="outline">
            Vai a {name}
          </LinkButton>
        )}
        <Form
          action="/profilo/servizi-collegati"
          csrf={csrf}
          hidden={{ service: id }}
          label={`Togli il collegamento con ${name}`}
        >
          <Button look="danger" about={`con ${name}`}>
            Togli il collegamento
          </Button>
        </Form>
      </>
    ),
  };
}

function Help() {
  return (
    <>
      <p>Il servizio non può più avere i tuoi dati da qui, e ti fa uscire subito se sei dentro.</p>
      <p>Quello che ha già ricevuto resta regolato dalla sua informativa. Se ci rientri, il collegamento si rifà.</p>
    </>
  );
}
