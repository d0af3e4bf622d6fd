import type { VNode } from 'preact';
import type { FieldError, Frame } from '../frame/frame.ts';
import { Page } from '../frame/page.tsx';
import { ChoicesShown } from './choices-shown.tsx';
import { FieldsShown } from './fields-shown.tsx';
import { ListsShown } from './lists-shown.tsx';
import { MessagesShown } from './messages-shown.tsx';
import { PointsShown } from './points-shown.tsx';

const errors: readonly FieldError[] = [
  { field: 'shown-email', message: 'Scrivi un indirizzo e-mail completo, come nome@esempio.it' },
  { field: 'shown-birth', message: 'Scrivi la data di nascita con giorno, mese e anno' },
  { field: 'shown-tier', message: 'Scegli la fascia' },
];

/** Every component in each of its states on one page, for people who build pages and for the accessibility checks. */
export function galleryPage(frame: Frame): VNode {
  return (
    <Page
      frame={frame}
      title="Galleria dei componenti"
      heading="Galleria dei componenti"
      lead="Ogni componente in ogni stato, con testi veri per lunghezza e tono."
      visitor={{ name: 'Maria Antonietta Bevilacqua Dell’Acqua', area: 'person', csrf: 'gallery', idleSeconds: 1800 }}
      section="/guide"
      breadcrumb={[
        { href: '/', label: 'Inizio' },
        { href: '/guide', label: 'Guide' },
      ]}
      errors={errors}
      notice={{ kind: 'success', text: 'La sezione «Dati anagrafici» è completa.' }}
      asideTitle="Chiude lunedì 16 marzo · 3 sezioni su 9"
      aside={
        <section aria-labelledby="gallery-state">
          <h2 id="gallery-state">Stato</h2>
          <p>3 sezioni complete su 9.</p>
        </section>
      }
      help={
        <p>
          <a href="/assistenza">Scrivi all’assistenza</a>: il riferimento alla domanda è già nel messaggio.
        </p>
      }
    >
      <MessagesShown />
      <FieldsShown errors={errors} />
      <ChoicesShown errors={errors} />
      <ListsShown />
      <PointsShown />
    </Page>
  );
}
