import type { Frame, Visitor } from '../../../../ui/index.ts';
import { Actions, Button, Form, Page, TextField } from '../../../../ui/index.ts';
import type { Release } from '../../release.ts';
import type { ListedSchool } from '../store.ts';

interface SchoolsPageProps {
  frame: Frame;
  visitor: Visitor | null;
  release: Release;
  /** What was looked for. */
  text: string;
  schools: readonly ListedSchool[];
  /** There are others, to be looked for by name. */
  more: boolean;
}

/** The schools that have published what they ask and how they choose. */
export function SchoolsPage({ frame, visitor, release, text, schools, more }: SchoolsPageProps) {
  const home = `/procedure/${release.procedureId}`;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/procedure"
      title={`I criteri delle scuole – ${release.definition.title}`}
      heading="I criteri delle scuole"
      lead={release.definition.title}
      breadcrumb={[
        { href: '/', label: 'Inizio' },
        { href: '/procedure', label: 'Procedure' },
        { href: home, label: release.definition.title },
        { href: `${home}/regole`, label: 'Le regole' },
      ]}
    >
      <p>
        Ogni consiglio di istituto decide che cosa chiedere e chi viene prima quando le domande sono più dei posti. Qui
        trovi le scuole che lo hanno pubblicato; per le altre guarda il loro sito.
      </p>
      <Form action={`${home}/scuole`} method="get" label="Cerca una scuola">
        <TextField name="cerca" label="Nome o codice della scuola" value={text} maxlength={100} />
        <Actions>
          <Button icon="it-search">Cerca la scuola</Button>
        </Actions>
      </Form>
      {schools.length === 0 ? (
        <p>
          {text === ''
            ? 'Nessuna scuola ha ancora pubblicato i suoi criteri.'
            : `Nessuna scuola trovata per «${text}».`}
        </p>
      ) : (
        <ul class="link-list">
          {schools.map(({ school, name, act }) => (
            <li key={school}>
              <a href={`${home}/scuole/${school}`}>{name}</a>
              <span class="rule-note">
                {school}. {act}.
              </span>
            </li>
          ))}
        </ul>
      )}
      {more && <p>Ce ne sono altre: scrivi il nome della scuola per trovarla.</p>}
    </Page>
  );
}
