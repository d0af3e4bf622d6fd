import { Details, LinkButton, PasskeyForm } from '../../../ui/index.ts';
import { FactorPage, type Look } from './factor-page.tsx';

interface EntranceProps {
  readonly look: Look;
  readonly asked: string | undefined;
  readonly trouble: string | undefined;
  readonly possible: boolean;
}

/** In with a passkey and nothing else. */
export function EntrancePage({ look, asked, trouble, possible }: EntranceProps) {
  const door = look.frame.installation.digitalOnly ? '/accesso/personale' : '/accesso';
  const back = asked === undefined ? door : `${door}?dopo=${encodeURIComponent(asked)}`;
  return (
    <FactorPage look={look} title="Entra con una passkey" lead={LEAD} trouble={trouble} help={<Help />}>
      {possible || <p>A questo indirizzo del portale le passkey non funzionano: serve un nome, non un numero.</p>}
      <PasskeyForm
        action="/accesso/passkey"
        csrf={look.csrf}
        challenge="/accesso/passkey/sfida"
        act="get"
        button="Entra con la passkey"
        hidden={asked === undefined ? {} : { dopo: asked }}
        instead={<p>Entra con la password: dopo puoi usare il codice dal telefono.</p>}
      />
      <p>
        <LinkButton href={back} look="quiet">
          Entra in un altro modo
        </LinkButton>
      </p>
    </FactorPage>
  );
}

const LEAD = 'Il dispositivo ti chiede l’impronta, il viso o il PIN. La password non serve.';

function Help() {
  return (
    <Details summary="Non hai una passkey?">
      <p>Entra con la password, poi nel tuo profilo scegli «Verifica in due passaggi» e «Aggiungi una passkey».</p>
    </Details>
  );
}
