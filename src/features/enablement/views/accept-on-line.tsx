import { Actions, Button, Details, Form, Notice } from '../../../ui/index.ts';
import { ADHESION_REQUEST, ADHESION_STATEMENTS } from '../adhesion-statements.ts';

/** Offered to who made the request with a password and has come in with SPID or CIE since. */
export function AcceptOnLine({ csrf }: { csrf: string }) {
  return (
    <Notice kind="info" title="Non serve lo sportello">
      <p>
        Sei entrato con la tua identità digitale: puoi accettare il modulo di adesione da qui, senza andare a scuola.
      </p>
      <Details summary="Che cosa accetti">
        <p>{ADHESION_REQUEST}</p>
        <ul>
          {ADHESION_STATEMENTS.map((statement) => (
            <li key={statement}>{statement}</li>
          ))}
        </ul>
      </Details>
      <Form action="/abilitazione/adesione" csrf={csrf} label="Adesione">
        <Actions>
          <Button>Accetto il modulo di adesione</Button>
        </Actions>
      </Form>
    </Notice>
  );
}
