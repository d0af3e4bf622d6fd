import type { Frame, Visitor } from '../../../ui/index.ts';
import { Actions, Button, Form, LinkButton, Page } from '../../../ui/index.ts';
import { paths } from '../paths.ts';

interface RemovalPageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly entry: { readonly id: string; readonly title: string };
}

/** What taking an entry out means, before it is done. */
export function RemovalPage({ frame, visitor, entry }: RemovalPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/area"
      title="Togli dal fascicolo"
      heading="Togli dal fascicolo"
      breadcrumb={[
        { href: '/area', label: 'La tua area' },
        { href: paths.dossier, label: 'Il tuo fascicolo' },
      ]}
    >
      <p>
        <strong>{entry.title}</strong>
      </p>
      <ul>
        <li>Le domande che hai inoltrato restano come sono.</li>
        <li>Nelle bozze in cui l’hai già ripreso resta scritto.</li>
        <li>Nelle domande nuove non lo trovi più da riprendere. Se lo dichiari di nuovo e inoltri, torna qui.</li>
      </ul>
      <Form action={paths.removal(entry.id)} csrf={visitor?.csrf}>
        <Actions>
          <Button look="danger">Togli dal fascicolo</Button>
          <LinkButton href={paths.dossier} look="outline">
            Lascialo nel fascicolo
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
