import { EntranceLink, EntranceList, ProviderHelp, ProviderList } from '../../../ui/index.ts';
import type { Entrance } from '../deps.ts';

interface EntrancesProps {
  readonly title: string;
  readonly entrances: readonly Entrance[];
  readonly asked: string | undefined;
}

/** The ways in beside the password, in the order they come; one with many providers opens into its list. */
export function Entrances({ title, entrances, asked }: EntrancesProps) {
  if (entrances.length === 0) return null;
  const to = (href: string) =>
    asked === undefined ? href : `${href}${href.includes('?') ? '&' : '?'}dopo=${encodeURIComponent(asked)}`;
  return (
    <section aria-labelledby="entrances" class="polis-entrances">
      <h2 id="entrances">{title}</h2>
      {entrances.map(({ kind, label, href, providers }) =>
        providers === undefined ? (
          <EntranceLink key={kind} kind={kind} label={label} href={to(href)} />
        ) : (
          <EntranceList key={kind} kind={kind} label={label}>
            <p>Scegli chi ti ha dato SPID. L’ordine cambia ogni volta.</p>
            <ProviderList providers={providers.map((one) => ({ ...one, href: to(one.href) }))} />
            <ProviderHelp />
          </EntranceList>
        ),
      )}
    </section>
  );
}
