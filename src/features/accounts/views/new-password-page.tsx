import { Actions, Button, Details, errorFor, Form, PasswordField } from '../../../ui/index.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

/** Why it is chosen: forced (`temporary`, `over`, `short`), at will (`chosen`, or `first` for who has none), or by the mailed link. */
export type PasswordReason = 'temporary' | 'over' | 'short' | 'chosen' | 'first' | 'forgotten';

interface NewPasswordProps {
  readonly look: Look;
  readonly action: string;
  /** Characters it must have at least. */
  readonly least: number;
  readonly reason: PasswordReason;
  readonly asked?: string | undefined;
  readonly username?: string;
}

const LEADS = {
  temporary: 'La password che hai ricevuto era temporanea: scegline una tua per continuare.',
  over: 'La tua password è scaduta: scegline una nuova per continuare. Utenza, bozze e domande sono al loro posto.',
  short:
    'Adesso entri con la sola password, e la tua è più corta di quanto serve senza la verifica in due passaggi: scegline una nuova per continuare. Utenza, bozze e domande sono al loro posto.',
  first: 'Finora sei entrato con un’altra identità: con una password tua puoi entrare anche da qui.',
  chosen: 'Scrivi la password di oggi, poi quella nuova. Gli altri dispositivi collegati saranno scollegati.',
  forgotten: 'Scegli la nuova password: poi accedi con quella.',
} as const;

/** Choosing one's own password, with the rules said before and not after. */
export function NewPasswordPage({ look, action, least, reason, asked, username }: NewPasswordProps) {
  return (
    <AccountPage look={look} title="Scegli una nuova password" lead={LEADS[reason]}>
      <p>Quando va bene:</p>
      <ul>
        <li>ha almeno {least} caratteri, al massimo 128; spazi, accenti e simboli vanno bene;</li>
        <li>non è tra le più usate e non contiene quasi solo i tuoi dati;</li>
        <li>non è una delle ultime cinque che hai usato;</li>
        <li>non servono per forza maiuscole, numeri o simboli.</li>
      </ul>
      <Details summary="Come si sceglie una buona password">
        <p>
          Quattro parole che non c’entrano niente l’una con l’altra sono facili da ricordare e difficili da indovinare.
          Un programma che conserva le password va benissimo: puoi incollarle qui.
        </p>
      </Details>
      <Form action={action} csrf={look.csrf} {...(asked === undefined ? {} : { hidden: { dopo: asked } })}>
        {username !== undefined && (
          <input type="text" name="username" value={username} autocomplete="username" readonly hidden />
        )}
        {reason === 'chosen' && (
          <PasswordField
            name="password"
            label="Password di oggi"
            error={errorFor(look.errors, 'password')}
            autocomplete="current-password"
          />
        )}
        <PasswordField
          name="newPassword"
          label="Nuova password"
          hint={`Almeno ${least} caratteri.`}
          error={errorFor(look.errors, 'newPassword')}
          autocomplete="new-password"
        />
        <PasswordField
          name="newPasswordAgain"
          label="Di nuovo la nuova password"
          error={errorFor(look.errors, 'newPasswordAgain')}
          autocomplete="new-password"
        />
        <Actions>
          <Button>Salva la nuova password</Button>
        </Actions>
      </Form>
    </AccountPage>
  );
}
