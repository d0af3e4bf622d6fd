import { Actions, Button, errorFor, Form, TextField } from '../../../ui/index.ts';
import type { Passkey } from '../factors.ts';
import { DEEPER, FactorPage, type Look } from './factor-page.tsx';

interface PasskeyPageProps {
  readonly look: Look;
  readonly passkey: Passkey;
  readonly typed: string;
}

export function PasskeyPage({ look, passkey, typed }: PasskeyPageProps) {
  return (
    <FactorPage look={look} title="Cambia il nome della passkey" breadcrumb={DEEPER}>
      <Form action={`/profilo/secondo-fattore/passkey/${passkey.id}`} csrf={look.csrf}>
        <TextField
          name="name"
          label="Nome della passkey"
          value={typed}
          error={errorFor(look.errors, 'name')}
          autocomplete="off"
          maxlength={60}
          width="medium"
        />
        <Actions>
          <Button>Salva il nome</Button>
        </Actions>
      </Form>
    </FactorPage>
  );
}
