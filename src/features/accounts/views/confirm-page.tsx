import { Actions, Button, errorFor, Form, LinkButton, PasswordField } from '../../../ui/index.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

interface Way {
  readonly label: string;
  readonly href: string;
}

interface ConfirmProps {
  readonly look: Look;
  readonly asked: string;
  readonly level: 1 | 2 | 3;
  /** A service they want to enter asks for a proof given now, however fresh the last one is. */
  readonly again: boolean;
  /** They came in with a password, and prove it with that. */
  readonly password: boolean;
  readonly ways: readonly Way[];
}

const LEAD = 'Stai per cambiare qualcosa di delicato. Prima ci assicuriamo che davanti allo schermo ci sia tu.';
const AGAIN_LEAD = 'Il servizio in cui vuoi entrare chiede di assicurarci che davanti allo schermo ci sia tu.';
const STRONG_LEAD = 'Per continuare serve un accesso più sicuro, con due prove.';
const HIGHEST_LEAD =
  'Per continuare serve un accesso di livello 3: la carta d’identità elettronica, o SPID con una chiave fisica.';

/** Proves again who has been inside for a while. */
export function ConfirmPage({ look, asked, level, again, password, ways }: ConfirmProps) {
  const hidden = { dopo: asked, ...(level > 1 ? { livello: String(level) } : {}), ...(again ? { subito: '1' } : {}) };
  const lead = level === 3 ? HIGHEST_LEAD : level === 2 ? STRONG_LEAD : again ? AGAIN_LEAD : LEAD;
  return (
    <AccountPage look={look} title="Conferma che sei tu" lead={lead} help={<Help />}>
      {password && (
        <Form action="/accesso/conferma" csrf={look.csrf} hidden={hidden}>
          <PasswordField
            name="password"
            label="Password"
            hint="Quella con cui sei entrato."
            error={errorFor(look.errors, 'password')}
            autocomplete="current-password"
          />
          <Actions>
            <Button>Conferma e continua</Button>
          </Actions>
        </Form>
      )}
      <Ways ways={ways} />
      {!password && ways.length === 0 && (
        <p>
          Il modo con cui sei entrato ora non è disponibile. <a href="/uscita">Esci</a> e accedi di nuovo.
        </p>
      )}
    </AccountPage>
  );
}

/** Two factors are asked of somebody who has only one: how to get the other. */
export function NoSecondFactorPage({ look, asked, ways }: { look: Look; asked: string; ways: readonly Way[] }) {
  return (
    <AccountPage look={look} title="Serve un accesso più sicuro" lead="Qui si entra con due prove: per ora ne hai una.">
      <p>
        La password da sola non basta. Aggiungi un secondo fattore, per esempio un codice dal telefono: ci vogliono due
        minuti, poi torni qui.
      </p>
      <Actions>
        <LinkButton href={`/profilo/secondo-fattore?dopo=${encodeURIComponent(asked)}`}>
          Aggiungi un secondo fattore
        </LinkButton>
      </Actions>
      <Ways ways={ways} />
    </AccountPage>
  );
}

/** Level 3 is asked of who came in with something of ours, which reaches 2. */
export function OnlyDigitalPage({ look, ways }: { look: Look; ways: readonly Way[] }) {
  return (
    <AccountPage
      look={look}
      title="Serve un accesso di livello 3"
      lead="Con la password o una passkey non ci si arriva."
    >
      <p>
        Il livello 3 si prova con la carta d’identità elettronica, o con SPID e una chiave fisica.{' '}
        {ways.length > 0
          ? 'Se è già collegata alla tua utenza usala adesso: resti collegato, e poi torni qui. Se non lo è, la colleghi da «Profilo».'
          : 'In questo portale ora non si può usare.'}
      </p>
      <Ways ways={ways} />
      <p>
        <a href="/profilo/identita-digitali">Le tue identità digitali</a>
      </p>
    </AccountPage>
  );
}

function Ways({ ways }: { ways: readonly Way[] }) {
  if (ways.length === 0) return null;
  return (
    <Actions>
      {ways.map(({ label, href }) => (
        <LinkButton look="outline" href={href}>
          {label}
        </LinkButton>
      ))}
    </Actions>
  );
}

function Help() {
  return (
    <p>
      Te lo chiediamo quando sono passati più di dieci minuti dall’accesso: così chi trova il tuo computer aperto non
      può cambiare le tue credenziali.
    </p>
  );
}
