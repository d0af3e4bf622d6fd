import { Notice } from '../../../ui/index.ts';
import { EntryPage } from './entry-page.tsx';
import type { Look } from './look.ts';

/** From here they are out, from somewhere else perhaps not: said plainly. */
export function PartialLogoutPage({ look }: { look: Look }) {
  return (
    <EntryPage look={look} title="Uscita: chiusura parziale">
      <Notice kind="warning" announced>
        Da Istanze OnLine sei uscito. Il gestore non è riuscito a chiudere tutti gli altri servizi in cui eri entrato
        con SPID.
      </Notice>
      <p>Se usi un computer non tuo, chiudi tutte le finestre del browser.</p>
    </EntryPage>
  );
}
