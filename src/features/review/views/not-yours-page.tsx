import { Actions, type Frame, LinkButton, Page, type Visitor } from '../../../ui/index.ts';

/** The filing is the officer's own, or of somebody a delegation binds them to. */
export function NotYoursPage({ frame, visitor }: { frame: Frame; visitor: Visitor | null }) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Non puoi esaminare questa domanda – Ufficio"
      heading="Non puoi esaminare questa domanda"
      section="/ufficio"
    >
      <p>
        È tua, o di una persona a cui hai dato una delega o che l’ha data a te: la esamina un collega. Non hai letto
        niente e non abbiamo registrato nessuna lettura. La tua domanda la trovi nell’archivio, come ogni altra persona.
      </p>
      <Actions>
        <LinkButton href="/ufficio">Torna alle domande ricevute</LinkButton>
      </Actions>
    </Page>
  );
}
