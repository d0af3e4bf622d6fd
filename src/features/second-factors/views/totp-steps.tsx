import { Actions, Button, errorFor, Form, TextField } from '../../../ui/index.ts';
import type { Look } from './factor-page.tsx';

/** A key to be taken into an app. */
export interface TotpOffer {
  /** The QR code, as an address of data. */
  readonly image: string;
  /** Shown too, for who cannot take a picture of the screen. */
  readonly secret: string;
  readonly username: string;
  /** Travels with the form until the first code confirms it. */
  readonly sealed: string;
}

interface TotpStepsProps {
  readonly look: Look;
  readonly action: string;
  readonly offer: TotpOffer;
  readonly button: string;
  readonly hidden?: Readonly<Record<string, string>>;
}

/** How one gets codes on a phone, and the first of them. */
export function TotpSteps({ look, action, offer, button, hidden = {} }: TotpStepsProps) {
  const { image, secret, username, sealed } = offer;
  return (
    <>
      <ol>
        <li>Sul telefono installa un’applicazione per i codici di sicurezza (ne esistono molte, anche libere).</li>
        <li>
          <p>Nell’applicazione aggiungi un’utenza e inquadra questo disegno:</p>
          <img src={image} width="240" height="240" alt="Codice QR con la chiave scritta qui sotto" />
          <p>
            Oppure scrivi a mano la chiave <code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code> per l’utenza{' '}
            <strong>{username}</strong>.
          </p>
        </li>
        <li>Scrivi qui sotto il codice di sei cifre che l’applicazione mostra.</li>
      </ol>
      <Form action={action} csrf={look.csrf} hidden={{ ...hidden, key: sealed }}>
        <CodeBox look={look} />
        <Actions>
          <Button>{button}</Button>
        </Actions>
      </Form>
    </>
  );
}

export function CodeBox({ look }: { look: Look }) {
  return (
    <TextField
      name="code"
      label="Codice di sicurezza"
      hint="Sei cifre, dall’applicazione sul telefono. Cambia ogni 30 secondi."
      error={errorFor(look.errors, 'code')}
      autocomplete="one-time-code"
      inputmode="numeric"
      maxlength={10}
      width="short"
      spellcheck={false}
    />
  );
}
