import { Actions, Button, Form, LinkButton, Notice, Page, StateTag, Table, type Tone } from '../../../ui/index.ts';
import type { Client } from '../client.ts';
import type { TrialStep } from '../client-trial-routes.ts';
import type { Look } from './look.ts';

const LOOKS: Readonly<Record<TrialStep['outcome'], { tone: Tone; word: string }>> = {
  right: { tone: 'success', word: 'Va bene' },
  wrong: { tone: 'danger', word: 'Non va' },
  'not-tried': { tone: 'neutral', word: 'Non provato' },
};

interface ClientTrialPageProps {
  look: Look;
  client: Client;
  /** What was tried; nothing before the button is pressed. */
  steps: readonly TrialStep[] | undefined;
}

/** A whole sign-in with the settings of a service, and what is wrong with them. */
export function ClientTrialPage({ look, client, steps }: ClientTrialPageProps) {
  const title = `Prova l’accesso a ${client.name}`;
  const wrong = steps?.filter(({ outcome }) => outcome === 'wrong').length ?? 0;
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      section="/amministrazione"
      breadcrumb={[
        { href: '/amministrazione', label: 'Amministrazione' },
        { href: '/amministrazione/servizi', label: 'Servizi' },
      ]}
      title={title}
      heading={title}
      lead="La prova fa un accesso intero con le impostazioni registrate, a nome tuo. Il servizio riceve soltanto l’avviso di uscita."
      notice={look.notice === undefined ? undefined : { kind: 'success', text: look.notice }}
    >
      {steps !== undefined && (
        <>
          <Notice kind={wrong === 0 ? 'success' : 'danger'} announced>
            {wrong === 0 ? 'Quello che si può provare da qui funziona.' : 'Qualcosa non va: guarda le righe segnate.'}
          </Notice>
          <Table
            caption="Che cosa è stato provato"
            captionHidden
            rows={steps}
            columns={[
              { label: 'Prova', heading: true, cell: ({ what }) => what },
              {
                label: 'Esito',
                cell: ({ outcome }) => <StateTag tone={LOOKS[outcome].tone}>{LOOKS[outcome].word}</StateTag>,
              },
              { label: 'Perché', cell: ({ words }) => words },
            ]}
          />
        </>
      )}
      <Form action={`/amministrazione/servizi/${client.id}/prova`} csrf={look.csrf} label={title}>
        <Actions>
          <Button>{steps === undefined ? 'Fai la prova' : 'Ripeti la prova'}</Button>
          <LinkButton href={`/amministrazione/servizi/${client.id}`} look="outline">
            Cambia le impostazioni
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
