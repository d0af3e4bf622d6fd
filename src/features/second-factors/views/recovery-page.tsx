import { Actions, Button, errorFor, Form, LinkButton, TextField } from '../../../ui/index.ts';
import { FactorPage, type Look } from './factor-page.tsx';

interface RecoveryProps {
  readonly look: Look;
  readonly hidden: Readonly<Record<string, string>>;
  readonly trouble: string | undefined;
  /** There are codes, and they may be used. */
  readonly usable: boolean;
  readonly hasRole: boolean;
}

/** For who has lost phone and passkeys: one of the codes kept on paper. */
export function RecoveryPage({ look, hidden, trouble, usable, hasRole }: RecoveryProps) {
  return (
    <FactorPage look={look} title="Usa un codice di recupero" lead={usable ? LEAD : undefined} trouble={trouble}>
      {usable ? (
        <Form action="/accesso/secondo-fattore/recupero" csrf={look.csrf} hidden={hidden}>
          <TextField
            name="recovery"
            label="Codice di recupero"
            hint="Dodici caratteri, come 7KPW-M2RT-9XHD. Maiuscole e trattini non contano."
            error={errorFor(look.errors, 'recovery')}
            autocomplete="off"
            maxlength={30}
            width="medium"
            capitals
            spellcheck={false}
          />
          <Actions>
            <Button>Entra con il codice</Button>
          </Actions>
        </Form>
      ) : (
        <Nothing hasRole={hasRole} />
      )}
      <p>
        <a href={`/accesso/secondo-fattore?${new URLSearchParams({ ...hidden })}`}>Torna al secondo passaggio</a>
      </p>
    </FactorPage>
  );
}

const LEAD = 'È uno dei codici che hai salvato o stampato quando hai attivato la verifica. Vale una volta sola.';

function Nothing({ hasRole }: { hasRole: boolean }) {
  if (hasRole) {
    return (
      <p>
        Chi lavora allo sportello o in ufficio non usa codici di recupero. Chiedi al referente del tuo ufficio: chi
        amministra le utenze azzera il secondo passaggio, e al prossimo accesso lo attivi di nuovo.
      </p>
    );
  }
  return (
    <>
      <p>
        Non hai codici di recupero da usare. Le tue domande e le bozze restano salve: per rientrare chiama l’assistenza,
        oppure accedi con SPID o CIE se il portale li mostra.
      </p>
      <Actions>
        <LinkButton href="/assistenza" look="outline">
          Vai all’assistenza
        </LinkButton>
      </Actions>
    </>
  );
}
