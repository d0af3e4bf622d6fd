import {
  Actions,
  Button,
  Checkbox,
  Checkboxes,
  errorFor,
  Form,
  LinkButton,
  Page,
  Radios,
  TextArea,
  TextField,
} from '../../../ui/index.ts';
import type { Client } from '../client.ts';
import type { TypedClient } from '../client-form.ts';
import { OFFERED_SCOPES, SCOPE_WORDS } from '../person-claims.ts';
import type { Look } from './look.ts';

interface ClientFormPageProps {
  look: Look;
  typed: TypedClient;
  /** The service being changed; none when a new one is registered. */
  client: Client | undefined;
}

interface Part {
  typed: TypedClient;
  error(field: string): string | undefined;
}

/** Everything a service is registered with. */
export function ClientFormPage({ look, typed, client }: ClientFormPageProps) {
  const title = client === undefined ? 'Registra un servizio' : `Modifica ${client.name}`;
  const part: Part = { typed, error: (field) => errorFor(look.errors, field) };
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      section="/amministrazione"
      breadcrumb={[
        { href: '/amministrazione', label: 'Amministrazione' },
        { href: '/amministrazione/servizi', label: 'Servizi' },
      ]}
      title={title}
      heading={title}
      errors={look.errors}
    >
      <Form action={`/amministrazione/servizi/${client?.id ?? 'nuovo'}`} csrf={look.csrf} label={title}>
        <WhoItIs {...part} fixed={client !== undefined} />
        <Addresses {...part} />
        <WhatItGets {...part} />
        <HowItComes {...part} />
        <Actions>
          <Button>{client === undefined ? 'Registra il servizio' : 'Salva le modifiche'}</Button>
          <LinkButton href="/amministrazione/servizi" look="outline">
            Torna all’elenco
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

function WhoItIs({ typed, error, fixed }: Part & { fixed: boolean }) {
  return (
    <>
      <h2>Chi è</h2>
      {fixed ? (
        <p>
          Identificativo: <code>{typed.id}</code>
        </p>
      ) : (
        <TextField
          name="id"
          label="Identificativo (client_id)"
          hint="Lettere minuscole, cifre e trattini. Non si cambia più."
          value={typed.id}
          error={error('id')}
          width="medium"
          spellcheck={false}
          maxlength={60}
        />
      )}
      <TextField
        name="name"
        label="Nome"
        hint="Come lo leggono le persone."
        value={typed.name}
        error={error('name')}
        maxlength={100}
      />
      <TextArea
        name="purpose"
        label="A che cosa servono i dati"
        hint="Una frase intera: la persona la legge prima di entrare."
        value={typed.purpose}
        error={error('purpose')}
        rows={3}
        maxlength={500}
      />
      <TextField
        name="homeUrl"
        label="Pagina iniziale"
        value={typed.homeUrl}
        error={error('homeUrl')}
        spellcheck={false}
      />
    </>
  );
}

function Addresses({ typed, error }: Part) {
  return (
    <>
      <h2>Dove torna la persona</h2>
      <TextArea
        name="redirectUris"
        label="Indirizzi di ritorno (redirect_uri)"
        hint="Uno per riga, per intero: si confrontano lettera per lettera."
        value={typed.redirectUris}
        error={error('redirectUris')}
        rows={3}
      />
      <TextArea
        name="postLogoutUris"
        label="Indirizzi dopo l’uscita"
        hint="Uno per riga. Dove riportare chi esce partendo dal servizio."
        value={typed.postLogoutUris}
        error={error('postLogoutUris')}
        rows={2}
        optional
      />
      <TextField
        name="logoutUrl"
        label="Dove avvisare che qualcuno è uscito"
        hint="L’indirizzo di back-channel logout del servizio."
        value={typed.logoutUrl}
        error={error('logoutUrl')}
        spellcheck={false}
        optional
      />
    </>
  );
}

function WhatItGets({ typed, error }: Part) {
  return (
    <>
      <h2>Che cosa riceve</h2>
      <Checkboxes
        name="scopes"
        label="Dati che può chiedere"
        hint="Solo quelli che gli servono."
        values={typed.scopes}
        choices={OFFERED_SCOPES.map((scope) => ({ value: scope, label: SCOPE_WORDS[scope], hint: scope }))}
        error={error('scopes')}
      />
      <TextField
        name="fiscalCodeBasis"
        label="Norma per il codice fiscale"
        hint="Serve solo se lo riceve. Per esempio: DM 14/2024, art. 3, comma 2."
        value={typed.fiscalCodeBasis}
        error={error('fiscalCodeBasis')}
        maxlength={500}
        optional
      />
      <Checkbox
        name="own"
        label="È un servizio di questa amministrazione"
        hint="La persona vede che cosa passa, ma non le si chiede il consenso."
        checked={typed.own}
        error={error('own')}
      />
    </>
  );
}

function HowItComes({ typed, error }: Part) {
  return (
    <>
      <h2>Come si collega</h2>
      <Radios
        name="level"
        label="Livello minimo di accesso"
        value={typed.level}
        error={error('level')}
        choices={[
          { value: '1', label: 'Livello 1', hint: 'basta una prova, come la password' },
          { value: '2', label: 'Livello 2', hint: 'due prove: password e codice, SPID o CIE' },
          { value: '3', label: 'Livello 3', hint: 'carta d’identità elettronica o SPID con chiave fisica' },
        ]}
      />
      <Radios
        name="authentication"
        label="Come dimostra di essere sé stesso"
        value={typed.authentication}
        error={error('authentication')}
        choices={[
          { value: 'client_secret_basic', label: 'Con un segreto, nell’intestazione', hint: 'client_secret_basic' },
          { value: 'client_secret_post', label: 'Con un segreto, nel modulo', hint: 'client_secret_post' },
          { value: 'private_key_jwt', label: 'Con una firma', hint: 'private_key_jwt: la più sicura' },
          { value: 'none', label: 'Non può tenere segreti', hint: 'none: applicazioni nel browser o sul telefono' },
        ]}
      />
      <TextArea
        name="publicKeys"
        label="Chiavi pubbliche (JWK Set)"
        hint="Solo se dimostra di essere sé stesso con una firma."
        value={typed.publicKeys}
        error={error('publicKeys')}
        rows={4}
        optional
      />
      <Checkbox
        name="refresh"
        label="Può rinnovare l’accesso finché la persona resta collegata"
        checked={typed.refresh}
        error={error('refresh')}
      />
    </>
  );
}
