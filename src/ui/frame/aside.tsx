import type { ComponentChildren } from 'preact';

interface AsideProps {
  title: string | undefined;
  help: ComponentChildren;
  children: ComponentChildren;
}

/** Second narrow column: state first, then help. On a phone one line above the content, opened by hand. */
export function Aside({ title = 'Stato e aiuto', help, children }: AsideProps) {
  return (
    <details class="page-fold page-aside">
      <summary>{title}</summary>
      <div class="page-aside-body">
        {children}
        {help !== undefined && (
          <section class="page-help" aria-labelledby="page-help-title">
            <h2 id="page-help-title">Serve aiuto?</h2>
            {help}
          </section>
        )}
      </div>
    </details>
  );
}
