import { safeHref } from '../frame/safe-href.ts';
import { Icon } from './icon.tsx';

interface PagerProps {
  /** Counts from 1. */
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  label?: string | undefined;
}

/** Previous and next, with where one stands in words. */
export function Pager({ page, pages, hrefOf, label = 'Pagine dei risultati' }: PagerProps) {
  if (pages <= 1) return null;
  return (
    <nav class="pages" aria-label={label}>
      {page > 1 ? (
        <a class="btn btn-quiet" rel="prev" href={safeHref(hrefOf(page - 1))}>
          <Icon name="it-arrow-left" /> <span>Pagina precedente</span>
        </a>
      ) : (
        <span />
      )}
      <span class="pages-here">
        Pagina {page} di {pages}
      </span>
      {page < pages ? (
        <a class="btn btn-quiet" rel="next" href={safeHref(hrefOf(page + 1))}>
          <span>Pagina successiva</span> <Icon name="it-arrow-right" />
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
