interface ProviderListProps {
  readonly providers: readonly { readonly name: string; readonly href: string; readonly logo?: string }[];
}

/** Those who give out an identity, one link each; the picture repeats the name and is not read aloud. */
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
