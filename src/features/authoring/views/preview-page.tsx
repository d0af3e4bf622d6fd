import { type Definition, isSectionVisible, type Section, visibleAnswers } from '../../../engines/procedure/index.ts';
import { Actions, Button, Form, Notice } from '../../../ui/index.ts';
import { type Preview, SectionPreview } from '../../applications/index.ts';
import { paths } from '../paths.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

interface PreviewPageProps {
  readonly look: Look;
  readonly id: string;
  readonly definition: Definition;
  readonly section: Section;
  readonly preview: Preview;
  /** The questions on who tries, where others hang on the answers. */
  readonly applicant: Preview | undefined;
}

/** A section as the applicant will see it, with answers that are kept nowhere but in this page. */
export function PreviewPage({ look, id, definition, section, preview, applicant }: PreviewPageProps) {
  const seen = visibleAnswers(definition, preview.answers);
  const searchHref = (field: string) => `${paths.preview(id, section.id)}/ricerche/${field}`;
  return (
    <MinistryPage look={look} heading={section.title} procedure={id} lead={section.intro}>
      <Notice kind="info" title="È una prova">
        Le domande sono quelle della copia di lavoro. Quello che scrivi qui non viene salvato e non arriva a nessuno.
      </Notice>
      <Form
        action={paths.preview(id, section.id)}
        csrf={look.visitor?.csrf}
        enctype="multipart"
        hidden={{ answers: JSON.stringify(preview.answers) }}
        label={section.title}
      >
        <SectionPreview preview={preview} errors={look.errors} searchHref={searchHref} />
        {applicant && (
          <section aria-labelledby="chi-compila">
            <h2 id="chi-compila">Chi compila, in questa prova</h2>
            <p>Da questi dati dipendono alcune domande. Nella domanda vera il portale li sa già e non li chiede.</p>
            <SectionPreview preview={applicant} errors={[]} searchHref={searchHref} />
          </section>
        )}
        <Actions>
          <Button name="vai" value="avanti">
            Controlla e vai avanti
          </Button>
          {preview.models.some(({ deciding }) => deciding) && (
            <Button look="quiet" name="vai" value="aggiorna" icon="it-refresh">
              Aggiorna i campi
            </Button>
          )}
        </Actions>
        <h2>Le sezioni del modulo</h2>
        <ol>
          {definition.sections.map((each) => (
            <li key={each.id}>
              {each.id === section.id ? (
                <strong>{each.title}</strong>
              ) : (
                <Button look="quiet" name="verso" value={each.id}>
                  {each.title}
                </Button>
              )}
              {!isSectionVisible(each, seen) && ' (con queste risposte non compare)'}
            </li>
          ))}
        </ol>
      </Form>
    </MinistryPage>
  );
}
