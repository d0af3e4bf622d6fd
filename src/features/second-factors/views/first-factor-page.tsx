import { Details, PasskeyForm } from '../../../ui/index.ts';
import { FactorPage, type Look } from './factor-page.tsx';
import { type TotpOffer, TotpSteps } from './totp-steps.tsx';

interface FirstFactorProps {
  readonly look: Look;
  readonly hidden: Readonly<Record<string, string>>;
  readonly offer: TotpOffer;
  readonly trouble: string | undefined;
  readonly passkeysPossible: boolean;
}

/** Who works in an office chooses a second proof at the first entry: a code from the phone, or a passkey. */
export function FirstFactorPage({ look, hidden, offer, trouble, passkeysPossible }: FirstFactorProps) {
  return (
    <FactorPage look={look} title="Attiva il codice di sicurezza" lead={LEAD} trouble={trouble} help={<Help />}>
      <h2>Con un codice dal telefono</h2>
      <TotpSteps
        look={look}
        action="/accesso/secondo-fattore"
        offer={offer}
        button="Attiva e continua"
        hidden={hidden}
      />
      {passkeysPossible && (
        <>
          <h2>Oppure con una passkey</h2>
          <p>
            Entri con l’impronta, il viso o il PIN di questo dispositivo, oppure con una chiave di sicurezza. Niente da
            copiare.
          </p>
          <PasskeyForm
            action="/accesso/secondo-fattore/passkey"
            csrf={look.csrf}
            challenge="/accesso/secondo-fattore/sfida"
            act="create"
            button="Crea una passkey e continua"
            look="outline"
            hidden={hidden}
            instead={<p>Usa il codice dal telefono.</p>}
          />
        </>
      )}
    </FactorPage>
  );
}

const LEAD =
  'Chi lavora allo sportello o in ufficio entra con due prove: la password e un codice dal telefono, o una passkey.';

function Help() {
  return (
    <Details summary="Perché due prove?">
      <p>
        Dal tuo posto si vedono i dati di molte persone. Con due prove chi scopre la tua password non può entrare lo
        stesso.
      </p>
    </Details>
  );
}
