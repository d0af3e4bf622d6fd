import { Actions, Button, errorFor, Form, LinkButton, Notice, TextField } from '../../../ui/index.ts';
import { masked } from '../address.ts';
import { AddressPage } from './address-page.tsx';
import type { Look } from './look.ts';

interface Shown {
  readonly address: string;
  readonly verifiedAt: Date | null;
  readonly office: string | null;
}

/** What the link in the mail opens; who is not signed in says whose address it is. */
export function ProvePage({ look, token, link, typed }: { look: Look; token: string; link: Shown; typed: string }) {
  const check = link.verifiedAt !== null;
  const shown = look.visitor === null ? masked(link.address) : link.address;
  return (
    <AddressPage look={look} title={check ? 'La posta arriva' : 'Conferma l’indirizzo e-mail'}>
      <p>
        {check
          ? 'Se leggi questa pagina dal collegamento nella e-mail, la posta a '
          : 'Stai confermando che l’indirizzo '}
        <strong>{shown}</strong>
        {check ? ' arriva.' : ' è tuo.'}
      </p>
      {!check && link.office !== null && (
        <p>L’ha registrato per te lo sportello di {link.office}. Da quando lo confermi ti scriviamo lì.</p>
      )}
      <Form action={`/indirizzi/conferma/${token}`} csrf={look.csrf}>
        {look.visitor === null && (
          <TextField
            name="fiscalCode"
            label="Il tuo codice fiscale"
            hint="16 caratteri. Lo chiediamo perché un indirizzo scritto male non finisca a un’altra persona."
            value={typed}
            error={errorFor(look.errors, 'fiscalCode')}
            autocomplete="off"
            maxlength={30}
            width="medium"
            capitals
            spellcheck={false}
          />
        )}
        <Actions>
          <Button>{check ? 'La posta arriva' : 'Conferma l’indirizzo'}</Button>
        </Actions>
      </Form>
    </AddressPage>
  );
}

export function ProvedPage({ look, link }: { look: Look; link: Shown }) {
  const check = link.verifiedAt !== null;
  return (
    <AddressPage look={look} title={check ? 'La posta arriva' : 'Indirizzo confermato'}>
      <Notice kind="success" announced>
        {check ? 'Bene: la posta arriva di nuovo.' : 'L’indirizzo è tuo e lo useremo per farti rientrare se serve.'}
      </Notice>
      {!check && link.office === null && (
        <p>Se vuoi che ti scriviamo qui, sceglilo come indirizzo di riferimento dalla pagina dei tuoi indirizzi.</p>
      )}
      {!check && link.office !== null && <p>D’ora in poi ti scriviamo qui.</p>}
      <Actions>
        <LinkButton href="/profilo/indirizzi">Vai ai tuoi indirizzi</LinkButton>
      </Actions>
    </AddressPage>
  );
}

/** The link is unknown, over, used, or somebody else's: one answer for all. */
export function DeadLinkPage({ look }: { look: Look }) {
  return (
    <AddressPage look={look} title="Il collegamento non vale più">
      <p>Può essere scaduto, già usato, sostituito da uno più nuovo, o copiato solo in parte dall’e-mail.</p>
      <ul>
        <li>
          Guarda nella pagina dei <a href="/profilo/indirizzi">tuoi indirizzi</a>: se c’è scritto «Confermato», è tutto
          a posto. Altrimenti da lì te ne fai mandare un altro.
        </li>
        {look.visitor !== null && (
          <li>
            Se il collegamento è di un’altra persona che usa questo dispositivo, <a href="/uscita">esci</a> e riaprilo.
          </li>
        )}
      </ul>
    </AddressPage>
  );
}
