interface ProviderListProps {
  readonly providers: readonly { readonly name: string; readonly href: string; readonly logo?: string }[];
}

/** Those who give out SPID, one link each; the picture repeats the name and is not read aloud. */
export function ProviderList({ providers }: ProviderListProps) {
  return (
    <ul class="polis-providers">
      {providers.map(({ name, href, logo }) => (
        <li key={href}>
          <a href={href}>
            {logo?.startsWith('data:image/') && <img src={logo} alt="" height="24" />}
            <span>{name}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What stands under the list wherever it is shown (SPID access button, Avviso 42). */
export function ProviderHelp() {
  return (
    <ul>
      {LINKS.map(([href, label]) => (
        <li key={href}>
          <a href={href} rel="noreferrer">
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

const LINKS = [
  ['https://www.spid.gov.it/', 'Maggiori informazioni su SPID'],
  ['https://www.spid.gov.it/cos-e-spid/come-attivare-spid/', 'Non hai SPID?'],
  ['https://www.spid.gov.it/servizi/supporto-spid/', 'Serve aiuto?'],
] as const;
