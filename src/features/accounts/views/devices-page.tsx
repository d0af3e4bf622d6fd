import { Actions, Button, CardList, Form, Instant, LinkButton, profileLink } from '../../../ui/index.ts';
import { browserWords } from '../browser-words.ts';
import type { KnownDevice, OpenSession } from '../devices-store.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

interface DevicesProps {
  readonly look: Look;
  readonly sessions: readonly OpenSession[];
  readonly devices: readonly KnownDevice[];
  /** The session that asks. */
  readonly current: string;
}

/** Where one is signed in now, and from where one has been: each with the way to end it. */
export function DevicesPage({ look, sessions, devices, current }: DevicesProps) {
  const others = sessions.filter(({ id }) => id !== current);
  const digital = look.frame.installation.digitalOnly === true;
  return (
    <AccountPage
      look={look}
      title="Sessioni e dispositivi"
      breadcrumb={[profileLink]}
      lead="Qui vedi dove la tua utenza è aperta adesso e da quali dispositivi sei entrato. Se qualcosa non ti torna, termina la sessione e cambia le credenziali con cui entri."
      help={<Help digital={digital} />}
    >
      <Form action="/profilo/dispositivi" csrf={look.csrf} label="Sessioni e dispositivi">
        <h2>Sessioni aperte</h2>
        <CardList cards={sessions.map((session) => sessionCard(session, current))} empty="" />
        {others.length > 0 && (
          <Actions>
            <Button name="altre" value="1">
              Termina tutte le altre sessioni
            </Button>
          </Actions>
        )}
        <h2>Dispositivi che conosciamo</h2>
        <p>Da questi sei già entrato{digital ? '' : ANYWAY}. Dimentica quelli che non usi più.</p>
        <CardList cards={devices.map(deviceCard)} empty="Nessuno, per ora." />
      </Form>
      <Actions>
        <LinkButton look="outline" href="/profilo">
          Torna al profilo
        </LinkButton>
      </Actions>
    </AccountPage>
  );
}

function sessionCard(session: OpenSession, current: string) {
  const { id, userAgent, network, createdAt, lastSeenAt } = session;
  const title = browserWords(userAgent);
  const here = id === current;
  return {
    title,
    level: 3 as const,
    ...(here ? { state: { tone: 'info' as const, word: 'Questa sessione' } } : {}),
    actions: here ? (
      <LinkButton look="outline" href="/uscita">
        Esci da qui
      </LinkButton>
    ) : (
      <Button look="outline" name="sessione" value={id} about={`la sessione: ${title}`}>
        Termina
      </Button>
    ),
    children: (
      <>
        <p>
          {entryWords(session)}, <Instant at={createdAt} />
          {network !== '' && <>, dalla rete {network}</>}
        </p>
        <p>
          Ultima attività: <Instant at={lastSeenAt} />
        </p>
      </>
    ),
  };
}

function entryWords({ method, level }: OpenSession): string {
  const words = {
    password: level > 1 ? 'Entrato con password e codice di sicurezza' : 'Entrato con la password',
    passkey: 'Entrato con una passkey',
    spid: 'Entrato con SPID',
    cie: 'Entrato con la carta d’identità elettronica',
    eidas: 'Entrato con un’identità di un altro Paese europeo',
    cns: 'Entrato con la carta nazionale dei servizi',
  } as const;
  return words[method];
}

function deviceCard({ id, userAgent, network, firstAt, seenAt, here }: KnownDevice) {
  const title = browserWords(userAgent);
  return {
    title,
    level: 3 as const,
    ...(here ? { state: { tone: 'info' as const, word: 'Questo dispositivo' } } : {}),
    actions: (
      <Button look="outline" name="dispositivo" value={id} about={`il dispositivo: ${title}`}>
        Dimentica
      </Button>
    ),
    children: (
      <p>
        Primo accesso: <Instant at={firstAt} />. Ultimo accesso: <Instant at={seenAt} />
        {network !== '' && <>, dalla rete {network}</>}.
      </p>
    ),
  };
}

const ANYWAY = ': anche se qualcuno sbaglia apposta la tua password da altrove, da qui puoi sempre accedere';

function Help({ digital }: { digital: boolean }) {
  if (digital) {
    return <p>Non riconosci una sessione? Terminala, poi avvisa il gestore della tua identità digitale.</p>;
  }
  return (
    <p>
      Non riconosci una sessione? Terminala, poi <a href="/profilo/password">cambia la password</a>: chi la conosce non
      entra più.
    </p>
  );
}
