import { Actions, Button, Form, LinkButton, Notice } from '../../../ui/index.ts';
import { DEEPER, FactorPage, type Look } from './factor-page.tsx';

/** The codes, this once. */
interface SheetProps {
  readonly look: Look;
  readonly codes: readonly string[];
  readonly sealed: string;
  /** Where they were going when a stronger way in was asked for. */
  readonly asked: string | undefined;
}

export function SheetPage({ look, codes, sealed, asked }: SheetProps) {
  return (
    <FactorPage look={look} title="I tuoi codici di recupero" breadcrumb={DEEPER}>
      <Notice kind="warning" announced>
        Non li mostreremo più. Stampa questa pagina, oppure scaricali, prima di andare avanti.
      </Notice>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>Ogni codice vale una volta sola. Quelli di prima non valgono più.</p>
      <Form action="/profilo/secondo-fattore/codici/file" csrf={look.csrf} hidden={{ sheet: sealed }}>
        <Actions>
          <Button icon="it-download">Scarica i codici</Button>
          <LinkButton href={asked ?? '/profilo/secondo-fattore'} look="outline">
            Li ho salvati
          </LinkButton>
        </Actions>
      </Form>
    </FactorPage>
  );
}
