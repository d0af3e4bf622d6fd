import {
  Actions,
  Button,
  Form,
  type Frame,
  LinkButton,
  Notice,
  Page,
  profileLink,
  type Visitor,
} from '../../../ui/index.ts';

export interface RegenerationPageProps {
  frame: Frame;
  visitor: Visitor;
}

/** The long way to another personal code, said plainly before it is taken. */
export function RegenerationPage({ frame, visitor }: RegenerationPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Rigenera il codice personale – Il tuo profilo"
      heading="Rigenera il codice personale"
      lead="Prendi questa strada solo se non puoi recuperare il codice per mail."
      breadcrumb={[profileLink, { href: '/profilo/codice-personale/dimenticato', label: 'Hai dimenticato il codice?' }]}
    >
      <Notice kind="warning" title="Prima di continuare">
        <p>
          Quando confermi, il codice di adesso finisce e <strong>non puoi inoltrare domande</strong> finché una scuola o
          un ufficio non ti ha identificato di nuovo. Guarda se una domanda che ti serve scade prima.
        </p>
      </Notice>
      <h2>Che cosa succede</h2>
      <ol>
        <li>Rivedi i tuoi dati e il documento, e confermi.</li>
        <li>Ti arriva per mail un codice temporaneo, con un nuovo modulo.</li>
        <li>Vai in una scuola o in un ufficio con il documento, la tessera sanitaria e il modulo.</li>
        <li>Scegli il nuovo codice personale.</li>
      </ol>
      <p>Le bozze, le domande inoltrate e le ricevute restano come sono.</p>
      <Form action="/profilo/codice-personale/rigenerazione" csrf={visitor.csrf} label="Rigenerazione">
        <Actions>
          <Button>Rivedi i dati e continua</Button>
          <LinkButton look="outline" href="/profilo/codice-personale/dimenticato">
            Torna indietro
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
