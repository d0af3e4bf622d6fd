import type { Membership } from '../../../platform/http/index.ts';
import { Actions, Button, errorFor, Form, Instant, Notice, Page, TextArea } from '../../../ui/index.ts';
import { type Preview, SectionPreview } from '../../applications/index.ts';
import { type PublishedDocument, type Release, SchoolDocumentPart, type SchoolSource } from '../../procedures/index.ts';
import { criteriaPaths } from '../paths.ts';
import type { Look } from './look.ts';

/** What comes of a text: its faults, or the document with the questions as a family will see them. */
export type Judged =
  | { readonly faults: readonly string[] }
  | { readonly document: PublishedDocument; readonly preview: Preview | undefined };

interface CriteriaPageProps {
  readonly look: Look;
  readonly release: Release;
  readonly school: Membership;
  readonly published: SchoolSource | undefined;
  readonly text: string;
  /** Families do not choose yet: what is written may be published. */
  readonly open: boolean;
  readonly judged: Judged | undefined;
}

/** The criteria of a school as text, what comes of it, and their publication. */
export function CriteriaPage(props: CriteriaPageProps) {
  const { look, release, school, open, judged } = props;
  const { frame, visitor, notice, errors } = look;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/ufficio"
      title={`I criteri per ${release.definition.title} – Ufficio`}
      heading={`I criteri per ${release.definition.title}`}
      lead={`${school.bodyName}, codice ${school.body}`}
      width="wide"
      breadcrumb={[
        { href: '/ufficio', label: 'Domande ricevute' },
        { href: criteriaPaths.home, label: 'I criteri della scuola' },
      ]}
      errors={errors}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
    >
      <Standing {...props} />
      {open && <Writing {...props} />}
      {open && judged !== undefined && 'document' in judged && <Shown {...props} judged={judged} />}
    </Page>
  );
}

function Standing({ release, school, published, open }: CriteriaPageProps) {
  return (
    <>
      {published !== undefined && (
        <p>
          Pubblicati <Instant at={published.publishedAt} />:{' '}
          <a href={`/procedure/${release.procedureId}/scuole/${school.body}`}>la pagina che leggono le famiglie</a>.
        </p>
      )}
      {!open && (
        <Notice kind="info" title="I criteri non si cambiano più">
          <p>Le domande si sono aperte: le famiglie scelgono con i criteri pubblicati prima.</p>
        </Notice>
      )}
    </>
  );
}

function Writing({ look, release, text }: CriteriaPageProps) {
  return (
    <Form
      action={criteriaPaths.one(release.procedureId)}
      csrf={look.visitor?.csrf}
      enctype="multipart"
      label="I criteri come testo"
    >
      <div class="code-field">
        <TextArea
          name="text"
          label="Posti, domande, punti e ordine"
          hint="Prima si guardano, poi si pubblicano: guardare non salva niente."
          value={text}
          rows={24}
          error={errorFor(look.errors, 'text')}
        />
      </div>
      <Actions>
        <Button look="outline">Controlla e guarda</Button>
      </Actions>
    </Form>
  );
}

function Shown({
  look,
  release,
  text,
  judged,
}: CriteriaPageProps & { judged: Extract<Judged, { document: unknown }> }) {
  const { document, preview } = judged;
  return (
    <>
      <h2>Come li leggono le famiglie</h2>
      <SchoolDocumentPart release={release} document={document} />
      {preview !== undefined && preview.models.length > 0 && (
        <>
          <h2>Le domande nel modulo</h2>
          <p>È una prova: quello che scrivi qui non viene salvato e non arriva a nessuno.</p>
          <SectionPreview preview={preview} errors={[]} searchHref={() => criteriaPaths.one(release.procedureId)} />
        </>
      )}
      <Form
        action={criteriaPaths.publication(release.procedureId)}
        csrf={look.visitor?.csrf}
        enctype="multipart"
        hidden={{ text }}
        label="Pubblicazione"
      >
        <p>Dopo l’apertura delle domande nessuno li può più cambiare.</p>
        <Actions>
          <Button>Pubblica questi criteri</Button>
        </Actions>
      </Form>
    </>
  );
}
