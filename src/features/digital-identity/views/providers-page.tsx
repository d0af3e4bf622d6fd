import { ProviderHelp, ProviderList } from '../../../ui/index.ts';
import { EntryPage } from './entry-page.tsx';
import type { Look } from './look.ts';

interface ProvidersPageProps {
  readonly look: Look;
  readonly providers: Parameters<typeof ProviderList>[0]['providers'];
}

/** Everybody who gives out SPID, in an order that is new each time. */
export function ProvidersPage({ look, providers }: ProvidersPageProps) {
  return (
    <EntryPage
      look={look}
      title="Entra con SPID"
      lead="Scegli chi ti ha dato SPID. L’ordine dell’elenco cambia ogni volta."
    >
      {providers.length === 0 ? (
        <p>In questo momento nessun gestore è disponibile. Entra in un altro modo o riprova più tardi.</p>
      ) : (
        <ProviderList providers={providers} />
      )}
      <h2>Serve altro?</h2>
      <ProviderHelp />
    </EntryPage>
  );
}
