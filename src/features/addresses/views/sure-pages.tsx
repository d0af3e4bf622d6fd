import { Actions, Button, Form, LinkButton, Notice } from '../../../ui/index.ts';
import type { OwnAddress } from '../address-book.ts';
import { AddressPage } from './address-page.tsx';
import type { Look } from './look.ts';

interface ChooseProps {
  readonly look: Look;
  readonly one: OwnAddress;
  readonly former: OwnAddress | undefined;
}

/** What a new reference means, before it is chosen. */
export function ChoosePage({ look, one, former }: ChooseProps) {
  return (
    <AddressPage look={look} title="Cambia l’indirizzo di riferimento" inside="below">
      <p>
        D’ora in poi ti scriviamo a <strong>{one.address}</strong>
        {former !== undefined && (
          <>
            {' '}
            e non più a <strong>{former.address}</strong>
          </>
        )}
        . Le domande già inoltrate restano come sono.
      </p>
      {one.kind === 'institutional' && (
        <Notice kind="warning" title="È una casella della scuola">
          <p>
            Si chiude tre mesi dopo la fine del lavoro a scuola, o se non la apri per sei mesi. Da quel momento non
            ricevi più niente da noi. Per le domande ti conviene un indirizzo tuo.
          </p>
        </Notice>
      )}
      {one.kind === 'pec' && (
        <p>Alcune PEC accettano solo messaggi da altre PEC: se dopo non ti arriva niente, scegli un altro indirizzo.</p>
      )}
      <p>
        All’indirizzo di prima mandiamo un avviso con un collegamento per annullare, che vale 72 ore: se la modifica non
        l’hai fatta tu, da lì torna tutto com’era.
      </p>
      <Form action="/profilo/indirizzi/riferimento" csrf={look.csrf} hidden={{ indirizzo: one.id }}>
        <Actions>
          <Button>Usa come riferimento</Button>
          <Back />
        </Actions>
      </Form>
    </AddressPage>
  );
}

export function RemovePage({ look, one }: { look: Look; one: OwnAddress }) {
  return (
    <AddressPage look={look} title="Togli un indirizzo" inside="below">
      <p>
        Togli <strong>{one.address}</strong>?
      </p>
      <p>
        {one.verifiedAt === null
          ? 'Non era confermato: il collegamento che ti abbiamo mandato non vale più.'
          : 'Non potrai più usarlo per ricevere avvisi e collegamenti per rientrare. Lo diciamo a tutti i tuoi indirizzi, anche a questo.'}
      </p>
      <Form action="/profilo/indirizzi/rimozione" csrf={look.csrf} hidden={{ indirizzo: one.id }}>
        <Actions>
          <Button look="danger">Togli l’indirizzo</Button>
          <Back />
        </Actions>
      </Form>
    </AddressPage>
  );
}

function Back() {
  return (
    <LinkButton look="outline" href="/profilo/indirizzi">
      Torna agli indirizzi
    </LinkButton>
  );
}
