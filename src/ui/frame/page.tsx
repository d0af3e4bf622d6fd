import type { ComponentChildren } from 'preact';
import { KeptOnPage } from '../form/kept.tsx';
import { Unfolded } from '../parts/details.tsx';
import { Sprite } from '../parts/icon.tsx';
import { Notice, type NoticeKind } from '../parts/notice.tsx';
import { Aside } from './aside.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Footer } from './footer.tsx';
import type { FieldError, Frame, Link, Visitor } from './frame.ts';
import { Header } from './header.tsx';
import { type Index, PageIndex } from './page-index.tsx';
import { safeHref } from './safe-href.ts';

export interface PageProps {
  readonly frame: Frame;
  /** Unique for each step: "Dati anagrafici – Domanda GPS". The name of the portal is added. */
  readonly title: string;
  readonly heading: string;
  readonly visitor: Visitor | null;
  /** The href of the section of the main header this page belongs to. */
  readonly section?: string | undefined;
  readonly breadcrumb?: readonly Link[] | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  /** What has just happened, announced once. */
  readonly notice?: { readonly kind: NoticeKind; readonly text: string } | undefined;
  /** One sentence under the heading. */
  readonly lead?: ComponentChildren;
  readonly aside?: ComponentChildren;
  /** The line that stands for the second column on a phone. */
  readonly asideTitle?: string | undefined;
  readonly help?: ComponentChildren;
  /** The places a long page leads to. */
  readonly index?: Index | undefined;
  readonly width?: 'reading' | 'wide' | undefined;
  /** The page leads on by itself to this path of ours, at once; it also holds a link, for who must press it. */
  readonly onward?: string | undefined;
  readonly children?: ComponentChildren;
}

/** A whole document: give it to `renderPage`. */
export function Page(props: PageProps) {
  const { frame, visitor, errors = [], breadcrumb = [] } = props;
  return (
    <Sprite.Provider value={frame.assets.sprite}>
      <html lang="it">
        <Head {...props} />
        <body data-idle-seconds={visitor?.idleSeconds} data-left-seconds={visitor?.leftSeconds}>
          <a class="skip-link" href="#main">
            Vai al contenuto
          </a>
          <Header installation={frame.installation} visitor={visitor} section={props.section} />
          {breadcrumb.length > 0 && <Breadcrumb links={breadcrumb} here={props.heading} />}
          <main id="main" class="container" tabindex={-1}>
            {props.notice && (
              <Notice kind={props.notice.kind} announced>
                {props.notice.text}
              </Notice>
            )}
            <ErrorSummary errors={errors} />
            {visitor?.kept && (
              <Notice kind="info" title="Quello che avevi scritto è ancora qui" announced>
                Non è ancora stato inviato. Controlla, riscrivi password e codici, e premi di nuovo il pulsante.
              </Notice>
            )}
            <KeptOnPage.Provider value={visitor?.kept}>
              <Columns {...props} />
            </KeptOnPage.Provider>
          </main>
          <Footer installation={frame.installation} visitor={visitor} />
        </body>
      </html>
    </Sprite.Provider>
  );
}

function Head({ frame, title, errors = [], onward }: PageProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${errors.length > 0 ? 'Errore: ' : ''}${title} – ${frame.installation.name}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="theme-color" content="#0066cc" />
      {onward !== undefined && <meta http-equiv="refresh" content={`0;url=${safeHref(onward)}`} />}
      {frame.assets.fonts.map((href) => (
        <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      {frame.assets.mark !== undefined && <link rel="icon" type="image/svg+xml" href={frame.assets.mark} />}
      <link rel="stylesheet" href={frame.assets.css} />
      <script type="module" src={frame.assets.js} />
    </head>
  );
}

function Columns({ heading, lead, aside, asideTitle, help, index, width = 'reading', children }: PageProps) {
  const state = aside !== undefined || help !== undefined;
  const second = state || index !== undefined;
  return (
    <div class={second ? 'columns columns-two' : `columns columns-${width}`}>
      <div class="page-heading">
        <h1>{heading}</h1>
        {lead !== undefined && <p class="page-lead">{lead}</p>}
      </div>
      {second && (
        <div class="page-side">
          {state && (
            <Aside title={asideTitle} help={help}>
              {aside}
            </Aside>
          )}
          {index && <PageIndex {...index} />}
        </div>
      )}
      <div class="page-body">
        <Unfolded.Provider value={index?.unfolded ?? false}>{children}</Unfolded.Provider>
      </div>
    </div>
  );
}
