import type { Definition, EligibilityVerdict } from '../../../engines/procedure/index.ts';
import type { Frame, Visitor } from '../../../ui/index.ts';
import { Actions, LinkButton, Notice, Page } from '../../../ui/index.ts';
import { EligibilityPart } from '../../procedures/index.ts';

interface NotEligiblePageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly definition: Definition;
  readonly verdicts: readonly EligibilityVerdict[];
}

/** Said to who asks to begin an application they may not file: rule by rule, what holds and what does not. */
export function NotEligiblePage({ frame, visitor, definition, verdicts }: NotEligiblePageProps) {
  const back = `/procedure/${definition.id}`;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={`Non puoi presentarla – ${definition.title}`}
      heading="Non puoi presentare questa domanda"
      lead={definition.title}
      section="/area"
      breadcrumb={[{ href: back, label: definition.title }]}
    >
      <Notice kind="warning" title="Manca un requisito" announced>
        <p>Non abbiamo aperto nessuna domanda. Sotto trovi ogni requisito, se c’è o no, e la norma che lo chiede.</p>
      </Notice>
      <h2>I requisiti, uno per uno</h2>
      <EligibilityPart verdicts={verdicts} />
      <p>
        I tuoi dati vengono dal profilo. Se qualcosa non è giusto, <a href="/profilo">correggilo lì</a> e riprova. Se
        pensi che la regola non ti riguardi, scrivi <a href="/assistenza">all’assistenza</a>.
      </p>
      <Actions>
        <LinkButton href={back}>Torna alla procedura</LinkButton>
      </Actions>
    </Page>
  );
}
