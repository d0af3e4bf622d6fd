import { Actions, Button, Form, LinkButton, Page, profileLink } from '../../../ui/index.ts';
import { DELEGATIONS, type Look, paths } from './look.ts';

interface TakeUpProps extends Look {
  readonly id: string;
  /** Of the delegator. */
  readonly name: string;
  /** The page they were on. */
  readonly asked: string | undefined;
  /** What they had sent is kept. */
  readonly kept: boolean;
  readonly stands: boolean;
}

/** A delegate's session was over: do they go on for the delegator, or has the delegation ended meanwhile? */
export function TakeUpPage({ id, name, asked, kept, stands, ...look }: TakeUpProps) {
  const heading = stands ? `Vuoi operare di nuovo per conto di ${name}?` : `Non puoi più operare per conto di ${name}`;
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title={`${heading} – Deleghe`}
      heading={heading}
      breadcrumb={[profileLink, DELEGATIONS]}
    >
      {stands ? <Go id={id} name={name} asked={asked} kept={kept} csrf={look.visitor.csrf} /> : <Over name={name} />}
    </Page>
  );
}

function Go(props: Pick<TakeUpProps, 'id' | 'name' | 'asked' | 'kept'> & { readonly csrf: string }) {
  const { id, name, asked, kept, csrf } = props;
  return (
    <>
      <p>
        La sessione è finita mentre operavi per conto di {name}. Adesso sei entrato di nuovo, e operi per te.
        {kept && ' Quello che avevi scritto è conservato per mezz’ora, ma non è ancora nella domanda.'}
      </p>
      <Form
        action={paths.begin(id)}
        csrf={csrf}
        hidden={asked === undefined ? {} : { dopo: asked }}
        label={`Opera di nuovo per conto di ${name}`}
      >
        <Actions>
          <Button>Opera per conto di {name}</Button>
          <LinkButton href="/area" look="outline">
            Resta a operare per te
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

function Over({ name }: Pick<TakeUpProps, 'name'>) {
  return (
    <>
      <p>
        Mentre la tua sessione era finita è finita anche la delega: è stata revocata, è arrivato l’ultimo giorno, oppure
        uno di voi due non è più abilitato al servizio.
      </p>
      <p>
        Le risposte che il portale ti aveva dato per salvate sono nella bozza di {name}. L’ultima cosa che hai inviato,
        a sessione finita, non è stata eseguita.
      </p>
      <Actions>
        <LinkButton href={paths.list}>Vai alle tue deleghe</LinkButton>
      </Actions>
    </>
  );
}
