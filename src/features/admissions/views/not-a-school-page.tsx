import { Page } from '../../../ui/index.ts';
import type { Look } from './look.ts';

/** Criteria are of institutes; the visitor works for another office. */
export function NotASchoolPage({ look: { frame, visitor } }: { look: Look }) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/ufficio"
      title="I criteri li scrivono le scuole – Ufficio"
      heading="I criteri li scrivono le scuole"
      breadcrumb={[{ href: '/ufficio', label: 'Domande ricevute' }]}
    >
      <p>
        Posti, domande e criteri delle iscrizioni li decide il consiglio di ogni istituto, e li pubblica chi lavora per
        quella scuola. Il tuo ufficio non è una scuola.
      </p>
    </Page>
  );
}
