import { Actions, Button, Form, LinkButton, Notice } from '../../../ui/index.ts';
import { towards } from '../paths.ts';
import { DEEPER, FactorPage, type Look } from './factor-page.tsx';

interface CodesProps {
  readonly look: Look;
  readonly left: number;
  /** Where they were going when a stronger way in was asked for. */
  readonly asked: string | undefined;
}

/** Before the codes are made: what they are for. */
export function CodesPage({ look, left, asked }: CodesProps) {
  return (
    <FactorPage look={look} title="Codici di recupero" breadcrumb={DEEPER} lead={LEAD}>
      {left > 0 && (
        <Notice kind="warning">
          {left === 1 ? 'Hai ancora un codice da usare' : `Hai ancora ${left} codici da usare`}. Se ne fai di nuovi,
          quelli di prima non valgono più.
        </Notice>
      )}
      <p>
        Te ne diamo dieci. Li vedi una volta sola: stampali o salvali in un posto sicuro, non sul telefono che usi per
        entrare.
      </p>
      <Form
        action="/profilo/secondo-fattore/codici"
        csrf={look.csrf}
        hidden={asked === undefined ? {} : { dopo: asked }}
      >
        <Actions>
          <Button>Mostra i codici di recupero</Button>
          <LinkButton href={towards('/profilo/secondo-fattore', asked)} look="quiet">
            Non adesso
          </LinkButton>
        </Actions>
      </Form>
    </FactorPage>
  );
}

const LEAD = 'Se perdi il telefono o la passkey, con uno di questi codici entri lo stesso.';
