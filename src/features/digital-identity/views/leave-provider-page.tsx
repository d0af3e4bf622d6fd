import { Actions, LinkButton, Notice } from '../../../ui/index.ts';
import { EntryPage } from './entry-page.tsx';
import type { Look } from './look.ts';

interface LeaveProviderPageProps {
  readonly look: Look;
  /** Name of the provider. */
  readonly from: string;
  readonly href: string;
}

/** Out of the portal already; the provider's own session ends on its own site, by a link that the person follows. */
export function LeaveProviderPage({ look, from, href }: LeaveProviderPageProps) {
  return (
    <EntryPage look={look} title="Sei uscito dal portale">
      <Notice kind="success" announced>
        Da Istanze OnLine sei uscito. Quello che avevi salvato resta.
      </Notice>
      <p>{from} ti tiene ancora collegato, anche per gli altri servizi. Per uscire anche da lì:</p>
      <Actions>
        <LinkButton href={href}>Esci anche da {from}</LinkButton>
        <LinkButton href="/" look="outline">
          Torna alla prima pagina
        </LinkButton>
      </Actions>
    </EntryPage>
  );
}
