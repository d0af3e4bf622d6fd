import { errorFor, PasskeyForm, TextField } from '../../../ui/index.ts';
import { towards } from '../paths.ts';
import { DEEPER, FactorPage, type Look } from './factor-page.tsx';

interface NewPasskeyProps {
  readonly look: Look;
  readonly name: string;
  readonly trouble: string | undefined;
  readonly possible: boolean;
  readonly asked: string | undefined;
}

export function NewPasskeyPage({ look, name, trouble, possible, asked }: NewPasskeyProps) {
  return (
    <FactorPage look={look} title="Aggiungi una passkey" breadcrumb={DEEPER} lead={LEAD} trouble={trouble}>
      {possible || <p>A questo indirizzo del portale le passkey non funzionano: serve un nome, non un numero.</p>}
      <PasskeyForm
        action="/profilo/secondo-fattore/passkey"
        csrf={look.csrf}
        challenge="/profilo/secondo-fattore/sfida"
        act="create"
        button="Crea la passkey"
        hidden={asked === undefined ? {} : { dopo: asked }}
        instead={
          <p>
            Qui puoi invece{' '}
            <a href={towards('/profilo/secondo-fattore/applicazione', asked)}>attivare il codice dal telefono</a>, che
            funziona con ogni browser.
          </p>
        }
      >
        <TextField
          name="name"
          label="Nome della passkey"
          hint="Per riconoscerla nell’elenco: per esempio «telefono» o «computer di casa»."
          value={name}
          error={errorFor(look.errors, 'name')}
          autocomplete="off"
          maxlength={60}
          width="medium"
        />
      </PasskeyForm>
    </FactorPage>
  );
}

const LEAD = 'Scegli un nome e premi il bottone: il dispositivo ti chiede l’impronta, il viso o il PIN.';
