import { Actions, LinkButton, Page } from '../../../ui/index.ts';
import type { Look } from './look.ts';

/** The request to enter a service is not there any more, or was begun in another browser. */
export function GonePage({ look, acting }: { look: Look; acting: boolean }) {
  const title = acting ? 'Adesso stai agendo per un’altra persona' : 'Questa richiesta di accesso non vale più';
  return (
    <Page frame={look.frame} visitor={look.visitor} title={title} heading={title}>
      <p>
        {acting
          ? 'Negli altri servizi si entra soltanto con il proprio nome: una delega vale per le domande di questo portale.'
          : 'È passato troppo tempo, oppure l’accesso era cominciato in un’altra finestra.'}
      </p>
      <p>Non abbiamo passato nessun dato, e quello che avevi salvato è al suo posto.</p>
      <h2>Che cosa puoi fare</h2>
      <p>
        {acting
          ? 'Torna a operare per te, poi riparti dal servizio.'
          : 'Torna al servizio e premi di nuovo il suo pulsante di accesso.'}
      </p>
      <Actions>
        <LinkButton href="/area">Vai alla tua area</LinkButton>
      </Actions>
    </Page>
  );
}
