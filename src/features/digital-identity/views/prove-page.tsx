import { Actions, Button, errorFor, Form, LinkButton, TextField } from '../../../ui/index.ts';
import { methodName } from '../letters.ts';
import { EntryPage } from './entry-page.tsx';
import type { Look } from './look.ts';

interface ProvePageProps {
  readonly look: Look;
  readonly method: string;
  readonly provider: string;
  /** There is an address the code went to. */
  readonly mailed: boolean;
}

/** An account with the same fiscal code is there already: its owner proves that it is theirs before it is joined. */
export function ProvePage({ look, method, provider, mailed }: ProvePageProps) {
  const way = method === '' ? 'questa identità' : `${methodName(method)} (${provider})`;
  return (
    <EntryPage
      look={look}
      title="Collega la tua identità"
      lead={`C’è già un’utenza con il tuo codice fiscale. Prima di collegarla a ${way} controlliamo che sia tua.`}
    >
      {mailed ? (
        <Form action="/accesso/collega" csrf={look.csrf}>
          <TextField
            name="code"
            label="Codice ricevuto per e-mail"
            hint="Otto caratteri, mandati ora all’indirizzo di quell’utenza. Vale 30 minuti."
            value=""
            error={errorFor(look.errors, 'code')}
            autocomplete="one-time-code"
            maxlength={20}
            spellcheck={false}
          />
          <Actions>
            <Button>Collega ed entra</Button>
          </Actions>
        </Form>
      ) : (
        <p>Quell’utenza non ha un indirizzo di posta a cui scrivere.</p>
      )}
      <h2>{mailed ? 'Non ti arriva o non è il tuo indirizzo?' : 'Che cosa fare'}</h2>
      <p>
        Entra come facevi prima e collega la nuova identità da «Profilo», oppure va’ in una scuola o in un ufficio
        scolastico con un documento: l’operatore corregge l’indirizzo davanti a te. Intanto non abbiamo cambiato niente.
      </p>
      <Actions>
        <LinkButton href="/accesso" look="outline">
          Entra in un altro modo
        </LinkButton>
      </Actions>
    </EntryPage>
  );
}
