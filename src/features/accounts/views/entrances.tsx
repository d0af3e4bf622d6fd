import { Details, LinkButton, ProviderList } from '../../../ui/index.ts';
import type { Entrance } from '../deps.ts';

/** The ways in beside the password, in the order they come; one with many providers opens into its list. */
export function Entrances({ entrances, asked }: { entrances: readonly Entrance[]; asked: string | undefined }) {
  if (entrances.length === 0) return null;
  const to = (href: string) =>
    asked === undefined ? href : `${href}${href.includes('?') ? '&' : '?'}dopo=${encodeURIComponent(asked)}`;
  return (
    <section aria-labelledby="entrances" class="polis-entrances">
      <h2 id="entrances">Entra senza password</h2>
      {entrances.map(({ kind, label, href, providers }) =>
        providers === undefined ? (
          <p key={kind}>
            <LinkButton href={to(href)}>{label}</LinkButton>
          </p>
        ) : (
          <Details key={kind} summary={label}>
            <p>Scegli chi ti ha dato SPID. L’ordine cambia ogni volta.</p>
            <ProviderList providers={providers.map((one) => ({ ...one, href: to(one.href) }))} />
            <p>
              <a href={to(href)}>Non hai SPID o ti serve aiuto?</a>
            </p>
          </Details>
        ),
      )}
    </section>
  );
}
