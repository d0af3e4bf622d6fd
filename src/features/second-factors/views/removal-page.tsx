import { Actions, Button, Form, LinkButton, Notice } from '../../../ui/index.ts';
import { DEEPER, FactorPage, type Look } from './factor-page.tsx';

interface RemovalProps {
  readonly look: Look;
  readonly action: string;
  /** "la passkey «telefono»". */
  readonly what: string;
  /** Who works in an office keeps the last one. */
  readonly possible: boolean;
  readonly last: boolean;
  /** They came in with another identity than the portal's own. */
  readonly digital: boolean;
}

/** What goes, and what it means, before it goes. */
export function RemovalPage({ look, action, what, possible, last, digital }: RemovalProps) {
  return (
    <FactorPage look={look} title={`Togli ${what}`} breadcrumb={DEEPER}>
      {possible ? <Possible look={look} action={action} what={what} last={last} digital={digital} /> : <Impossible />}
    </FactorPage>
  );
}

const LOCAL =
  'Da adesso entri con la sola password. Da sola deve avere almeno 15 caratteri: se la tua è più corta, te ne facciamo scegliere una nuova.';
const DIGITAL =
  'Da sola la password deve avere almeno 15 caratteri: se la tua è più corta, non la potrai più usare finché non ne scegli una più lunga. Con la tua identità digitale entri come prima.';

function Possible({ look, action, what, last, digital }: Omit<RemovalProps, 'possible'>) {
  return (
    <>
      {last ? (
        <Notice kind="warning">
          È l’ultima prova che hai oltre alla password. {digital ? DIGITAL : LOCAL} I codici di recupero non servono più
          e li togliamo.
        </Notice>
      ) : (
        <p>Entri con quello che ti resta. Puoi aggiungerne altri quando vuoi.</p>
      )}
      <p>Gli altri dispositivi collegati vengono scollegati. Domande e bozze non cambiano.</p>
      <Form action={action} csrf={look.csrf}>
        <Actions>
          <Button look="danger">Togli {what}</Button>
          <LinkButton href="/profilo/secondo-fattore" look="quiet">
            Non togliere niente
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

function Impossible() {
  return (
    <>
      <Notice kind="info" title="Non si può togliere">
        È l’unica seconda prova che hai, e con un incarico allo sportello o in ufficio ne serve una. Prima aggiungine
        un’altra, poi togli questa.
      </Notice>
      <Actions>
        <LinkButton href="/profilo/secondo-fattore">Torna alla verifica in due passaggi</LinkButton>
      </Actions>
    </>
  );
}
