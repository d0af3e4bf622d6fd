import { Actions, Button, errorFor, Form, LinkButton, Notice, PasswordField, TextField } from '../../../ui/index.ts';
import type { Entrance } from '../deps.ts';
import { AccountPage } from './account-page.tsx';
import { Entrances } from './entrances.tsx';
import type { Look } from './look.ts';

export interface LoginPageProps {
  readonly look: Look;
  readonly username?: string;
  /** Where to go afterwards. */
  readonly asked?: string | undefined;
  /** Said above the form instead of an error: nothing is wrong with what was typed. */
  readonly wait?: string | undefined;
  /** Where the password is posted; nothing where this page takes none. */
  readonly form: string | undefined;
  readonly entrances: readonly Entrance[];
}

/** The digital identities, then user name (or fiscal code) and password; no puzzle, and managers of passwords are welcome. */
export function LoginPage({ look, username = '', asked, wait, form, entrances }: LoginPageProps) {
  return (
    <AccountPage look={look} title="Accedi" {...(form === '/accesso' ? { help: <Help /> } : {})}>
      {wait !== undefined && (
        <Notice kind="warning" announced>
          {wait}
        </Notice>
      )}
      {entrances.length > 0 && <Entrances title={titleOf(form)} entrances={entrances} asked={asked} />}
      {form === undefined ? (
        <p>
          Lavori in una scuola o in un ufficio? <a href="/accesso/personale">Vai all’accesso del personale</a>.
        </p>
      ) : (
        <PasswordForm {...{ look, username, asked, form, alone: entrances.length === 0 }} />
      )}
    </AccountPage>
  );
}

function titleOf(form: string | undefined): string {
  return form === undefined ? 'Entra con la tua identità digitale' : 'Entra senza password';
}

interface PasswordFormProps {
  readonly look: Look;
  readonly username: string;
  readonly asked: string | undefined;
  readonly form: string;
  readonly alone: boolean;
}

function PasswordForm({ look, username, asked, form, alone }: PasswordFormProps) {
  return (
    <>
      {!alone && <h2>Con nome utente e password</h2>}
      <Form action={form} csrf={look.csrf} {...(asked === undefined ? {} : { hidden: { dopo: asked } })}>
        <TextField
          name="username"
          label="Nome utente o codice fiscale"
          hint="Il nome utente è come mario.rossi: lo trovi nell’e-mail con le credenziali."
          value={username}
          error={errorFor(look.errors, 'username')}
          autocomplete="username"
          maxlength={100}
          spellcheck={false}
        />
        <PasswordField
          name="password"
          label="Password"
          error={errorFor(look.errors, 'password')}
          autocomplete="current-password"
        />
        <Actions>
          <Button>Accedi</Button>
        </Actions>
      </Form>
      {form === '/accesso' && (
        <>
          <h2>Non riesci a entrare?</h2>
          <ul>
            <li>
              <a href="/accesso/recupero">Ho dimenticato la password</a>
            </li>
            <li>
              <a href="/accesso/nome-utente">Ho dimenticato il nome utente</a>
            </li>
          </ul>
        </>
      )}
    </>
  );
}

function Help() {
  return (
    <>
      <p>Non hai ancora un’utenza?</p>
      <p>
        <LinkButton href="/registrazione" look="outline">
          Registrati
        </LinkButton>
      </p>
    </>
  );
}
