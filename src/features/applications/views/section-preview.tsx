import type { FieldError } from '../../../ui/index.ts';
import { Notice } from '../../../ui/index.ts';
import type { Preview } from '../preview.ts';
import { FieldView } from './field-view.tsx';

interface SectionPreviewProps {
  readonly preview: Preview;
  readonly errors: readonly FieldError[];
  searchHref(field: string): string;
}

/** A page that answers a form has no address to name a place in: the question answered takes the focus by itself. */
const comesBack = { tabindex: -1, autofocus: true } as const;

/** The questions of a section drawn by the same views that the applicant will see. */
export function SectionPreview({ preview, errors, searchHref }: SectionPreviewProps) {
  if (preview.empty) {
    return (
      <Notice kind="info" title="Ancora niente da compilare">
        Questa sezione ha una parte per ogni voce di un’altra: prova prima quella.
      </Notice>
    );
  }
  return (
    <>
      {preview.models.map((model) => (
        <div key={model.field.id} {...(model.field.id === preview.answered && comesBack)}>
          <FieldView
            model={model}
            error={
              errors.find(({ field }) => field === model.field.id || field.startsWith(`${model.field.id}.`))?.message
            }
            searchHref={searchHref(model.field.id)}
          />
        </div>
      ))}
      {preview.files.map((label) => (
        <p key={label}>
          Qui si allega un documento: <strong>{label}</strong>.
        </p>
      ))}
    </>
  );
}
