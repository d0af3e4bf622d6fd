import { Actions, Button, EmailField, errorFor, Form, LinkButton, Radios } from '../../../ui/index.ts';
import type { TypedAddress } from '../address.ts';
import { AddressPage } from './address-page.tsx';
import type { Look } from './look.ts';

/** One more address: it counts once its link has been used, and the others are told. */
export function NewAddressPage({ look, typed }: { look: Look; typed: TypedAddress }) {
  return (
    <AddressPage
      look={look}
      title="Aggiungi un indirizzo"
      inside="below"
      lead="Ti mandiamo un’e-mail con un collegamento: l’indirizzo vale da quando lo apri."
    >
      <Form action="/profilo/indirizzi/nuovo" csrf={look.csrf} label="Nuovo indirizzo">
        <EmailField
          name="email"
          label="Indirizzo e-mail"
          hint="Come nome@esempio.it. Può essere lo stesso di qualcuno della tua famiglia."
          value={typed.email}
          error={errorFor(look.errors, 'email')}
        />
        <EmailField
          name="emailAgain"
          label="Di nuovo l’indirizzo e-mail"
          value={typed.emailAgain}
          error={errorFor(look.errors, 'emailAgain')}
        />
        <Radios
          name="kind"
          label="Che indirizzo è"
          hint="Le caselle @scuola.istruzione.it le riconosciamo da sole."
          value={typed.kind}
          error={errorFor(look.errors, 'kind')}
          choices={[
            { value: 'private', label: 'Un indirizzo e-mail normale' },
            { value: 'pec', label: 'Una PEC', hint: 'Posta elettronica certificata' },
          ]}
        />
        <p>
          Il tuo indirizzo di riferimento non cambia: dopo la conferma scegli tu quale usare. Avvisiamo gli indirizzi
          che hai già.
        </p>
        <Actions>
          <Button>Manda il collegamento</Button>
          <LinkButton look="outline" href="/profilo/indirizzi">
            Torna agli indirizzi
          </LinkButton>
        </Actions>
      </Form>
    </AddressPage>
  );
}
