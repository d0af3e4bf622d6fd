import { Actions, Button, CardList, Form, Instant, LinkButton, profileLink } from '../../../ui/index.ts';
import { methodName } from '../letters.ts';
import { EntryPage } from './entry-page.tsx';
import type { Look } from './look.ts';

interface NamedIdentity {
  readonly provider: string;
  readonly method: string;
  readonly name: string;
  readonly level: number;
  readonly linkedAt: Date;
  readonly lastUsedAt: Date;
}

interface IdentitiesPageProps {
  readonly look: Look;
  readonly identities: readonly NamedIdentity[];
  readonly ways: readonly { readonly kind: string; readonly label: string; readonly href: string }[];
  readonly only: boolean;
  readonly localCredentials: boolean;
}

/** Which identities open this account, and whether anything else does. */
export function IdentitiesPage({ look, identities, ways, only, localCredentials }: IdentitiesPageProps) {
  return (
    <EntryPage
      look={look}
      title="Identità digitali"
      breadcrumb={[profileLink]}
      lead={localCredentials ? 'Con SPID o CIE entri senza password, e la tua identità è già verificata.' : ONLY_LEAD}
    >
      <h2>Collegate alla tua utenza</h2>
      <CardList
        cards={identities.map((identity) => ({
          title: `${methodName(identity.method)} – ${identity.name}`,
          level: 3,
          children: <Linked identity={identity} csrf={look.csrf} />,
        }))}
        empty="Nessuna, per ora."
      />
      {ways.length > 0 && (
        <>
          <h2>Collegane un’altra</h2>
          <p>Ti mandiamo dal gestore e torni qui. Il codice fiscale deve essere il tuo.</p>
          <Actions>
            {ways.map(({ kind, label, href }) => (
              <LinkButton key={kind} look="outline" href={href}>
                {label}
              </LinkButton>
            ))}
          </Actions>
        </>
      )}
      {localCredentials && identities.length > 0 && <Only only={only} csrf={look.csrf} />}
    </EntryPage>
  );
}

const ONLY_LEAD = 'Le identità con cui entri. Collegane due: se una non funziona, entri con l’altra.';

function Linked({ identity, csrf }: { identity: NamedIdentity; csrf: string }) {
  const { provider, name, method, level, linkedAt, lastUsedAt } = identity;
  return (
    <>
      <p>
        Livello {level}. Collegata <Instant at={linkedAt} />, usata l’ultima volta <Instant at={lastUsedAt} />.
      </p>
      <Form action="/profilo/identita-digitali/togli" csrf={csrf} hidden={{ provider }}>
        <Actions>
          <Button look="outline">
            Togli {methodName(method)} {name}
          </Button>
        </Actions>
      </Form>
    </>
  );
}

function Only({ only, csrf }: { only: boolean; csrf: string }) {
  return (
    <>
      <h2>Solo identità digitale</h2>
      <p>
        {only
          ? 'Ora entri solo con la tua identità digitale: la password è spenta.'
          : 'Se vuoi, puoi spegnere la password ed entrare solo con la tua identità digitale. Puoi tornare indietro quando vuoi.'}
      </p>
      <Form action="/profilo/identita-digitali/solo" csrf={csrf} hidden={{ solo: only ? 'no' : 'si' }}>
        <Actions>
          <Button look="outline">{only ? 'Riaccendi la password' : 'Entra solo con l’identità digitale'}</Button>
        </Actions>
      </Form>
    </>
  );
}
