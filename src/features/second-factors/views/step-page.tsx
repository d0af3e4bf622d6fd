import { Actions, Button, Form, PasskeyForm } from '../../../ui/index.ts';
import type { Factors } from '../factors.ts';
import { FactorPage, type Look } from './factor-page.tsx';
import { CodeBox } from './totp-steps.tsx';

interface StepProps {
  readonly look: Look;
  /** Where to go afterwards, and whether it is asked for the second time. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly trouble: string | undefined;
  readonly factors: Factors;
  readonly hasRole: boolean;
  readonly passkeysPossible: boolean;
}

/** The second proof, with whatever of it one has. */
export function StepPage({ look, hidden, trouble, factors, hasRole, passkeysPossible }: StepProps) {
  const keys = factors.passkeys.length > 0;
  const title = keys ? 'Conferma che sei tu: il secondo passaggio' : 'Scrivi il codice di sicurezza';
  const help = <Help hasRole={hasRole} query={new URLSearchParams({ ...hidden }).toString()} />;
  return (
    <FactorPage look={look} title={title} lead={keys ? KEY_LEAD : CODE_LEAD} trouble={trouble} help={help}>
      {keys && (
        <>
          {factors.totp !== undefined && <h2>Con una passkey</h2>}
          {passkeysPossible || <p>A questo indirizzo del portale le passkey non funzionano.</p>}
          <PasskeyForm
            action="/accesso/secondo-fattore/passkey"
            csrf={look.csrf}
            challenge="/accesso/secondo-fattore/sfida"
            act="get"
            button="Usa la passkey"
            hidden={hidden}
            instead={<Instead totp={factors.totp !== undefined} />}
          />
        </>
      )}
      {factors.totp !== undefined && (
        <>
          {keys && <h2>Con il codice dal telefono</h2>}
          <Form action="/accesso/secondo-fattore" csrf={look.csrf} hidden={hidden}>
            <CodeBox look={look} />
            <Actions>
              <Button look={keys ? 'outline' : 'primary'}>Continua</Button>
            </Actions>
          </Form>
        </>
      )}
    </FactorPage>
  );
}

const CODE_LEAD = 'Apri l’applicazione sul telefono e copia il codice che mostra per Istanze OnLine.';
const KEY_LEAD = 'La password è giusta. Ora dimostra che hai anche il tuo dispositivo.';

function Instead({ totp }: { totp: boolean }) {
  return totp ? (
    <p>Usa il codice dal telefono, qui sotto.</p>
  ) : (
    <p>Attiva JavaScript, oppure apri il portale dal dispositivo con cui hai creato la passkey.</p>
  );
}

function Help({ hasRole, query }: { hasRole: boolean; query: string }) {
  if (hasRole) {
    return (
      <p>
        Hai cambiato o perso il telefono? Solo chi amministra le utenze può azzerare il secondo passaggio: chiedi al
        referente del tuo ufficio.
      </p>
    );
  }
  return (
    <p>
      Hai cambiato o perso il telefono?{' '}
      <a href={`/accesso/secondo-fattore/recupero?${query}`}>Usa un codice di recupero</a>.
    </p>
  );
}
