import { Actions, Button, Form, Page } from '../../../ui/index.ts';
import { type Look, paths } from './look.ts';

/** Told to who was acting when the delegation ended: nothing goes on in the wrong name. */
export function OverPage({ name, ...look }: Look & { readonly name: string }) {
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title="La delega è finita"
      heading={`Non operi più per conto di ${name}`}
    >
      <p>
        La delega è finita: è stata revocata, è arrivato l’ultimo giorno, oppure uno di voi due non è più abilitato al
        servizio.
      </p>
      <h2>Che cosa è rimasto salvato</h2>
      <p>
        Le risposte che il portale ti aveva dato per salvate sono nella bozza di {name}, e le domande con un numero di
        protocollo restano valide. L’ultima cosa che hai inviato, se la delega era già finita, non è stata eseguita.
      </p>
      <h2>Che cosa puoi fare</h2>
      <p>Torna a operare per te. Se serve ancora il tuo aiuto, {name} può proporti un’altra delega.</p>
      <Form action={paths.end} csrf={look.visitor.csrf} label="Torna a operare per te">
        <Actions>
          <Button>Torna a operare per te</Button>
        </Actions>
      </Form>
    </Page>
  );
}
