import { Actions, Button, LinkButton } from '../parts/buttons.tsx';
import { Details } from '../parts/details.tsx';
import { DraftBanner } from '../parts/draft-banner.tsx';
import { Notice } from '../parts/notice.tsx';
import { SaveStatus } from '../parts/save-status.tsx';
import { StateTag } from '../parts/state-tag.tsx';

const saved = new Date('2026-03-16T13:03:12Z');

export function MessagesShown() {
  return (
    <section aria-labelledby="gallery-messages">
      <h2 id="gallery-messages">Messaggi e azioni</h2>
      <Notice kind="info">Le graduatorie durano due anni scolastici: 2026/27 e 2027/28.</Notice>
      <Notice kind="success" title="Domanda inoltrata">
        Numero di protocollo 0000123 del 16 marzo 2026.
      </Notice>
      <Notice kind="warning">Il documento d’identità scade tra 12 giorni.</Notice>
      <Notice kind="danger" title="Non siamo riusciti a inviare la ricevuta">
        <p>La domanda è valida e la ricevuta è nell’archivio. Riproviamo a spedirla ogni ora.</p>
      </Notice>
      <DraftBanner missing={['Titoli di accesso', 'Scelta delle scuole']} closing="Puoi inoltrarla fino a lunedì." />
      <DraftBanner missing={[]} replaces />
      <SaveStatus savedAt={saved} />
      <p>
        <StateTag tone="neutral">Non ancora disponibile</StateTag> <StateTag tone="info">Da iniziare</StateTag>{' '}
        <StateTag tone="success">Completa</StateTag> <StateTag tone="warning">Incompleta</StateTag>{' '}
        <StateTag tone="danger">Respinta</StateTag>
      </p>
      <Details summary="Cosa dice la legge">
        <p>Chi dichiara il falso ne risponde penalmente (articolo 76 del DPR 445 del 2000).</p>
      </Details>
      <Details look="tag" summary={<StateTag tone="warning">Da verificare con l’atto</StateTag>}>
        Valore letto su un sito, non sul testo ufficiale.
      </Details>
      <form action="/_ui" method="get" aria-label="Bottoni">
        <Actions>
          <Button>Inoltra la domanda</Button>
          <Button look="outline" icon="it-check">
            Salva la sezione
          </Button>
          <Button look="danger">Ritira la domanda</Button>
          <LinkButton href="/area" look="quiet">
            Continua più tardi
          </LinkButton>
        </Actions>
      </form>
    </section>
  );
}
