import { Actions, LinkButton, Page } from '../../../ui/index.ts';
import type { Look } from './look.ts';

interface OnwardPageProps {
  look: Look;
  /** The path of ours that leads to the service. */
  to: string;
  name: string;
  refused: boolean;
}

/** Between our forms and the service: a form must not lead to another site, a page may. */
export function OnwardPage({ look, to, name, refused }: OnwardPageProps) {
  const title = refused ? `Torni a ${name}` : `Entri in ${name}`;
  return (
    <Page frame={look.frame} visitor={look.visitor} title={title} heading={title} onward={to}>
      <p>
        {refused
          ? 'Non abbiamo passato nessun dato. Se la pagina non cambia da sola, vai avanti da qui.'
          : 'L’accesso è riuscito. Se la pagina non cambia da sola, vai avanti da qui.'}
      </p>
      <Actions>
        <LinkButton href={to}>{refused ? `Torna a ${name}` : `Continua verso ${name}`}</LinkButton>
      </Actions>
    </Page>
  );
}
