import { Actions, Button, errorFor, Form, Notice, TextField } from '../../../ui/index.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

interface SecondFactorProps {
  readonly look: Look;
  readonly asked?: string | undefined;
  /** Asked again of somebody who is inside. */
  readonly again: boolean;
  readonly wait?: string | undefined;
  /** Given while the factor is not yet enrolled. */
  readonly enrolment?: Enrolment | undefined;
}

export interface Enrolment {
  /** The QR code, as an address of data. */
  readonly image: string;
  /** Shown too, for who cannot take a picture of the screen. */
  readonly secret: string;
  readonly username: string;
}

/** The six figures from the phone; the first time also how to get them. */
export function SecondFactorPage({ look, asked, again, wait, enrolment }: SecondFactorProps) {
  const title = enrolment === undefined ? 'Scrivi il codice di sicurezza' : 'Attiva il codice di sicurezza';
  return (
    <AccountPage look={look} title={title} lead={enrolment === undefined ? LEAD : ENROLMENT_LEAD} help={<Help />}>
      {wait !== undefined && (
        <Notice kind="warning" announced>
          {wait}
        </Notice>
      )}
      {enrolment !== undefined && <EnrolmentSteps {...enrolment} />}
      <Form
        action="/accesso/secondo-fattore"
        csrf={look.csrf}
        hidden={{ ...(asked === undefined ? {} : { dopo: asked }), ...(again ? { conferma: '1' } : {}) }}
      >
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
        <Actions>
          <Button>{enrolment === undefined ? 'Continua' : 'Attiva e continua'}</Button>
        </Actions>
      </Form>
    </AccountPage>
  );
}

const LEAD = 'Apri l’applicazione sul telefono e copia il codice che mostra per Istanze OnLine.';
const ENROLMENT_LEAD =
  'Chi lavora allo sportello o in ufficio entra con due prove: la password e un codice dal telefono.';

function EnrolmentSteps({ image, secret, username }: Enrolment) {
  return (
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
  );
}

function Help() {
  return (
    <p>
      Hai cambiato o perso il telefono? Solo chi amministra le utenze può azzerare il codice: chiedi al referente del
      tuo ufficio.
    </p>
  );
}
