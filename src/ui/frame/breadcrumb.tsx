import type { Link } from './frame.ts';
import { safeHref } from './safe-href.ts';

/** The way back, from the top; the page itself closes it as plain text. */
export function Breadcrumb({ links, here }: { links: readonly Link[]; here: string }) {
  return (
    <nav class="container trail" aria-label="Percorso">
      <ol>
        {links.map(({ href, label }) => (
          <li key={href}>
            <a href={safeHref(href)}>{label}</a>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
